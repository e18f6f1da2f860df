package org.workcell.randomization;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
  private final String styleOf;
  private final String text;
  private final boolean alone;
  private final String digest;
  private final Map<String, Part> parts;

  /** A factor, and the axis that it belongs to. */
  record Part(String axis, Factor factor) {}

  /**
   * A preset of factors by name.
   *
   * @param text the YAML that it was read from
   * @param digest checksum of the parsed content
   */
  Preset(
      String name,
      String about,
      String styleOf,
      String text,
      String digest,
      boolean alone,
      Map<String, Part> parts) {
    this.name = name;
    this.about = about;
    this.styleOf = styleOf;
    this.text = text;
    this.alone = alone;
    this.digest = digest;
    this.parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
  }

  /** Name on command lines and in reports. */
  public String name() {
    return name;
  }

  /** What it is, in one line; may be empty. */
  public String about() {
    return about;
  }

  /**
   * The work of others whose factors it follows, where it does. It is not that work's benchmark:
   * scenes, tasks and ranges are others, so numbers do not compare.
   */
  public Optional<String> styleOf() {
    return styleOf.isEmpty() ? Optional.empty() : Optional.of(styleOf);
  }

  /** Names of its factors, in order. */
  public List<String> factors() {
    return List.copyOf(parts.keySet());
  }

  /**
   * The conditions of an evaluation, in order: each axis alone where the preset says so, and all
   * factors together. A factor is an axis of its own unless the preset says otherwise.
   */
  public List<String> conditions() {
    List<String> conditions = new ArrayList<>();
    if (alone) {
      parts.values().stream().map(Part::axis).distinct().forEach(conditions::add);
    }
    conditions.add(ALL);
    return conditions;
  }

  /** All factors at full severity: a training distribution. */
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
    Map<String, Factor> chosen = new LinkedHashMap<>();
    parts.forEach(
        (each, part) -> {
          if (condition.equals(ALL) || condition.equals(part.axis)) {
            chosen.put(each, part.factor);
          }
        });
    return chosen;
  }

  /** The YAML that it was read from. */
  public String text() {
    return text;
  }

  /**
   * A checksum of the parsed content: of everything but {@link #about} and {@link #styleOf}.
   * Presets whose files differ in comments, blanks, the order of keys or in defaults that are
   * written out have the same one; the order of factors is content, because they act in that order.
   */
  public String digest() {
    return digest;
  }
}
