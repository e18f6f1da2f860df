package org.workcell.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.TorchScriptPolicy;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * What a policy of actions one at a time gets in whole episodes. Episode {@code e} has seed {@code
 * firstSeed + e}, so that policies, and environments of the same task, can be compared pairwise.
 *
 * @param returns sum of the rewards of each episode
 * @param successes whether a step of the episode met the success rule
 */
public record PolicyScores(double[] returns, boolean[] successes) {

  private static final int MOST_EPISODES = 10_000;

  /** Takes defensive copies. */
  public PolicyScores {
    returns = returns.clone();
    successes = successes.clone();
  }

  /**
   * Runs episodes of a TorchScript file.
   *
   * @throws IllegalArgumentException if the file does not fit the environments, plans chunks, or
   *     answers with a number that is not finite
   */
  public static PolicyScores of(
      Path policy, EnvironmentSource source, long firstSeed, int episodes, PoolOptions workers) {
    try (VectorEnvironment vector = open(source, episodes, workers);
        TorchScriptPolicy network =
            TorchScriptPolicy.load(
                policy, vector.layout(), InferenceOptions.on(ComputeDevice.CPU))) {
      return run(network, vector, firstSeed);
    }
  }

  private static VectorEnvironment open(EnvironmentSource source, int episodes, PoolOptions pool) {
    if (episodes < 1 || episodes > MOST_EPISODES) {
      throw new IllegalArgumentException(
          "%d episodes cannot be run; expected 1 to %d".formatted(episodes, MOST_EPISODES));
    }
    return VectorEnvironment.open(VectorOptions.mixed(List.of(source), episodes), pool);
  }

  private static PolicyScores run(Policy policy, VectorEnvironment vector, long firstSeed) {
    if (policy.chunkSteps() != 1) {
      throw new IllegalArgumentException(
          "policy %s plans %d actions at once; give one that plans one"
              .formatted(policy.name(), policy.chunkSteps()));
    }
    VectorBatch batch = vector.reset(firstSeed);
    for (int row = 0; row < vector.count(); row++) {
      policy.start(row, batch.episode(row));
    }
    int[] all = IntStream.range(0, vector.count()).toArray();
    int[] running = all;
    while (running.length > 0) {
      policy.act(batch.rows(), all, batch.rows().action());
      requireFinite(policy, batch.rows(), running);
      batch = vector.step(running);
      BatchStorage rows = batch.rows();
      running = Arrays.stream(running).filter(row -> goesOn(rows, row)).toArray();
    }
    return read(batch.rows(), vector.count());
  }

  private static void requireFinite(Policy policy, BatchStorage rows, int[] running) {
    for (int row : running) {
      for (int i = 0; i < rows.layout().action().size(); i++) {
        if (!Double.isFinite(rows.action().get(row, i))) {
          throw new IllegalArgumentException(
              "policy %s answers with a number that is not finite".formatted(policy.name()));
        }
      }
    }
  }

  private static boolean goesOn(BatchStorage rows, int row) {
    return rows.terminated().get(row, 0) == 0 && rows.truncated().get(row, 0) == 0;
  }

  private static PolicyScores read(BatchStorage rows, int count) {
    double[] returns = new double[count];
    boolean[] successes = new boolean[count];
    for (int row = 0; row < count; row++) {
      returns[row] = rows.episode().get(row, EpisodeColumn.RETURN.ordinal());
      successes[row] = rows.episode().get(row, EpisodeColumn.SUCCESS_ONCE.ordinal()) == 1;
    }
    return new PolicyScores(returns, successes);
  }

  /** Returns of the episodes. */
  @Override
  public double[] returns() {
    return returns.clone();
  }

  /** Successes of the episodes. */
  @Override
  public boolean[] successes() {
    return successes.clone();
  }

  /** Number of episodes. */
  public int episodes() {
    return returns.length;
  }

  /** Share of the episodes that succeeded. */
  public double successRate() {
    int count = 0;
    for (boolean success : successes) {
      count += success ? 1 : 0;
    }
    return (double) count / successes.length;
  }

  /** Mean of the returns. */
  public double meanReturn() {
    return Arrays.stream(returns).average().orElseThrow();
  }
}
