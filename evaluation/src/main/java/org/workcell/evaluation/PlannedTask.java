package org.workcell.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;

/**
 * A task under a condition, whose scene compiles and whose settings hold.
 *
 * @param definition how to make it
 * @param condition what varies its episodes
 * @param options how its environments are made, the condition included
 * @param spec what its environments look like
 * @param entry where a benchmark's episodes start; empty where each seed draws its own context
 * @param variation the chosen variation; drawn from each episode's seed where absent
 * @param policy what the policies of the task are like
 * @param expert the task's expert, where it has one that acts in the spec's action space
 * @param applicability what of the condition acts on the task
 */
record PlannedTask(
    TaskDefinition definition,
    Condition condition,
    EnvironmentOptions options,
    EnvironmentSpec spec,
    Optional<Benchmark.Entry> entry,
    OptionalInt variation,
    PolicyFacts policy,
    Optional<ExpertDefinition> expert,
    Randomization.Applicability applicability) {

  /** How an episode starts. */
  ResetOptions start(int episode, long seed) {
    ResetOptions start = ResetOptions.seed(seed);
    if (variation.isPresent()) {
      start = start.withVariation(variation.getAsInt());
    }
    ResetOptions chosen = start;
    return entry.map(e -> e.start(chosen, episode)).orElse(chosen);
  }

  /** Whether there is anything to run. */
  boolean applies() {
    return applicability.applies();
  }

  /** The parts of the condition that cannot act, and why. */
  Map<String, String> leftOut() {
    return applicability.reasonsInapplicable();
  }
}
