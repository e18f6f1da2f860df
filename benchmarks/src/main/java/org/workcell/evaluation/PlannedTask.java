package org.workcell.evaluation;

import java.util.Optional;
import org.workcell.sim.environment.Benchmark;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.TaskDefinition;

/**
 * A task whose scene compiles and whose settings hold.
 *
 * @param definition how to make it
 * @param options how its environments are made
 * @param spec what its environments look like
 * @param entry where a benchmark's episodes start; empty where each seed draws its own context
 * @param chunkSteps actions that the policy plans at once
 */
record PlannedTask(
    TaskDefinition definition,
    EnvironmentOptions options,
    EnvironmentSpec spec,
    Optional<Benchmark.Entry> entry,
    int chunkSteps) {

  /** How an episode starts. */
  ResetOptions start(int episode, long seed) {
    ResetOptions start = ResetOptions.seed(seed);
    return entry.map(e -> start.withContext(e.context(episode))).orElse(start);
  }
}
