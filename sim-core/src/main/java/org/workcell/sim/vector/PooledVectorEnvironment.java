package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.cameras.BatchRenderer;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.task.ResetOptions;

/**
 * A vector whose environments run on workers in this process. Batches lie in memory of this process
 * unless {@link VectorOptions#withMemory} supplies some.
 *
 * <p>The results of an environment do not depend on the number of workers either.
 */
public final class PooledVectorEnvironment implements VectorEnvironment, LocalVector {

  private static final int BATCHES = 2;

  private final VectorCore core;
  private final BatchSegment segment;
  private final ChangedRows changed;
  private final VectorCheckpoint checkpoint;
  private final BatchRenderer renderer;

  /** Where environments write when the batches' memory is a caller's; else null. */
  private final PrivateRows privateRows;

  private long drawingNanoseconds;
  private long callBegan;
  private long callNanoseconds;
  private boolean stepping;
  private volatile boolean oneWasGivenUp;

  private PooledVectorEnvironment(
      VectorOptions options, int firstMember, WorkerPool pool, boolean ownsPool) {
    this.core = new VectorCore(options, firstMember, pool, ownsPool, this::receive);
    this.segment = core.openSegment(count(), BATCHES);
    this.changed = new ChangedRows(count());
    this.privateRows = options.memory().isPresent() ? core.newPrivateRows() : null;
    this.checkpoint = new VectorCheckpoint(core, segment, changed, privateRows);
    this.renderer = core.openRenderer();
  }

  /** As {@link VectorEnvironment#open(VectorOptions, PoolOptions)}. */
  public static PooledVectorEnvironment open(VectorOptions options, PoolOptions workers) {
    WorkerPool pool = new WorkerPool(workers);
    try {
      return new PooledVectorEnvironment(options, 0, pool, true);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** As {@link VectorEnvironment#open(VectorOptions, WorkerPool)}. */
  public static PooledVectorEnvironment open(VectorOptions options, WorkerPool pool) {
    return new PooledVectorEnvironment(options, 0, pool, false);
  }

  /**
   * Environments {@code first} to {@code end - 1} of a vector as one of their own, with the same
   * episodes.
   */
  public static PooledVectorEnvironment openPart(
      VectorOptions options, int first, int end, WorkerPool pool) {
    return new PooledVectorEnvironment(options.part(first, end), first, pool, false);
  }

  /** Where everything will lie in memory, known without opening anything. */
  public static SegmentDescriptor descriptor(VectorOptions options) {
    return VectorCore.descriptor(options, options.count(), BATCHES);
  }

  /** What this vector consists of. */
  public VectorOptions options() {
    return core.options();
  }

  @Override
  public Autoreset autoreset() {
    return core.options().autoreset();
  }

  @Override
  public SegmentDescriptor descriptor() {
    return segment.descriptor();
  }

  @Override
  public int count() {
    return core.count();
  }

  @Override
  public BatchLayout layout() {
    return core.layout();
  }

  @Override
  public EnvironmentSpec spec(int environment) {
    return core.spec(environment);
  }

  /** What the call took whose results the latest batch holds, from its start. */
  public long callNanoseconds() {
    return callNanoseconds;
  }

  /** The workers. */
  public WorkerPool pool() {
    return core.pool();
  }

  @Override
  public VectorBatch current() {
    return segment.current();
  }

  @Override
  public long shown() {
    return segment.shown();
  }

  @Override
  public VectorBatch reset(long seed) {
    return reset(core.all(), core.seedsFrom(seed));
  }

  @Override
  public VectorBatch reset(int[] environments, List<ResetOptions> starts) {
    requireIdle();
    core.requireStarts(environments, starts);
    for (int i = 0; i < environments.length; i++) {
      slot(environments[i]).prepareReset(starts.get(i));
    }
    return run(environments);
  }

  @Override
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

  @Override
  public VectorBatch step() {
    startStep();
    return finishStep();
  }

  @Override
  public void startStep() {
    prepareStep(core.all());
    submit(core.all());
    stepping = true;
  }

  @Override
  public VectorBatch finishStep() {
    if (!stepping) {
      throw new IllegalStateException("no step is under way; call startStep first");
    }
    stepping = false;
    return show(core.all());
  }

  @Override
  public VectorBatch step(int[] environments) {
    prepareStep(environments);
    return run(environments);
  }

  private void prepareStep(int[] environments) {
    requireIdle();
    core.requireIds(environments);
    core.requireSteppable(environments);
    BatchStorage source = current().rows();
    for (int environment : environments) {
      slot(environment).prepareStep(source, environment);
    }
  }

  @Override
  public ChunkResults newChunkResults(int chunkSteps) {
    return ChunkResults.allocate(count(), chunkSteps);
  }

  @Override
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

  @Override
  public Snapshot snapshot(int environment) {
    return visit(environment, Environment::snapshot);
  }

  @Override
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

  @Override
  public VectorBatch branch(int source, int... targets) {
    Snapshot[] copies = new Snapshot[targets.length];
    Arrays.fill(copies, snapshot(source));
    return restore(targets, List.of(copies));
  }

  @Override
  public byte[] save() {
    requireIdle();
    return checkpoint.save();
  }

  @Override
  public VectorBatch load(byte[] state) {
    requireIdle();
    return checkpoint.load(state);
  }

  @Override
  public <T> T visit(int environment, Function<Environment, T> visitor) {
    requireIdle();
    return core.visit(environment, visitor);
  }

  @Override
  public <T> List<T> visit(int[] environments, Function<Environment, T> visitor) {
    requireIdle();
    return core.visit(environments, visitor);
  }

  /** Rows as their own tasks have them, for code that knows a task and not the vector's layout. */
  public OwnRows ownRows() {
    return new OwnRows(core);
  }

  /** Time on the clock in which the images of batches were drawn. */
  public long drawingNanoseconds() {
    return drawingNanoseconds;
  }

  VectorCore core() {
    return core;
  }

  /** A call begins; nothing else may be under way. */
  void requireIdle() {
    callBegan = System.nanoTime();
    core.requireOpen();
    if (stepping) {
      throw new IllegalStateException("a step is under way; call finishStep first");
    }
  }

  /** A slot whose results go to the batch that is shown next, or to a row of its own. */
  private EnvironmentSlot slot(int environment) {
    EnvironmentSlot slot = core.slot(environment);
    if (privateRows == null) {
      segment.next().bind(slot, environment, segment.current());
    } else {
      privateRows.bind(slot);
    }
    return slot;
  }

  private VectorBatch run(int[] environments) {
    submit(environments);
    return show(environments);
  }

  private void submit(int[] environments) {
    changed.update(segment.current(), segment.next(), environments);
    core.submit(environments);
  }

  /** Waits, and shows the batch with the results, and new images, of these environments. */
  private VectorBatch show(int[] environments) {
    core.awaitQuiet();
    if (oneWasGivenUp) {
      oneWasGivenUp = false;
      replaceMemoryOfTheStuck();
    }
    if (renderer != null) {
      draw(segment.next(), environments);
    }
    callNanoseconds = System.nanoTime() - callBegan;
    return segment.show(callNanoseconds);
  }

  private void draw(VectorBatch batch, int[] environments) {
    long begun = System.nanoTime();
    try {
      batch.draw(renderer, environments);
    } catch (RuntimeException | Error e) {
      segment.show();
      throw e;
    }
    drawingNanoseconds += System.nanoTime() - begun;
  }

  /** Gives the next batch other memory, because stuck environments may still write into it. */
  private void replaceMemoryOfTheStuck() {
    VectorBatch unsafe = segment.next();
    VectorBatch fresh = segment.replaceNext();
    for (int i = 0; i < count(); i++) {
      if (core.slot(i).isReplacement()) {
        fresh.copy(i, core.slot(i));
      } else {
        fresh.copy(i, unsafe);
      }
    }
  }

  /** Called by workers, and by the watchdog for an environment that it has given up. */
  private void receive(EnvironmentSlot slot) {
    if (privateRows != null) {
      segment.next().copy(slot.index(), slot);
    } else if (slot.isReplacement()) {
      oneWasGivenUp = true;
    } else {
      segment.next().note(slot.index(), slot);
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
