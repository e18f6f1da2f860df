package org.workcell.evaluation;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.workcell.randomization.AffectedModality;
import org.workcell.randomization.Preset;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.physics.Model;
import org.workcell.sim.task.TaskDefinition;

/**
 * What varies the episodes of a run, or some of them.
 *
 * @param name in tables, files and on command lines
 * @param randomization what acts; empty where nothing does
 * @param affects what it affects; empty where that is not known
 */
record Condition(
    String name, Optional<Randomization> randomization, Set<AffectedModality> affects) {

  /** What episodes without any perturbation are said to run under. */
  static final String NONE = Preset.NONE;

  /** Nothing varies the episodes. */
  static final Condition UNPERTURBED = new Condition(NONE, Optional.empty(), Set.of());

  EnvironmentOptions applyTo(EnvironmentOptions options) {
    return randomization.map(options::withRandomization).orElse(options);
  }

  /** What of it acts on a task. */
  Randomization.Applicability applicability(
      TaskDefinition task, EnvironmentSpec spec, Model scene) {
    return randomization
        .map(acting -> acting.applicability(task, spec.task(), scene))
        .orElse(Randomization.Applicability.WHOLE);
  }

  /**
   * What a policy must take to notice it, for example {@code images}; empty where it shows in
   * states, too, or nothing is known of it.
   */
  String noticedOnlyIn() {
    return affects.stream().allMatch(AffectedModality::leavesStatesUnchanged)
        ? affects.stream()
            .sorted()
            .map(AffectedModality::label)
            .collect(Collectors.joining(" and "))
        : "";
  }
}
