package org.workcell.sim2real.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the constants of a log ({@link org.workcell.datasets.logs.LogMeta#constants}) say of the
 * model, so that one model stands for all logs of a bench whose load or settings differ:
 *
 * <pre>
 * body:load/mass = mass            the number is the log's constant
 * body:load/com_z = -length        ... or its negative
 * actuator:servo/kp *= kp          the number of the model, or of a parameter vector, times it
 * actuator:servo/dc-motor.voltage_limit = vin
 * </pre>
 *
 * Entries are separated by semicolons or line ends. One text may serve several actuator chains: an
 * entry acts where its stage is part of the chain, and one of a model's own gain where no stage
 * takes the place of that gain. A model carries its own in a text element, {@code <custom><text
 * name="constants" data="..."/></custom>}. Immutable.
 */
public final class ConstantBindings {

  /** Name of the text element of a model that holds its bindings. */
  public static final String TEXT_NAME = "constants";

  private static final ConstantBindings NONE = new ConstantBindings(List.of());

  /** How a constant acts on a number. */
  enum Operation {
    SET,
    MULTIPLY
  }

  /** One entry. */
  record Binding(String path, Operation operation, double sign, String constant) {

    double apply(double value, Map<String, Double> constants, String log) {
      Double number = constants.get(constant);
      if (number == null) {
        throw new IllegalArgumentException(
            "log %s has no constant '%s', which sets %s; it has %s"
                .formatted(log, constant, path, constants.keySet()));
      }
      return operation == Operation.SET ? sign * number : value * sign * number;
    }
  }

  private final List<Binding> bindings;

  private ConstantBindings(List<Binding> bindings) {
    this.bindings = List.copyOf(bindings);
  }

  /** No bindings. */
  public static ConstantBindings none() {
    return NONE;
  }

  /**
   * Reads bindings.
   *
   * @throws IllegalArgumentException naming the entry that is wrong
   */
  public static ConstantBindings parse(String text) {
    List<Binding> bindings = new ArrayList<>();
    for (String entry : text.split("[;\n]")) {
      if (!entry.isBlank()) {
        bindings.add(parseOne(entry.strip()));
      }
    }
    return new ConstantBindings(bindings);
  }

  private static Binding parseOne(String entry) {
    int equals = entry.lastIndexOf('=');
    boolean multiplies = equals > 0 && entry.charAt(equals - 1) == '*';
    String path = equals < 0 ? "" : entry.substring(0, multiplies ? equals - 1 : equals).strip();
    String constant = entry.substring(equals + 1).strip();
    double sign = constant.startsWith("-") ? -1 : 1;
    String name = sign < 0 ? constant.substring(1).strip() : constant;
    if (path.isEmpty() || !path.contains("/") || !name.matches("[A-Za-z_][A-Za-z0-9_.]*")) {
      throw new IllegalArgumentException(
          "'%s' does not bind a constant; expected PATH = NAME, PATH = -NAME or PATH *= NAME, for example body:load/mass = mass"
              .formatted(entry));
    }
    return new Binding(path, multiplies ? Operation.MULTIPLY : Operation.SET, sign, name);
  }

  /** Paths that are bound, in order. */
  public Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    bindings.forEach(binding -> paths.add(binding.path));
    return paths;
  }

  /** Names of the constants that logs must have. */
  public Set<String> constants() {
    Set<String> names = new LinkedHashSet<>();
    bindings.forEach(binding -> names.add(binding.constant));
    return names;
  }

  /** The constant that multiplies the number at a path; absent where none does. */
  public Optional<String> multiplier(String path) {
    return bindings.stream()
        .filter(binding -> binding.path.equals(path) && binding.operation == Operation.MULTIPLY)
        .map(Binding::constant)
        .findFirst();
  }

  /** Whether a constant replaces the number at a path, so that no vector can set it. */
  public boolean sets(String path) {
    return bindings.stream()
        .anyMatch(binding -> binding.path.equals(path) && binding.operation == Operation.SET);
  }

  /**
   * What the constants of a log make of the number at a path; the number itself where none is bound
   * to it.
   *
   * @param log its name, for messages
   * @throws IllegalArgumentException if the log lacks a constant
   */
  public double apply(String path, double value, Map<String, Double> constants, String log) {
    double result = value;
    for (Binding binding : bindings) {
      if (binding.path.equals(path)) {
        result = binding.apply(result, constants, log);
      }
    }
    return result;
  }

  /** Those whose paths are wanted. */
  ConstantBindings only(Predicate<String> wanted) {
    return new ConstantBindings(
        bindings.stream().filter(binding -> wanted.test(binding.path)).toList());
  }

  List<Binding> list() {
    return bindings;
  }
}
