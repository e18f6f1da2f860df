package org.workcell.sim.environment;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.task.ResetOptions;

/**
 * One task in one simulation, wherever that runs: a batch of one. Results are written by index into
 * a row of a caller-supplied batch; {@link #step} allocates nothing. Used by one thread at a time.
 *
 * <p>After a reset, steps follow until {@code terminated} or {@code truncated}; then, and after an
 * {@link EpisodeFailedException}, the next call must be a reset or a restore.
 */
public interface Environment extends AutoCloseable {

  /** What identifies this environment and its numbers. */
  EnvironmentSpec spec();

  /**
   * Starts an episode and writes the first observation; reward, flags and info become zero.
   *
   * @throws IllegalArgumentException if the context does not fit the spec
   */
  void reset(ResetOptions options, BatchStorage storage, int row);

  /**
   * Reads the action of the row, advances one control period, and writes all results.
   *
   * @throws IllegalArgumentException if the action is not finite; the episode is unharmed
   * @throws IllegalStateException if there is no running episode
   * @throws EpisodeFailedException if the episode cannot go on
   */
  void step(BatchStorage storage, int row);

  /** Whether the next call must be a reset or a restore. */
  boolean needsReset();

  /** The whole state of the running episode. */
  Snapshot snapshot();

  /**
   * Continues from a snapshot of an environment with the same spec, and writes the results that
   * were current when it was taken.
   *
   * @throws IllegalArgumentException if the snapshot is of another task, engine or scene
   */
  void restore(Snapshot snapshot, BatchStorage storage, int row);

  /** How the current episode has gone so far. */
  EpisodeStatistics statistics();

  /** The task in words, as the current episode has it. */
  String instruction();

  /** What is needed to rebuild the current episode. */
  EpisodeRecord record();

  /** Frees everything that the environment holds. Idempotent. */
  @Override
  void close();
}
