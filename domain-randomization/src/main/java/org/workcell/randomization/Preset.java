package org.workcell.randomization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named composition of factors. As a training distribution all of them act at once; as an
 * evaluation it is a list of conditions. Immutable.
 */
public final class Preset {

  /** The condition in which all factors act. */
  public static final String ALL = "all";

  /** What runs without any factor are called. */
  public static final String NONE = "none";

  private final String name;
  private final String about;
  private final String text;
  private final boolean alone;
  private final Map<String, Factor> factors;
  private final Map<String, String> axes;

  /** A preset of factors by name, each of which belongs to an axis. */
  Preset(
      String name,
      String about,
      String text,
      boolean alone,
      Map<String, Factor> factors,
      Map<String, String> axes) {
    this.name = name;
    this.about = about;
    this.text = text;
    this.alone = alone;
    this.axes = Map.copyOf(axes);
    this.factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
  }

  /** Name on command lines and in reports. */
  public String name() {
    return name;
  }

  /** What it is, in one line; may be empty. */
  public String about() {
    return about;
  }

  /** Names of its factors, in order. */
  public List<String> factors() {
    return List.copyOf(factors.keySet());
  }

  /**
   * The conditions of an evaluation, in order: each axis alone where the preset says so, and all
   * factors together. A factor is an axis of its own unless the preset says otherwise.
   */
  public List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    if (alone) {
      factors.keySet().stream().map(axes::get).distinct().forEach(conditions::add);
    }
    conditions.add(ALL);
    return conditions;
  }

  /** All factors at full strength: a training distribution. */
  public PresetRandomization training() {
    return new PresetRandomization(this, ALL, PresetRandomization.FULL, Map.of());
  }

  /**
   * One condition of an evaluation.
   *
   * @param condition one of {@link #conditions}
   * @param severity 0 (nothing changes) to 5 (the whole ranges)
   * @throws IllegalArgumentException if there is no such condition or severity
   */
  public PresetRandomization perturbation(String condition, int severity) {
    if (!conditions().contains(condition)) {
      throw new IllegalArgumentException(
          "preset %s has no condition '%s'; it has %s".formatted(name, condition, conditions()));
    }
    if (severity < 0 || severity > PresetRandomization.FULL) {
      throw new IllegalArgumentException(
          "severity must be 0 to %d, not %d".formatted(PresetRandomization.FULL, severity));
    }
    return new PresetRandomization(this, condition, severity, Map.of());
  }

  /** The factors of a condition. */
  Map<String, Factor> factorsOf(String condition) {
    Map<String, Factor> chosen = new LinkedHashMap<>(factors);
    chosen.keySet().removeIf(each -> !condition.equals(ALL) && !condition.equals(axes.get(each)));
    return chosen;
  }

  /** The YAML that it was read from. */
  public String text() {
    return text;
  }
}
