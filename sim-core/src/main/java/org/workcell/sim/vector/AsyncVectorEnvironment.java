package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.cameras.BatchRenderer;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.task.ResetOptions;

/**
 * Many environments that are stepped as they become ready, in the manner of EnvPool: {@link #send}
 * actions, {@link #receive} a batch of the first environments to finish, whichever they are; {@link
 * VectorBatch#environments} names them. Which batch an environment comes in depends on timing; what
 * it shows does not.
 *
 * <p>A batch stays valid until the next one has been received. Used by one thread at a time.
 * Sending and receiving allocate nothing. Closing is idempotent and always returns.
 */
public final class AsyncVectorEnvironment implements LocalVector {

  private final VectorCore core;
  private final int batchSize;
  private final int places;
  private final BatchSegment segment;
  private final AtomicInteger[] delivered;
  private final AtomicLong claimed = new AtomicLong();
  private final PrivateRows privateRows;
  private final boolean[] underWay;
  private final BatchRenderer renderer;
  private int underWayCount;
  private long received;

  private AsyncVectorEnvironment(
      VectorOptions options, int batchSize, WorkerPool pool, boolean ownsPool) {
    this.core = new VectorCore(options, 0, pool, ownsPool, this::receive);
    this.batchSize = batchSize;
    this.places = places(options, batchSize);
    this.segment = core.openSegment(batchSize, places);
    this.delivered = new AtomicInteger[places];
    Arrays.setAll(delivered, i -> new AtomicInteger());
    this.privateRows = core.newPrivateRows();
    this.underWay = new boolean[count()];
    this.renderer = core.openRenderer();
  }

  /**
   * Opens a vector with workers of its own.
   *
   * @param batchSize environments in a batch; up to their number
   * @throws IllegalArgumentException if options do not fit the tasks, or memory the vector
   * @throws org.workcell.sim.physics.ModelException if a scene cannot be loaded
   */
  public static AsyncVectorEnvironment open(
      VectorOptions options, int batchSize, PoolOptions workers) {
    requireFits(options, batchSize);
    WorkerPool pool = new WorkerPool(workers);
    try {
      return new AsyncVectorEnvironment(options, batchSize, pool, true);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /** Opens a vector on workers that others use too. */
  public static AsyncVectorEnvironment open(VectorOptions options, int batchSize, WorkerPool pool) {
    requireFits(options, batchSize);
    return new AsyncVectorEnvironment(options, batchSize, pool, false);
  }

  /** Where everything will lie in memory, known without opening anything. */
  public static SegmentDescriptor descriptor(VectorOptions options, int batchSize) {
    requireFits(options, batchSize);
    return VectorCore.descriptor(options, batchSize, places(options, batchSize));
  }

  // All environments may finish while one batch is with the caller and one is half full.
  private static int places(VectorOptions options, int batchSize) {
    return (options.count() + batchSize - 1) / batchSize + 2;
  }

  private static void requireFits(VectorOptions options, int batchSize) {
    if (batchSize < 1 || batchSize > options.count()) {
      throw new IllegalArgumentException(
          "the batch size of %d environments is 1..%d, not %d"
              .formatted(options.count(), options.count(), batchSize));
    }
  }

  @Override
  public int count() {
    return core.count();
  }

  /** Environments in a batch. */
  public int batchSize() {
    return batchSize;
  }

  @Override
  public BatchLayout layout() {
    return core.layout();
  }

  @Override
  public SegmentDescriptor descriptor() {
    return segment.descriptor();
  }

  @Override
  public Autoreset autoreset() {
    return core.options().autoreset();
  }

  @Override
  public long shown() {
    return segment.shown();
  }

  @Override
  public VectorBatch current() {
    return segment.current();
  }

  @Override
  public EnvironmentSpec spec(int environment) {
    return core.spec(environment);
  }

  /** Resets all environments, environment {@code i} with seed {@code seed + i}. */
  public void sendReset(long seed) {
    sendReset(core.all(), core.seedsFrom(seed));
  }

  /** Resets environments that are not under way. */
  public void sendReset(int[] environments, List<ResetOptions> starts) {
    core.requireOpen();
    core.requireStarts(environments, starts);
    requireNotUnderWay(environments);
    for (int i = 0; i < environments.length; i++) {
      slot(environments[i]).prepareReset(starts.get(i));
    }
    submit(environments);
  }

  /**
   * Steps environments that are not under way.
   *
   * @param environments which ones, all different; usually those of a received batch
   * @param actions row {@code r} is for {@code environments[r]}; may be changed afterwards
   */
  public void send(int[] environments, BatchBlock actions) {
    core.requireOpen();
    core.requireIds(environments);
    requireNotUnderWay(environments);
    core.requireSteppable(environments);
    for (int row = 0; row < environments.length; row++) {
      slot(environments[row]).prepareStep(actions, row);
    }
    submit(environments);
  }

  VectorCore core() {
    return core;
  }

  void requireNotUnderWay(int[] environments) {
    for (int environment : environments) {
      if (underWay[environment]) {
        throw new IllegalStateException(
            "environment %d is under way; receive its results first".formatted(environment));
      }
    }
  }

  /** A slot whose results go to a row of its own, until they are copied to a batch. */
  private EnvironmentSlot slot(int environment) {
    EnvironmentSlot slot = core.slot(environment);
    privateRows.bind(slot);
    return slot;
  }

  private void submit(int[] environments) {
    for (int environment : environments) {
      underWay[environment] = true;
    }
    underWayCount += environments.length;
    core.submit(environments);
  }

  /**
   * Waits for the next batch.
   *
   * @throws IllegalStateException if too few environments are under way to fill it
   */
  public VectorBatch receive() {
    core.requireOpen();
    if (underWayCount < batchSize) {
      throw new IllegalStateException(
          "%d environments are under way; a batch of %d would never fill, send more of them"
              .formatted(underWayCount, batchSize));
    }
    AtomicInteger arrived = delivered[place(received)];
    core.await(arrived, batchSize);
    arrived.set(0);
    received++;
    VectorBatch batch = segment.next();
    for (int environment : batch.environments()) {
      underWay[environment] = false;
    }
    underWayCount -= batchSize;
    if (renderer != null) {
      batch.draw(renderer);
    }
    return segment.show();
  }

  /** Called by workers. */
  private void receive(EnvironmentSlot slot) {
    long claim = claimed.getAndIncrement();
    long number = claim / batchSize;
    segment.turn(number + 1).copy((int) (claim % batchSize), slot);
    delivered[place(number)].incrementAndGet();
  }

  private int place(long batch) {
    return (int) (batch % places);
  }

  @Override
  public <T> T visit(int environment, Function<Environment, T> visitor) {
    return visit(new int[] {environment}, visitor).get(0);
  }

  @Override
  public <T> List<T> visit(int[] environments, Function<Environment, T> visitor) {
    core.requireOpen();
    core.requireIds(environments);
    requireNotUnderWay(environments);
    return core.visit(environments, visitor);
  }

  @Override
  public void close() {
    if (renderer != null) {
      renderer.close();
    }
    core.close();
  }
}
