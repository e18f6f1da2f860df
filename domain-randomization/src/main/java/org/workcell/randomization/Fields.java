package org.workcell.randomization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Named values of a YAML mapping, read strictly: what is missing, of the wrong kind, out of range
 * or not asked for is an {@link IllegalArgumentException} that says where. What is read, defaults
 * included, is kept as the mapping's {@link #canonical} form. One thread at a time.
 */
public final class Fields {

  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MOST_SHOWN = 80;

  private final String where;
  private final Map<String, Object> values;
  private final Set<String> unread;
  private final Map<String, Supplier<String>> read = new TreeMap<>();

  private Fields(String where, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "%s must be a mapping of names to values".formatted(where));
    }
    this.where = where;
    this.values = new LinkedHashMap<>();
    map.forEach((key, each) -> values.put(name(key), each));
    this.unread = new LinkedHashSet<>(values.keySet());
  }

  private String name(Object key) {
    if (key instanceof Iterable<?> || key instanceof Map<?, ?>) {
      throw new IllegalArgumentException(where + " has a list or mapping as a name; use a text");
    }
    return String.valueOf(key);
  }

  /**
   * Reads a document of at most a million characters. Nothing in it is executed: what is no text,
   * number, list or mapping is refused.
   *
   * @param where its name, for messages
   */
  public static Fields ofYaml(String where, String text) {
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

  /** Which mapping of which document this is, for messages. */
  public String where() {
    return where;
  }

  /** All names, in order. */
  public List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** Whether a name has a value. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** Leaves a name to somebody else, who reads it from a copy of this mapping. */
  public void skip(String name) {
    unread.remove(name);
  }

  private Object value(String name) {
    unread.remove(name);
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("%s has no '%s'; add it".formatted(where, name));
    }
    return value;
  }

  private <T> T note(String name, T value) {
    read.put(name, () -> canonical(value));
    return value;
  }

  private static String canonical(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Fields::canonical).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String text
        ? '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : String.valueOf(value);
  }

  /**
   * Everything that was read, in the order of names: the same for mappings that differ in comments,
   * blanks, order, the writing of numbers, or in whether they give a default.
   */
  String canonical() {
    return read.entrySet().stream()
        .map(each -> each.getKey() + ": " + each.getValue().get())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /**
   * Puts a checksum of contents into the canonical form, in place of the path where they lie.
   *
   * @param name of the value that is the path
   */
  public void noteContents(String name, String checksum) {
    note(name, "contents " + checksum);
  }

  /** A text. */
  public String text(String name) {
    Object value = value(name);
    if (value instanceof String text) {
      return note(name, text);
    }
    throw wrong(name, "a text (in quotes, where YAML reads something else)", value);
  }

  /** A text, or else the default. */
  public String text(String name, String standard) {
    return has(name) ? text(name) : note(name, standard);
  }

  /** Whether a value is a list. */
  public boolean isList(String name) {
    return values.get(name) instanceof List<?>;
  }

  /** How many elements a list has. */
  public int length(String name) {
    if (value(name) instanceof List<?> list) {
      return list.size();
    }
    throw wrong(name, "a list", value(name));
  }

  /** A list of texts, which is not empty. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    if (!(value(name) instanceof List<?> list) || list.isEmpty()) {
      throw wrong(name, "a list of texts", value(name));
    }
    for (Object each : list) {
      if (!(each instanceof String text)) {
        throw wrong(name, "a list of texts", each);
      }
      texts.add(text);
    }
    return note(name, List.copyOf(texts));
  }

  /** True or false, or else the default. */
  public boolean flag(String name, boolean standard) {
    if (!has(name)) {
      return note(name, standard);
    }
    Object value = value(name);
    if (value instanceof Boolean flag) {
      return note(name, flag);
    }
    throw wrong(name, "true or false", value);
  }

  /** A finite number. */
  public double number(String name) {
    return note(name, number(name, value(name)));
  }

  /** A number between bounds, or else the default. */
  public double number(String name, double standard, Range bounds) {
    double number = has(name) ? number(name) : note(name, standard);
    if (!(number >= bounds.low() && number <= bounds.high())) {
      throw new IllegalArgumentException(
          "%s: '%s' must be %s to %s, not %s"
              .formatted(where, name, bounds.low(), bounds.high(), number));
    }
    return number;
  }

  /** A whole number between bounds, or else the default. */
  public int count(String name, int standard, int low, int high) {
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

  /** A list of so many finite numbers. */
  public double[] numbers(String name, int count) {
    if (value(name) instanceof List<?> list && list.size() == count) {
      return noted(name, list.stream().mapToDouble(each -> number(name, each)).toArray());
    }
    throw wrong(name, "a list of %d numbers".formatted(count), value(name));
  }

  /** A list of as many finite numbers as the default has, or else the default. */
  public double[] numbers(String name, double[] standard) {
    return has(name) ? numbers(name, standard.length) : noted(name, standard.clone());
  }

  private double[] noted(String name, double[] numbers) {
    note(name, Arrays.stream(numbers).boxed().toList());
    return numbers;
  }

  /** A range {@code [low, high]} within bounds. */
  public Range range(String name, Optional<Range> bounds) {
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

  /** A range {@code [low, high]} within bounds, or else the default. */
  public Range range(String name, Range standard, Range bounds) {
    if (has(name)) {
      return range(name, Optional.of(bounds));
    }
    noted(name, new double[] {standard.low(), standard.high()});
    return standard;
  }

  /** A range {@code [low, high]} within bounds, or nothing. */
  public Optional<Range> optionalRange(String name, Range bounds) {
    return has(name) ? Optional.of(range(name, Optional.of(bounds))) : Optional.empty();
  }

  /** One of the constants of an enumeration, in lower case. */
  public <E extends Enum<E>> E choice(String name, Class<E> type) {
    return choice(name, text(name), type);
  }

  /** One of the constants of an enumeration, in lower case, or else the default. */
  public <E extends Enum<E>> E choice(String name, E standard) {
    return choice(name, text(name, label(standard)), standard.getDeclaringClass());
  }

  /** Several constants of an enumeration. */
  public <E extends Enum<E>> List<E> choices(String name, Class<E> type) {
    List<E> chosen = new ArrayList<>();
    if (!(value(name) instanceof List<?> list) || list.isEmpty()) {
      throw wrong(name, "a list of names", value(name));
    }
    list.forEach(each -> chosen.add(choice(name, brief(each), type)));
    note(name, chosen.stream().map(Fields::label).toList());
    return chosen;
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
    List<String> labels = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      if (label(constant).equals(text)) {
        return constant;
      }
      labels.add(label(constant));
    }
    throw new IllegalArgumentException(
        "%s: '%s' must be one of %s, not '%s'".formatted(where, name, labels, text));
  }

  /** A mapping within this one. */
  public Fields fields(String name) {
    Fields inner = new Fields(where + ", " + name, value(name));
    read.put(name, inner::canonical);
    return inner;
  }

  /** A mapping within this one, or nothing. */
  public Optional<Fields> optionalFields(String name) {
    return has(name) ? Optional.of(fields(name)) : Optional.empty();
  }

  private IllegalArgumentException wrong(String name, String expected, Object value) {
    return new IllegalArgumentException(
        "%s: '%s' must be %s, not %s".formatted(where, name, expected, brief(value)));
  }

  /** A value in a message; lists and mappings may be endless. */
  private static String brief(Object value) {
    if (value instanceof List<?> list) {
      return "a list of %d".formatted(list.size());
    }
    if (value instanceof Map<?, ?>) {
      return "a mapping";
    }
    String text = String.valueOf(value);
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
  }

  /** Refuses names that nobody has read. */
  public void requireNothingElse() {
    if (!unread.isEmpty()) {
      Set<String> known = new LinkedHashSet<>(values.keySet());
      known.removeAll(unread);
      throw new IllegalArgumentException(
          "%s has unknown names %s; known ones that it uses are %s"
              .formatted(where, unread, known));
    }
  }
}
