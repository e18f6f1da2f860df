package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.randomization.Preset;
import org.workcell.randomization.Presets;
import org.workcell.sim.files.BadInputException;

/**
 * The conditions under which the same episodes are run.
 *
 * @param preset whose conditions these are
 * @param severity 0 to 5
 */
public record Perturbation(Preset preset, int severity) {

  /**
   * The conditions of a preset.
   *
   * @param preset name or YAML file
   * @throws BadInputException if there is no such preset or severity
   */
  public static Perturbation load(String preset, int severity) {
    try {
      return checked(Presets.load(preset), severity);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** As {@link #load}, from the text of a preset. */
  static Perturbation parse(String text, int severity) {
    try {
      return checked(Presets.parse("of the run", text), severity);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private static Perturbation checked(Preset preset, int severity) {
    preset.perturbation(Preset.ALL, severity);
    return new Perturbation(preset, severity);
  }

  /** All conditions, in order; the first is the unperturbed one. */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>(List.of(Condition.UNPERTURBED));
    for (String name : preset.conditions()) {
      conditions.add(condition(name));
    }
    return conditions;
  }

  /**
   * A condition by name.
   *
   * @throws BadInputException naming the conditions there are
   */
  Condition condition(String name) {
    if (name.equals(Condition.NONE)) {
      return Condition.UNPERTURBED;
    }
    try {
      return new Condition(name, Optional.of(preset.perturbation(name, severity)));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
