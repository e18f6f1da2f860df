package org.workcell.sim.environment;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;

/**
 * One task in one simulation: a batch of one. Results are written by index into a row of a
 * caller-supplied batch; {@link #step} allocates nothing. Used by one thread at a time.
 *
 * <p>After a reset, steps follow until {@code terminated} or {@code truncated}; then, and after an
 * {@link EpisodeFailedException}, the next call must be a reset or a restore.
 */
public interface Environment extends AutoCloseable {

  /** What identifies this environment and its numbers. */
  EnvironmentSpec spec();

  /**
   * Simulates with a worker's model copy from now on. An environment that was never given one makes
   * its own at the first reset.
   */
  void useModel(WorkerModel model);

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

  /** What the running episode has changed in the model, appearance excepted. */
  ModelEdits copyModelEdits();

  /**
   * Replaces the model edits of the running episode, as a recording of it says; for parity tests.
   *
   * @throws IllegalStateException if there is no running episode
   */
  void useModelEdits(ModelEdits recorded);

  /**
   * The simulation, with this environment's model edits in place until another environment uses the
   * same worker model; for rendering, inspection and parity tests.
   */
  Physics physics();

  /**
   * Takes over what a picture of the simulation shows now, with the appearance of the episode and
   * what happens to its pictures; allocates nothing but with the first of an episode.
   */
  void captureView(ViewState target);

  /** Frees the simulation and a model copy of its own. Idempotent. */
  @Override
  void close();
}
