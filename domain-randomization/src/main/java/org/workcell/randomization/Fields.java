package org.workcell.randomization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Named values of a YAML mapping, read strictly: what is missing, of the wrong kind, out of range
 * or not asked for is an {@link IllegalArgumentException} that says where. One thread at a time.
 */
final class Fields {

  private static final int MAX_CHARACTERS = 1 << 20;

  private final String where;
  private final Map<String, Object> values;
  private final Set<String> unread;

  private Fields(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "%s must be a mapping of names to values".formatted(where));
    }
    this.where = where;
    this.values = new LinkedHashMap<>();
    map.forEach((key, each) -> values.put(String.valueOf(key), each));
    this.unread = new LinkedHashSet<>(values.keySet());
  }

  /**
   * Reads a document.
   *
   * @param where its name, for messages
   */
  static Fields ofYaml(String where, String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(MAX_CHARACTERS);
    try {
      return new Fields(where, new Yaml(new SafeConstructor(options)).<Object>load(text));
    } catch (YAMLException e) {
      throw new IllegalArgumentException(
          "%s is not YAML: %s".formatted(where, e.getMessage().replaceAll("\\s+", " ")), e);
    }
  }

  String where() {
    return where;
  }

  /** All names, in order. */
  List<String> names() {
    return List.copyOf(values.keySet());
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  private Object value(String name) {
    unread.remove(name);
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s has no '%s'; add it".formatted(where, name));
    }
    return value;
  }

  String text(String name) {
    Object value = value(name);
    if (value instanceof String text) {
      return text;
    }
    throw wrong(name, "a text", value);
  }

  String text(String name, String standard) {
    return has(name) ? text(name) : standard;
  }

  boolean flag(String name, boolean standard) {
    if (!has(name)) {
      return standard;
    }
    Object value = value(name);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "true or false", value);
  }

  double number(String name) {
    return number(name, value(name));
  }

  /** A number between bounds. */
  double number(String name, double standard, Range bounds) {
    double number = has(name) ? number(name) : standard;
    if (!(number >= bounds.low() && number <= bounds.high())) {
      throw new IllegalArgumentException(
          "%s: '%s' must be %s to %s, not %s"
              .formatted(where, name, bounds.low(), bounds.high(), number));
    }
    return number;
  }

  /** A whole number between bounds. */
  int count(String name, int standard, int low, int high) {
    double number = number(name, standard, new Range(low, high));
    if (number != Math.rint(number)) {
      throw new IllegalArgumentException(
          "%s: '%s' must be a whole number, not %s".formatted(where, name, number));
    }
    return (int) number;
  }

  private double number(String name, Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw wrong(name, "a finite number", value);
  }

  double[] numbers(String name, int count) {
    if (value(name) instanceof List<?> list && list.size() == count) {
      return list.stream().mapToDouble(each -> number(name, each)).toArray();
    }
    throw wrong(name, "a list of %d numbers".formatted(count), value(name));
  }

  /** A range {@code [low, high]} within bounds. */
  Range range(String name, Optional<Range> bounds) {
    double[] ends = numbers(name, 2);
    Range allowed = bounds.orElse(new Range(-Double.MAX_VALUE, Double.MAX_VALUE));
    if (ends[0] > ends[1] || ends[0] < allowed.low() || ends[1] > allowed.high()) {
      throw new IllegalArgumentException(
          "%s: '%s' must be [low, high] with low <= high%s, not [%s, %s]"
              .formatted(
                  where,
                  name,
                  bounds.map(b -> " between %s and %s".formatted(b.low(), b.high())).orElse(""),
                  ends[0],
                  ends[1]));
    }
    return new Range(ends[0], ends[1]);
  }

  Range range(String name, Range standard, Range bounds) {
    return has(name) ? range(name, Optional.of(bounds)) : standard;
  }

  /** One of the constants of an enumeration, in lower case. */
  <E extends Enum<E>> E choice(String name, Class<E> type) {
    return choice(name, text(name), type);
  }

  /** Several constants of an enumeration. */
  <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    List<E> chosen = new ArrayList<>();
    if (!(value(name) instanceof List<?> list) || list.isEmpty()) {
      throw wrong(name, "a list of names", value(name));
    }
    list.forEach(each -> chosen.add(choice(name, String.valueOf(each), type)));
    return chosen;
  }

  private <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    List<String> labels = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String label = constant.name().toLowerCase(java.util.Locale.ROOT);
      if (label.equals(text)) {
        return constant;
      }
      labels.add(label);
    }
    throw new IllegalArgumentException(
        "%s: '%s' must be one of %s, not '%s'".formatted(where, name, labels, text));
  }

  Fields fields(String name) {
    return new Fields(where + ", " + name, value(name));
  }

  Optional<Fields> optionalFields(String name) {
    return has(name) ? Optional.of(fields(name)) : Optional.empty();
  }

  private IllegalArgumentException wrong(String name, String expected, Object value) {
    return new IllegalArgumentException(
        "%s: '%s' must be %s, not %s".formatted(where, name, expected, value));
  }

  /** Refuses names that nobody has read. */
  void requireNothingElse() {
    if (!unread.isEmpty()) {
      Set<String> known = new LinkedHashSet<>(values.keySet());
      known.removeAll(unread);
      throw new IllegalArgumentException(
          "%s has unknown names %s; known ones that it uses are %s"
              .formatted(where, unread, known));
    }
  }
}
