package org.workcell.sim.environment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.DynamicsFactory;
import org.workcell.sim.providers.Providers;

/**
 * Offers an engine that moves joints in place of MuJoCo. Found by {@link java.util.ServiceLoader}:
 * a jar names its providers in {@code
 * META-INF/services/org.workcell.sim.environment.DynamicsProvider}. Thread-safe.
 */
public interface DynamicsProvider {

  /** Name of the engine, in lower case with hyphens; that of its identity, too. */
  String name();

  /** Which engine it is, in one sentence. */
  String description();

  /**
   * Loads the engine.
   *
   * @throws org.workcell.sim.engine.MissingLibraryException if its native library is not there
   */
  DynamicsFactory open();

  /**
   * The engine of a name.
   *
   * @throws BadInputException if there is none, naming those there are, or if its native library is
   *     not there or cannot be loaded
   */
  static DynamicsFactory named(String name) {
    List<DynamicsProvider> providers = Providers.load(DynamicsProvider.class);
    List<String> names = providers.stream().map(DynamicsProvider::name).sorted().toList();
    if (!names.contains(name)) {
      throw new BadInputException(
          "there is no engine '%s'; use one of %s"
              .formatted(
                  name,
                  Stream.concat(Stream.of(Engine.NAME), names.stream())
                      .collect(Collectors.joining(", "))));
    }
    try {
      return Providers.named("engine", name, providers, DynamicsProvider::name).open();
    } catch (IllegalStateException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
