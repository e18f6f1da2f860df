package org.workcell.sim.task;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an episode starts. Immutable; {@code with} methods return changed copies.
 *
 * @param seed root of all randomness of the episode; {@link TaskSpec#seeds} says which are possible
 * @param task id of the task, for vectors that offer several; the environment's own where absent
 * @param variation which of the task's variations, from 0; drawn from the seed where absent
 * @param context the vector that fully determines the initial state of the variation; drawn from
 *     the seed where absent
 */
public record ResetOptions(
    long seed, Optional<String> task, OptionalInt variation, Optional<double[]> context) {

  /** An episode of which everything else is drawn from its seed. */
  public static ResetOptions seed(long seed) {
    return new ResetOptions(seed, Optional.empty(), OptionalInt.empty(), Optional.empty());
  }

  /** An episode with a given initial state; the seed still rules everything else. */
  public ResetOptions withContext(double... values) {
    return new ResetOptions(seed, task, variation, Optional.of(values.clone()));
  }

  /** An episode of a given variation. */
  public ResetOptions withVariation(int index) {
    return new ResetOptions(seed, task, OptionalInt.of(index), context);
  }

  /** An episode of a given task. */
  public ResetOptions withTask(String id) {
    return new ResetOptions(seed, Optional.of(id), variation, context);
  }
}
