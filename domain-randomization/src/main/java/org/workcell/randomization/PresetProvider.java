package org.workcell.randomization;

import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.RandomizationProvider;

/**
 * Randomizations by a preset, as text: two lines with condition and severity, a line of hyphens,
 * and the preset's YAML.
 */
public final class PresetProvider implements RandomizationProvider {

  /** Name of the format. */
  public static final String NAME = "preset";

  private static final String SEPARATOR = "\n---\n";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "the factors of a preset; text: 'condition: NAME', 'severity: 0 to 5', '---', YAML";
  }

  static Randomization.Description describe(PresetRandomization randomization) {
    return new Randomization.Description(
        NAME,
        "condition: %s\nseverity: %d%s%s"
            .formatted(
                randomization.condition(),
                randomization.severity(),
                SEPARATOR,
                randomization.preset().text()));
  }

  @Override
  public PresetRandomization read(String text) {
    int end = text.indexOf(SEPARATOR);
    if (end < 0) {
      throw new IllegalArgumentException(
          "a described preset begins with 'condition: NAME', 'severity: 0 to 5' and '---', each on"
              + " a line of its own");
    }
    Fields head = Fields.ofYaml("described preset", text.substring(0, end));
    String condition = head.text("condition");
    int severity = head.count("severity", PresetRandomization.FULL, 0, PresetRandomization.FULL);
    head.requireNothingElse();
    return Presets.parse("of the description", text.substring(end + SEPARATOR.length()))
        .perturbation(condition, severity);
  }
}
