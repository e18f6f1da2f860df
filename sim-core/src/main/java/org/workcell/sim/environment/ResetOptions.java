package org.workcell.sim.environment;

import java.util.Optional;

/**
 * How an episode starts.
 *
 * @param seed root of all randomness of the episode
 * @param context the vector that fully determines the initial state; drawn from the seed where
 *     absent
 */
public record ResetOptions(long seed, Optional<double[]> context) {

  /** An episode whose initial state is drawn from its seed. */
  public static ResetOptions seed(long seed) {
    return new ResetOptions(seed, Optional.empty());
  }

  /** An episode with a given initial state; the seed still rules everything else. */
  public ResetOptions withContext(double... values) {
    return new ResetOptions(seed, Optional.of(values.clone()));
  }
}
