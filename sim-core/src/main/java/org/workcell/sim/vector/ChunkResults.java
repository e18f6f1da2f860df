package org.workcell.sim.vector;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/**
 * The outcome of each step of an action chunk, {@code [env][step]}, beside the batch with the
 * results of the last one. Steps that were not taken, because the episode ended or succeeded, are
 * zero. Overwritten by each chunk.
 */
public final class ChunkResults {

  private final int chunkSteps;
  private final BatchBlock steps;
  private final BatchBlock reward;
  private final BatchBlock terminated;
  private final BatchBlock truncated;
  private final BatchBlock success;

  private ChunkResults(int environments, int chunkSteps) {
    double any = Double.POSITIVE_INFINITY;
    this.chunkSteps = chunkSteps;
    this.steps =
        BatchBlock.allocate(
            BlockSpec.vector("steps", DataType.INT32, 1, 0, chunkSteps), environments);
    this.reward =
        BatchBlock.allocate(
            BlockSpec.vector("reward", DataType.FLOAT64, chunkSteps, -any, any), environments);
    this.terminated = flags("terminated", environments);
    this.truncated = flags("truncated", environments);
    this.success = flags("success", environments);
  }

  /** As {@link VectorEnvironment#newChunkResults}, for those who implement it. */
  public static ChunkResults allocate(int environments, int chunkSteps) {
    if (chunkSteps < 1) {
      throw new IllegalArgumentException("a chunk has at least one action, not " + chunkSteps);
    }
    return new ChunkResults(environments, chunkSteps);
  }

  private BatchBlock flags(String name, int environments) {
    return BatchBlock.allocate(
        BlockSpec.vector(name, DataType.UINT8, chunkSteps, 0, 1), environments);
  }

  /** Actions in a chunk. */
  public int chunkSteps() {
    return chunkSteps;
  }

  /** Steps taken, int32, [env]. */
  public BatchBlock steps() {
    return steps;
  }

  /** Rewards, float64, [env][step]. */
  public BatchBlock reward() {
    return reward;
  }

  /** Whether the task ended the episode, [env][step]. */
  public BatchBlock terminated() {
    return terminated;
  }

  /** Whether the horizon ended the episode, [env][step]. */
  public BatchBlock truncated() {
    return truncated;
  }

  /** Whether the step met the success rule, [env][step]. */
  public BatchBlock success() {
    return success;
  }
}
