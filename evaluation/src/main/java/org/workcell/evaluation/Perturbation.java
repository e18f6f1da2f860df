package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.randomization.Preset;
import org.workcell.randomization.PresetProvider;
import org.workcell.randomization.PresetRandomization;
import org.workcell.randomization.Presets;
import org.workcell.randomization.Randomizations;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.files.BadInputException;

/**
 * The conditions under which the same episodes are run: those of a preset, or a randomization of
 * another format as the only one.
 *
 * @param name of the preset, or of the format
 * @param styleOf the work of others that the preset follows, where it does
 * @param severity 0 to 5; 5 where it is no preset
 * @param source format and text that make it again; of a preset, its YAML
 * @param conditions all conditions, in order; the first is the unperturbed one
 */
public record Perturbation(
    String name,
    Optional<String> styleOf,
    int severity,
    Randomization.Description source,
    List<Condition> conditions) {

  private static final int WHOLE = 5;

  /**
   * The conditions of a preset, or a randomization of another jar.
   *
   * @param words name or YAML file of a preset, or {@code NAME[=TEXT]} of a provider
   * @throws BadInputException if there is no such thing or severity
   */
  public static Perturbation load(String words, int severity) {
    try {
      Optional<Randomization> other = Randomizations.find(words);
      if (other.isPresent()) {
        requireNoSeverity(words, severity);
        return of(other.get());
      }
      return of(Presets.load(words), severity);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /**
   * What a manifest recorded.
   *
   * @throws BadInputException if nobody reads it
   */
  static Perturbation read(Randomization.Description source, int severity) {
    try {
      return source.format().equals(PresetProvider.NAME)
          ? of(Presets.parse("of the run", source.text()), severity)
          : of(Randomizations.read(source.format(), source.text()));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  /** The conditions of a preset. */
  static Perturbation of(Preset preset, int severity) {
    List<Condition> conditions = new ArrayList<>(List.of(Condition.UNPERTURBED));
    preset.perturbation(Preset.ALL, severity);
    for (String name : preset.conditions()) {
      PresetRandomization acting = preset.perturbation(name, severity);
      conditions.add(new Condition(name, Optional.of(acting), acting.affectedModalities()));
    }
    return new Perturbation(
        preset.name(),
        preset.styleOf(),
        severity,
        new Randomization.Description(PresetProvider.NAME, preset.text()),
        List.copyOf(conditions));
  }

  /** Any randomization as the only condition, which is called {@code all}. */
  static Perturbation of(Randomization randomization) {
    Randomization.Description source = randomization.description();
    return new Perturbation(
        source.format(),
        Optional.empty(),
        WHOLE,
        source,
        List.of(
            Condition.UNPERTURBED,
            new Condition(Preset.ALL, Optional.of(randomization), Set.of())));
  }

  private static void requireNoSeverity(String words, int severity) {
    if (severity != WHOLE) {
      throw new BadInputException(
          "--severity %d is for presets, and '%s' is none; remove --severity"
              .formatted(severity, words));
    }
  }

  /**
   * A condition by name.
   *
   * @throws BadInputException naming the conditions there are
   */
  Condition condition(String wanted) {
    return conditions.stream()
        .filter(condition -> condition.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s has no condition '%s'; it has %s"
                        .formatted(
                            name, wanted, conditions.stream().map(Condition::name).toList())));
  }
}
