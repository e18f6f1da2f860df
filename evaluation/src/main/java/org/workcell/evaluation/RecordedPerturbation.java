package org.workcell.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.workcell.randomization.PresetProvider;
import org.workcell.randomization.Presets;
import org.workcell.sim.environment.Randomization;

/**
 * What perturbs a run, whole, because a user's file may be gone when an episode is replayed.
 *
 * @param name name of the preset, or of the format where it is no preset
 * @param severity how strongly its factors act, 0 to 5
 * @param text the YAML file, or what the format's provider reads
 * @param format name of the {@link org.workcell.sim.environment.RandomizationProvider}; null for
 *     presets
 * @param styleOf the work of others that the preset follows without being its benchmark; null where
 *     there is none
 */
public record RecordedPerturbation(
    String name,
    int severity,
    String text,
    @JsonInclude(JsonInclude.Include.NON_NULL) String format,
    @JsonInclude(JsonInclude.Include.NON_NULL) String styleOf) {

  static RecordedPerturbation of(Perturbation perturbation) {
    String format = perturbation.source().format();
    return new RecordedPerturbation(
        perturbation.name(),
        perturbation.severity(),
        perturbation.source().text(),
        format.equals(PresetProvider.NAME) ? null : format,
        perturbation.styleOf().orElse(null));
  }

  /** Whether this is what a run with a perturbation would keep. */
  public boolean isOf(Perturbation perturbation) {
    return equals(of(perturbation));
  }

  /** The perturbation at work. */
  public Perturbation perturbation() {
    return Perturbation.read(
        new Randomization.Description(format == null ? PresetProvider.NAME : format, text),
        severity);
  }

  /** The options that ask for it on a command line. */
  public String options() {
    return format == null
        ? "--perturb %s --severity %d".formatted(name, severity)
        : "--perturb " + format + (text.isEmpty() ? "" : "=" + text);
  }

  /** What readers of numbers should know of its name; empty where there is nothing. */
  @JsonIgnore
  public String note() {
    return styleOf == null
        ? Presets.renamed(name).orElse("")
        : "in the style of %s; not its benchmark, so numbers do not compare".formatted(styleOf);
  }
}
