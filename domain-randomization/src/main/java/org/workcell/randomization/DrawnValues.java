package org.workcell.randomization;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of one episode, by name: those that are fixed, by a record or because an earlier hook
 * drew them, and those that were used. One thread at a time.
 */
final class DrawnValues {

  private final Map<String, Double> fixed = new HashMap<>();
  private final Map<String, Double> used = new TreeMap<>();

  /** A new episode begins, with the values of a record or with none. */
  void start(Map<String, Double> recorded) {
    used.clear();
    fixed.clear();
    fixed.putAll(recorded);
  }

  /** The value to use: the fixed one, or else the drawn one. */
  double keep(String name, double drawn) {
    double value = fixed.getOrDefault(name, drawn);
    used.put(name, value);
    return value;
  }

  /** Takes over a value that was used before a snapshot. */
  void restore(String name, double value) {
    used.put(name, value);
    fixed.put(name, value);
  }

  /** All values used so far hold for the rest of the episode. */
  void settle() {
    fixed.putAll(used);
  }

  /** Values used so far, in the order of their names. */
  Map<String, Double> used() {
    return used;
  }
}
