package org.workcell.sim.vector;

import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;

/**
 * Many environments, of the same or of different tasks, stepped together, wherever they run: row
 * {@code i} of each batch is environment {@code i}. Write actions into {@link #current} and call
 * {@link #step}. Two batches alternate, so that a batch stays valid until the step after the next.
 *
 * <p>The results of an environment depend only on its seeds, contexts and actions: not on the order
 * of calls for other environments, or their faults.
 *
 * <p>Used by one thread at a time. Steps allocate nothing. Closing is idempotent and always
 * returns.
 */
public interface VectorEnvironment extends AutoCloseable {

  /**
   * Opens a vector in this process, with workers of its own.
   *
   * @throws IllegalArgumentException if options do not fit the tasks, or memory the vector
   * @throws org.workcell.sim.physics.ModelException if a scene cannot be loaded
   */
  static PooledVectorEnvironment open(VectorOptions options, PoolOptions workers) {
    return PooledVectorEnvironment.open(options, workers);
  }

  /** Opens a vector in this process, on workers that others use too. */
  static PooledVectorEnvironment open(VectorOptions options, WorkerPool pool) {
    return PooledVectorEnvironment.open(options, pool);
  }

  /** Number of environments. */
  int count();

  /** When environments whose episode has ended start the next one. */
  Autoreset autoreset();

  /** What each row holds; bounds are those of all tasks together. */
  BatchLayout layout();

  /** Where everything lies in memory. */
  SegmentDescriptor descriptor();

  /** What identifies an environment; another one after a reset that names another task. */
  EnvironmentSpec spec(int environment);

  /** The latest results of all environments; takes the actions of the next step. */
  VectorBatch current();

  /** Resets all environments, environment {@code i} with seed {@code seed + i}. */
  VectorBatch reset(long seed);

  /**
   * Resets some environments; the others keep their rows. An environment whose start names another
   * task of the vector becomes one of that task, and stays so.
   *
   * @param environments which ones, all different
   * @param starts how their episodes start, in the same order
   * @throws IllegalArgumentException if ids, tasks, variations or contexts don't fit; nothing has
   *     been reset then
   */
  VectorBatch reset(int[] environments, List<ResetOptions> starts);

  /**
   * Starts the next episode, as the schedule says, of the environments whose flag is set.
   *
   * @throws IllegalArgumentException if no flag is set, or not one for each environment is given
   */
  VectorBatch reset(boolean[] mask);

  /** Steps all environments with the actions in {@link #current}. */
  VectorBatch step();

  /** Begins a step of all environments and returns at once; {@link #finishStep} must follow. */
  void startStep();

  /** Waits for the step that {@link #startStep} began. */
  VectorBatch finishStep();

  /**
   * Steps some environments, all different, with the actions in their rows of {@link #current}.
   * Costs what they cost, however many others there are.
   */
  VectorBatch step(int[] environments);

  /** Room for the outcome of chunks of so many actions. */
  ChunkResults newChunkResults(int chunkSteps);

  /**
   * Plays a chunk of actions in every environment, until it is used up or the episode ends. The
   * batch shows the last step that was taken.
   *
   * @param actions [env][step][element], of the action's type
   * @param stopsAtSuccess whether a chunk also ends at the first step that meets the success rule
   * @param results takes the outcome of each step
   */
  VectorBatch stepChunk(BatchBlock actions, boolean stopsAtSuccess, ChunkResults results);

  /** The state of an environment. */
  Snapshot snapshot(int environment);

  /**
   * Continues environments, all different, from snapshots of environments of the same task.
   *
   * @throws IllegalArgumentException if ids and snapshots differ in number
   */
  VectorBatch restore(int[] environments, List<Snapshot> snapshots);

  /** Continues other environments of the same task from the state of one. */
  VectorBatch branch(int source, int... targets);

  /**
   * The whole vector, as bytes: everything that its further results depend on. A vector opened with
   * the same options goes on from there with {@link #load}, and shows the same bytes as if it had
   * never stopped, whatever the rows show: episodes under way, ended, failed or not begun.
   *
   * <p>Not kept: records, statistics and images to come of episodes that have ended already, and in
   * profile {@code compat} what a task takes over from the episode before.
   */
  byte[] save();

  /**
   * Goes on from {@link #save}. Batches from before are not valid any more.
   *
   * @return what the saved vector showed
   * @throws IllegalArgumentException if the bytes are damaged, or of a vector with other options;
   *     nothing has changed then
   */
  VectorBatch load(byte[] state);

  /** Frees everything. Idempotent. */
  @Override
  void close();
}
