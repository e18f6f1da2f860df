package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.Snapshot;

/**
 * Many environments, of the same or of different tasks, stepped together: row {@code i} of each
 * batch is environment {@code i}. Write actions into {@link #current} and call {@link #step}. Two
 * batches alternate, so that a batch stays valid until the step after the next.
 *
 * <p>What comes of an environment depends only on its seeds, contexts and actions: not on the
 * number of workers, the order of calls for other environments, or their faults.
 *
 * <p>Used by one thread at a time. Steps allocate nothing. Closing is idempotent and always
 * returns.
 */
public final class VectorEnvironment implements AutoCloseable {

  private final VectorCore core;
  private final VectorBatch[] batches;
  private final VectorRenderer renderer;
  private int shown;
  private long drawingNanoseconds;
  private boolean stepping;
  private volatile boolean oneWasGivenUp;

  private VectorEnvironment(VectorOptions options, WorkerPool pool, boolean ownsPool) {
    this.core = new VectorCore(options, pool, ownsPool, this::receive);
    this.batches = new VectorBatch[] {core.newBatch(count()), core.newBatch(count())};
    this.renderer = core.openRenderer(images -> VectorRenderer.open(this, images));
  }

  /**
   * Opens a vector with workers of its own.
   *
   * @throws IllegalArgumentException if actions or observations of the tasks differ in shape
   * @throws org.workcell.sim.physics.ModelException if a scene cannot be loaded
   */
  public static VectorEnvironment open(VectorOptions options, PoolOptions workers) {
    WorkerPool pool = new WorkerPool(workers);
    try {
      return new VectorEnvironment(options, pool, true);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Opens a vector on workers that others use too. */
  public static VectorEnvironment open(VectorOptions options, WorkerPool pool) {
    return new VectorEnvironment(options, pool, false);
  }

  /** What this vector consists of. */
  public VectorOptions options() {
    return core.options();
  }

  /** Number of environments. */
  public int count() {
    return core.count();
  }

  /** What each row holds; bounds are those of all tasks together. */
  public BatchLayout layout() {
    return core.layout();
  }

  /** What identifies an environment. */
  public EnvironmentSpec spec(int environment) {
    return core.spec(environment);
  }

  /** The workers. */
  public WorkerPool pool() {
    return core.pool();
  }

  /** The latest results of all environments; takes the actions of the next step. */
  public VectorBatch current() {
    return batches[shown];
  }

  /** Resets all environments, environment {@code i} with seed {@code seed + i}. */
  public VectorBatch reset(long seed) {
    return reset(core.all(), core.seedsFrom(seed));
  }

  /**
   * Resets some environments; the others keep their rows.
   *
   * @param environments which ones, all different
   * @param starts how their episodes start, in the same order
   * @throws IllegalArgumentException if ids or contexts don't fit; nothing has been reset then
   */
  public VectorBatch reset(int[] environments, List<ResetOptions> starts) {
    requireIdle();
    core.requireStarts(environments, starts);
    for (int i = 0; i < environments.length; i++) {
      slot(environments[i]).prepareReset(starts.get(i));
    }
    return run(environments);
  }

  /**
   * Starts the next episode, as the schedule says, of the environments whose flag is set.
   *
   * @throws IllegalArgumentException if no flag is set, or not one for each environment is given
   */
  public VectorBatch reset(boolean[] mask) {
    requireIdle();
    if (mask.length != count()) {
      throw new IllegalArgumentException(
          "a reset mask of %d environments has %d flags".formatted(count(), mask.length));
    }
    int[] chosen = IntStream.range(0, count()).filter(i -> mask[i]).toArray();
    core.requireIds(chosen);
    core.requireSeeded(chosen);
    for (int environment : chosen) {
      slot(environment).prepareReset(null);
    }
    return run(chosen);
  }

  /** Steps all environments with the actions in {@link #current}. */
  public VectorBatch step() {
    startStep();
    return finishStep();
  }

  /** Begins a step of all environments and returns at once; {@link #finishStep} must follow. */
  public void startStep() {
    prepareStep(core.all());
    core.submit(core.all());
    stepping = true;
  }

  /** Waits for the step that {@link #startStep} began. */
  public VectorBatch finishStep() {
    if (!stepping) {
      throw new IllegalStateException("no step is under way; call startStep first");
    }
    stepping = false;
    return show(core.all());
  }

  /** Steps some environments, all different, with the actions in their rows of {@link #current}. */
  public VectorBatch step(int[] environments) {
    prepareStep(environments);
    return run(environments);
  }

  private void prepareStep(int[] environments) {
    requireIdle();
    core.requireIds(environments);
    core.requireSteppable(environments);
    BatchBlock actions = current().rows().action();
    for (int environment : environments) {
      slot(environment).prepareStep(actions, environment);
    }
  }

  /** Room for the outcome of chunks of so many actions. */
  public ChunkResults newChunkResults(int chunkSteps) {
    return new ChunkResults(count(), chunkSteps);
  }

  /**
   * Plays a chunk of actions in every environment, until it is used up or the episode ends. The
   * batch shows the last step that was taken.
   *
   * @param actions [env][step][element], of the action's type
   * @param stopsAtSuccess whether a chunk also ends at the first step that meets the success rule
   * @param results takes the outcome of each step
   */
  public VectorBatch stepChunk(BatchBlock actions, boolean stopsAtSuccess, ChunkResults results) {
    requireIdle();
    requireChunkFits(actions, results);
    core.requireSteppable(core.all());
    for (int i = 0; i < count(); i++) {
      slot(i).prepareChunk(actions, i, stopsAtSuccess, results.chunkSteps());
    }
    VectorBatch batch = run(core.all());
    for (int i = 0; i < count(); i++) {
      core.slot(i).chunk().deliver(results, i);
    }
    return batch;
  }

  private void requireChunkFits(BatchBlock actions, ChunkResults results) {
    BatchBlock single = current().rows().action();
    int expected = count() * results.chunkSteps() * single.rowBytes();
    int found = actions.memory().capacity();
    if (actions.spec().type() != single.spec().type() || found != expected) {
      throw new IllegalArgumentException(
          "chunks of %d actions of %d environments have %d bytes of type %s, not %d of type %s"
              .formatted(
                  results.chunkSteps(),
                  count(),
                  expected,
                  single.spec().type(),
                  found,
                  actions.spec().type()));
    }
  }

  /** The state of an environment. */
  public Snapshot snapshot(int environment) {
    return visit(environment, Environment::snapshot);
  }

  /**
   * Continues environments, all different, from snapshots of environments of the same task.
   *
   * @throws IllegalArgumentException if ids and snapshots differ in number
   */
  public VectorBatch restore(int[] environments, List<Snapshot> snapshots) {
    requireIdle();
    core.requireIds(environments);
    if (snapshots.size() != environments.length) {
      throw new IllegalArgumentException(
          "%d environments need as many snapshots, not %d"
              .formatted(environments.length, snapshots.size()));
    }
    for (int i = 0; i < environments.length; i++) {
      slot(environments[i]).prepareRestore(snapshots.get(i));
    }
    return run(environments);
  }

  /** Continues other environments of the same task from the state of one. */
  public VectorBatch branch(int source, int... targets) {
    Snapshot[] copies = new Snapshot[targets.length];
    Arrays.fill(copies, snapshot(source));
    return restore(targets, List.of(copies));
  }

  /**
   * Lets a function look at one environment, on a worker, for example to read its episode record or
   * to render it. What the function throws is thrown here. It must not keep the environment.
   */
  public <T> T visit(int environment, Function<Environment, T> visitor) {
    requireIdle();
    return core.visit(environment, visitor);
  }

  /** Time on the clock in which the pictures of batches were drawn. */
  long drawingNanoseconds() {
    return drawingNanoseconds;
  }

  VectorCore core() {
    return core;
  }

  void requireIdle() {
    core.requireOpen();
    if (stepping) {
      throw new IllegalStateException("a step is under way; call finishStep first");
    }
  }

  /** A slot whose results go to the batch that is shown next. */
  private Slot slot(int environment) {
    Slot slot = core.slot(environment);
    batches[1 - shown].bind(slot, environment, batches[shown]);
    return slot;
  }

  private VectorBatch run(int[] environments) {
    if (environments.length < count()) {
      for (int i = 0; i < count(); i++) {
        batches[1 - shown].repeat(batches[shown], i);
      }
    }
    core.submit(environments);
    return show(environments);
  }

  /** Waits, and shows the batch with the results, and new pictures, of these environments. */
  private VectorBatch show(int[] environments) {
    core.awaitQuiet();
    if (oneWasGivenUp) {
      oneWasGivenUp = false;
      batches[1 - shown] = withoutTheStuck(batches[1 - shown]);
    }
    shown = 1 - shown;
    if (renderer != null) {
      long begun = System.nanoTime();
      renderer.draw(batches[shown], environments);
      drawingNanoseconds += System.nanoTime() - begun;
    }
    return batches[shown];
  }

  /** A fresh copy of a batch into which stuck environments may still write. */
  private VectorBatch withoutTheStuck(VectorBatch unsafe) {
    VectorBatch fresh = core.newBatch(count());
    for (int i = 0; i < count(); i++) {
      if (core.slot(i).standsIn()) {
        fresh.copy(i, core.slot(i));
      } else {
        fresh.copy(i, unsafe);
      }
    }
    return fresh;
  }

  /** Called by workers, and by the watchdog for an environment that it has given up. */
  private void receive(Slot slot) {
    if (slot.standsIn()) {
      oneWasGivenUp = true;
    } else {
      batches[1 - shown].note(slot.index(), slot);
    }
  }

  @Override
  public void close() {
    if (renderer != null) {
      renderer.close();
    }
    core.close();
  }
}
