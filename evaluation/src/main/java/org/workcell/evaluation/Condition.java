package org.workcell.evaluation;

import java.util.Map;
import java.util.Optional;
import org.workcell.randomization.Preset;
import org.workcell.randomization.PresetRandomization;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.physics.Model;

/**
 * What varies the episodes of a run, or some of them.
 *
 * @param name in tables, files and on command lines
 * @param randomization what acts; empty where nothing does
 */
record Condition(String name, Optional<PresetRandomization> randomization) {

  /** What episodes without any perturbation are said to run under. */
  static final String NONE = Preset.NONE;

  /** Nothing varies the episodes. */
  static final Condition UNPERTURBED = new Condition(NONE, Optional.empty());

  EnvironmentOptions applyTo(EnvironmentOptions options) {
    return randomization.map(options::withRandomization).orElse(options);
  }

  /** Why each of the factors that cannot act on a task cannot. */
  Map<String, String> leftOut(EnvironmentSpec spec, Model scene) {
    return randomization.map(acting -> acting.obstacles(spec.task(), scene)).orElse(Map.of());
  }

  /** Whether there is anything to run, with these factors left out. */
  boolean applies(Map<String, String> leftOut) {
    return randomization
        .map(acting -> acting.factorCount() == 0 || leftOut.size() < acting.factorCount())
        .orElse(true);
  }

  /** What a policy must look at to notice it; empty where it shows in states, too. */
  String seenOnlyIn() {
    return randomization.flatMap(PresetRandomization::seenOnlyIn).orElse("");
  }
}
