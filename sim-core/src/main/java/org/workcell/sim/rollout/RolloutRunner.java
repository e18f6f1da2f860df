package org.workcell.sim.rollout;

import java.util.Arrays;
import java.util.function.Function;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.vector.WorkerPool;

/**
 * Rolls a policy out: while one half of the environments is simulated, the policy chooses for the
 * other half. Environments keep their numbers, so results are those of a single vector with the
 * same seeds.
 *
 * <p>The policy is called on the caller's thread only, between steps, so its weights may be
 * exchanged by the listener. Used by one thread at a time. Closing closes the vectors, the workers
 * and nothing else.
 */
public final class RolloutRunner implements AutoCloseable {

  /** Sees every step. */
  @FunctionalInterface
  public interface Listener {

    /**
     * One half has been stepped.
     *
     * @param before what the policy saw, with the actions that it chose
     * @param after what came of them
     * @param environments the environment of each row, in both
     */
    void stepped(VectorBatch before, VectorBatch after, int[] environments);
  }

  /** One half: a vector and the numbers of its environments. */
  private static final class Half {
    private final PooledVectorEnvironment vector;
    private final int[] environments;

    Half(PooledVectorEnvironment vector, int first) {
      this.vector = vector;
      this.environments = new int[vector.count()];
      Arrays.setAll(environments, row -> first + row);
    }
  }

  private final WorkerPool pool;
  private final Half[] halves;
  private final Policy policy;
  private long inferenceNanoseconds;
  private long elapsedNanoseconds;
  private long busyNanoseconds;
  private long drawingNanoseconds;
  private long steps;

  /**
   * Opens the environments.
   *
   * @param options at least two environments; autoreset must not be disabled
   * @param policy chooses the actions; a policy that plans chunks plays them to their end
   */
  public RolloutRunner(VectorOptions options, PoolOptions workers, Policy policy) {
    if (options.count() < 2 || options.autoreset() == Autoreset.DISABLED) {
      throw new IllegalArgumentException(
          "a rollout needs two environments or more, not %d, and autoreset, not %s"
              .formatted(options.count(), options.autoreset()));
    }
    if (options.memory().isPresent()) {
      throw new IllegalArgumentException(
          "a rollout has two vectors, which cannot lie in one caller's memory; do not supply"
              + " memory");
    }
    this.pool = new WorkerPool(workers);
    int split = (options.count() + 1) / 2;
    try {
      this.halves =
          new Half[] {
            new Half(PooledVectorEnvironment.openPart(options, 0, split, pool), 0),
            new Half(PooledVectorEnvironment.openPart(options, split, options.count(), pool), split)
          };
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
    this.policy =
        policy.chunkSteps() == 1
            ? policy
            : new ChunkPlayer(policy, halves[0].vector.layout().action(), policy.chunkSteps());
  }

  /** Resets all environments, environment {@code i} with seed {@code seed + i}. */
  public void reset(long seed) {
    for (Half half : halves) {
      half.vector.reset(seed + half.environments[0]);
      startEpisodes(half);
    }
  }

  private void startEpisodes(Half half) {
    VectorBatch batch = half.vector.current();
    for (int row = 0; row < batch.size(); row++) {
      if (batch.startsEpisode(row)) {
        policy.start(half.environments[row], batch.episode(row));
      }
    }
  }

  /** Steps every environment so many times. */
  public void run(long rounds, Listener listener) {
    long begun = System.nanoTime();
    long busyBefore = pool.busyNanoseconds();
    long drawnBefore = drawn();
    choose(halves[0]);
    halves[0].vector.startStep();
    for (long round = 0; round < rounds; round++) {
      choose(halves[1]);
      halves[1].vector.startStep();
      finish(halves[0], listener);
      if (round + 1 < rounds) {
        choose(halves[0]);
        halves[0].vector.startStep();
      }
      finish(halves[1], listener);
    }
    elapsedNanoseconds += System.nanoTime() - begun;
    busyNanoseconds += pool.busyNanoseconds() - busyBefore;
    drawingNanoseconds += drawn() - drawnBefore;
  }

  private long drawn() {
    return halves[0].vector.drawingNanoseconds() + halves[1].vector.drawingNanoseconds();
  }

  private void choose(Half half) {
    long begun = System.nanoTime();
    BatchBlock actions = half.vector.current().rows().action();
    policy.act(half.vector.current().rows(), half.environments, actions);
    inferenceNanoseconds += System.nanoTime() - begun;
  }

  private void finish(Half half, Listener listener) {
    VectorBatch before = half.vector.current();
    VectorBatch after = half.vector.finishStep();
    startEpisodes(half);
    for (int row = 0; row < after.size(); row++) {
      steps += after.status(row) == RowStatus.STEPPED ? 1 : 0;
    }
    listener.stepped(before, after, half.environments);
  }

  /** As {@link PooledVectorEnvironment#visit}, between runs. */
  public <T> T visit(int environment, Function<Environment, T> visitor) {
    int split = halves[1].environments[0];
    return environment < split
        ? halves[0].vector.visit(environment, visitor)
        : halves[1].vector.visit(environment - split, visitor);
  }

  /** The workers. */
  public WorkerPool pool() {
    return pool;
  }

  /** Number of environments. */
  public int count() {
    return halves[0].vector.count() + halves[1].vector.count();
  }

  /** Where the time of all runs went. */
  public RolloutTimes times() {
    return new RolloutTimes(
        steps,
        elapsedNanoseconds,
        busyNanoseconds,
        inferenceNanoseconds,
        drawingNanoseconds,
        pool.options().workers());
  }

  @Override
  public void close() {
    pool.close();
  }
}
