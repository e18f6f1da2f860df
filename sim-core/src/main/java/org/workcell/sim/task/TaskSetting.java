package org.workcell.sim.task;

import java.util.Arrays;
import java.util.List;

/**
 * A choice that a task offers beyond profile and horizon, for example the reward version.
 *
 * @param name for example {@code reward}
 * @param values what may be chosen
 * @param combinable whether several different values may be chosen, joined by {@code +}, in an
 *     order that the meaning explains
 * @param defaultValue the value that holds where none is chosen
 * @param meaning one line for help texts
 */
public record TaskSetting(
    String name, List<String> values, boolean combinable, String defaultValue, String meaning) {

  private static final String JOIN = "+";

  /** Takes a defensive copy. */
  public TaskSetting {
    values = List.copyOf(values);
  }

  /** One of some values; the first is the default. */
  public TaskSetting(String name, List<String> values, String meaning) {
    this(name, values, false, values.get(0), meaning);
  }

  /** Any of some values, joined by {@code +}, with the choice that is the default. */
  public static TaskSetting combination(
      String name, List<String> values, List<String> defaultChoice, String meaning) {
    return new TaskSetting(name, values, true, String.join(JOIN, defaultChoice), meaning);
  }

  /** Whether a value may be chosen. */
  public boolean accepts(String value) {
    List<String> chosen = chosen(value);
    return values.containsAll(chosen) && chosen.stream().distinct().count() == chosen.size();
  }

  /** The single values of a choice, in its order. */
  public List<String> chosen(String value) {
    return combinable ? Arrays.asList(value.split("\\+", -1)) : List.of(value);
  }

  /** What may be chosen, in words. */
  public String choices() {
    return (combinable ? "one or several, joined by +, of " : "one of ") + values;
  }
}
