package org.workcell.sim.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.workcell.sim.files.BadInputException;

/** What the class path offers by name: suites, policies, filters and adapters of other jars. */
public final class Providers {

  private Providers() {}

  /**
   * All providers of a kind.
   *
   * @throws BadInputException if one of them cannot be loaded
   */
  public static <T> List<T> load(Class<T> kind) {
    return loading(
        () -> {
          List<T> found = new ArrayList<>();
          ServiceLoader.load(kind).forEach(found::add);
          return found;
        });
  }

  /**
   * Loads something that other jars take part in.
   *
   * @throws BadInputException if one of them is broken
   */
  public static <T> T loading(Supplier<T> load) {
    try {
      return load.get();
    } catch (ServiceConfigurationError | LinkageError e) {
      String cause = e.getCause() == null ? "" : ", because " + e.getCause();
      throw new BadInputException(
          "something on the class path cannot be loaded: %s%s; look at --suites and WORKCELL_SUITES"
              .formatted(e.getMessage(), cause),
          e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * The only provider of a name.
   *
   * @param what kind of thing, for messages
   * @throws BadInputException if there is none, naming those there are, or more than one
   */
  public static <T> T named(String what, String name, List<T> all, Function<T, String> nameOf) {
    List<T> found = all.stream().filter(each -> nameOf.apply(each).equals(name)).toList();
    if (found.size() > 1) {
      throw new BadInputException(
          "%s '%s' is offered twice, by %s and %s; leave one of the jars out"
              .formatted(
                  what,
                  name,
                  found.get(0).getClass().getName(),
                  found.get(1).getClass().getName()));
    }
    return Optional.of(found)
        .filter(one -> !one.isEmpty())
        .map(one -> one.get(0))
        .orElseThrow(
            () ->
                new BadInputException(
                    "there is no %s '%s'; use one of %s"
                        .formatted(
                            what,
                            name,
                            all.stream().map(nameOf).sorted().collect(Collectors.joining(", ")))));
  }

  /** What stands before the first {@code =}: the name of a provider. */
  public static String nameOf(String words) {
    int equals = words.indexOf('=');
    return equals < 0 ? words : words.substring(0, equals);
  }

  /** What stands behind the first {@code =}; empty where there is none. */
  public static String parametersOf(String words) {
    int equals = words.indexOf('=');
    return equals < 0 ? "" : words.substring(equals + 1);
  }
}
