package org.workcell.sim.task;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A choice that a task offers beyond profile and horizon, for example the reward version.
 *
 * @param name for example {@code reward}
 * @param values what may be chosen; empty where any number of a range may
 * @param combinable whether several different values may be chosen, joined by {@code +}, in an
 *     order that the meaning explains
 * @param numbers the numbers that may be chosen; empty where {@code values} are named
 * @param path what of a user's own may be chosen in place of one of {@code values}
 * @param defaultValue the value that holds where none is chosen
 * @param meaning one line for help texts
 */
public record TaskSetting(
    String name,
    List<String> values,
    boolean combinable,
    Optional<Numbers> numbers,
    UserPath path,
    String defaultValue,
    String meaning) {

  private static final String JOIN = "+";
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?");

  /**
   * A range of numbers, both ends included.
   *
   * @param lowest the smallest number
   * @param highest the largest number
   */
  public record Numbers(double lowest, double highest) {

    @Override
    public String toString() {
      return plain(lowest) + ".." + plain(highest);
    }
  }

  /** What of a user's own a setting can name. */
  public enum UserPath {
    /** Nothing. */
    NONE,
    /** A file. */
    FILE,
    /** A folder. */
    FOLDER;

    /** Whether there is something of this kind. */
    public boolean holds(Path path) {
      return switch (this) {
        case NONE -> false;
        case FILE -> Files.isRegularFile(path);
        case FOLDER -> Files.isDirectory(path);
      };
    }

    /** In words. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes a defensive copy. */
  public TaskSetting {
    values = List.copyOf(values);
  }

  /** One of some values; the first is the default. */
  public TaskSetting(String name, List<String> values, String meaning) {
    this(name, values, false, Optional.empty(), UserPath.NONE, values.get(0), meaning);
  }

  /** Any of some values, joined by {@code +}, with the choice that is the default. */
  public static TaskSetting combination(
      String name, List<String> values, List<String> defaultChoice, String meaning) {
    return new TaskSetting(
        name,
        values,
        true,
        Optional.empty(),
        UserPath.NONE,
        String.join(JOIN, defaultChoice),
        meaning);
  }

  /**
   * One of some values, or a file that a user names by its path; the first value is the default.
   * The chosen value is the file's absolute path. Programs that reach the task through a server may
   * name files only where the server allows it.
   */
  public static TaskSetting file(String name, List<String> values, String meaning) {
    return new TaskSetting(
        name, values, false, Optional.empty(), UserPath.FILE, values.get(0), meaning);
  }

  /** Like {@link #file}, with a folder in place of a file. */
  public static TaskSetting folder(String name, List<String> values, String meaning) {
    return new TaskSetting(
        name, values, false, Optional.empty(), UserPath.FOLDER, values.get(0), meaning);
  }

  /** A number of a range, with the one that is the default. */
  public static TaskSetting number(
      String name, double lowest, double highest, double standard, String meaning) {
    return new TaskSetting(
        name,
        List.of(),
        false,
        Optional.of(new Numbers(lowest, highest)),
        UserPath.NONE,
        plain(standard),
        meaning);
  }

  /** Whether a value may be chosen. */
  public boolean accepts(String value) {
    if (numbers.isPresent()) {
      double number = DECIMAL.matcher(value).matches() ? Double.parseDouble(value) : Double.NaN;
      return number >= numbers.get().lowest && number <= numbers.get().highest;
    }
    if (file() && !values.contains(value)) {
      return isThere(value);
    }
    List<String> chosen = chosen(value);
    return values.containsAll(chosen) && chosen.stream().distinct().count() == chosen.size();
  }

  /** Whether a user's own file or folder may be chosen, by its path. */
  public boolean file() {
    return path != UserPath.NONE;
  }

  private boolean isThere(String value) {
    try {
      return path.holds(Path.of(value));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The single values of a choice, in its order. */
  public List<String> chosen(String value) {
    return combinable ? Arrays.asList(value.split("\\+", -1)) : List.of(value);
  }

  /**
   * An accepted value in the one form that stands for it: of a number, its shortest decimals; of a
   * file or folder, its absolute path.
   */
  String canonical(String value) {
    if (file() && !values.contains(value)) {
      return Path.of(value).toAbsolutePath().normalize().toString();
    }
    return numbers.isPresent() ? plain(Double.parseDouble(value)) : value;
  }

  private static String plain(double number) {
    return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
  }

  /** The form of a value, for help texts, for example {@code on|off} or {@code 0..1}. */
  public String form() {
    return numbers
        .map(Numbers::toString)
        .orElseGet(
            () -> String.join(combinable ? JOIN : "|", values) + (file() ? "|" + path.name() : ""));
  }

  /** What may be chosen, in words. */
  public String choices() {
    if (numbers.isPresent()) {
      return "a number in " + numbers.get();
    }
    String named = (combinable ? "one or several, joined by +, of " : "one of ") + values;
    return file() ? "%s or a %s that is there".formatted(named, path.label()) : named;
  }
}
