package org.workcell.sim.vector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.workcell.sim.engine.Processors;
import org.workcell.sim.environment.EnvironmentFactory;

/**
 * The threads that simulate, for one or several vector environments, and the scenes they share.
 * Environments have a home worker, and a worker without work takes others' work, one environment at
 * a time. Vectors with a weight have fair shares of the workers, in environments; see {@link
 * VectorOptions#withWeight}. A worker that is stuck in one environment is given up and replaced.
 * Thread-safe; closing closes the vectors too, is idempotent and always returns.
 */
public final class WorkerPool implements AutoCloseable {

  /** Environments that may be waiting for one worker; more are refused. */
  static final int CAPACITY = 1 << 16;

  private final PoolOptions options;
  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final AtomicReferenceArray<Worker> workers;
  private final WorkShare common;
  private final List<WorkShare> shared = new ArrayList<>();
  private final List<VectorCore> vectors = new ArrayList<>();
  private final Thread watchdog;
  private volatile WorkShare[] shares = {};
  private volatile boolean open = true;
  private boolean accepting = true;
  private int environments;
  private int threads;
  private boolean factoryIsClosed;

  /** Starts the workers. */
  public WorkerPool(PoolOptions options) {
    this.options = options;
    this.workers = new AtomicReferenceArray<>(options.workers());
    int[] capacities = new int[options.workers()];
    Arrays.fill(capacities, CAPACITY);
    this.common = new WorkShare(capacities, 1);
    for (int i = 0; i < workers.length(); i++) {
      workers.set(i, newWorker(i));
    }
    this.watchdog = new Thread(this::watch, "workcell-watchdog");
    this.watchdog.setDaemon(true);
    workers().forEach(Worker::start);
    watchdog.start();
  }

  private List<Worker> workers() {
    return IntStream.range(0, workers.length()).mapToObj(workers::get).toList();
  }

  private Worker newWorker(int index) {
    threads++;
    return new Worker(this, index, new WorkerModels(options.modelBytes() / options.workers()));
  }

  /** How the workers run. */
  public PoolOptions options() {
    return options;
  }

  /** Where environments and scenes come from; closed with this pool. */
  public EnvironmentFactory factory() {
    return factory;
  }

  /** Time that workers have spent on environments since the start, all together. */
  public long busyNanoseconds() {
    long sum = 0;
    for (int i = 0; i < workers.length(); i++) {
      sum += workers.get(i).busyNanoseconds();
    }
    return sum;
  }

  /** Ids of the workers' threads, for measurements; a replaced worker has another one. */
  public synchronized long[] threadIds() {
    return workers().stream().mapToLong(Worker::threadId).toArray();
  }

  /**
   * A share of the workers.
   *
   * @param weight relative to other vectors; empty for what all have together that have none
   * @param homes of the environments of a vector
   */
  WorkShare newShare(OptionalDouble weight, int[] homes) {
    return weight.isEmpty()
        ? common
        : new WorkShare(WorkShare.capacities(homes, workers.length()), weight.getAsDouble());
  }

  synchronized void attach(VectorCore vector, WorkShare share, int count) {
    if (!accepting) {
      throw closed();
    }
    if (environments + count > CAPACITY) {
      throw new IllegalArgumentException(
          "a pool serves at most %d environments; %d are too many, use several pools"
              .formatted(CAPACITY, environments + count));
    }
    environments += count;
    vectors.add(vector);
    if (share.count(1) == 1) {
      shared.add(share);
      divide();
    }
  }

  synchronized void detach(VectorCore vector, WorkShare share, int count) {
    if (vectors.remove(vector)) {
      environments -= count;
      if (share.count(-1) == 0) {
        shared.remove(share);
        divide();
      }
    }
  }

  /** The lightest share has one slot a turn. */
  private void divide() {
    double least = shared.stream().mapToDouble(WorkShare::weight).min().orElse(1);
    shared.forEach(share -> share.setSlotsPerTurn(share.weight() / least));
    shares = shared.toArray(WorkShare[]::new);
  }

  WorkShare[] shares() {
    return shares;
  }

  /** Hands prepared slots of an attached vector to the workers. */
  void submit(WorkShare share, EnvironmentSlot[] slots, int[] which) {
    if (!open) {
      throw closed();
    }
    share.add(slots, which);
    int wanted = which.length;
    for (int i = 0; i < workers.length() && wanted > 0; i++) {
      if (workers.get(i).wake()) {
        wanted--;
      }
    }
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the worker pool is closed; make a new one");
  }

  boolean isOpen() {
    return open;
  }

  boolean hasWork() {
    for (WorkShare share : shares) {
      if (share.hasWork()) {
        return true;
      }
    }
    return false;
  }

  void pin(int worker) {
    options.firstCpu().ifPresent(first -> Processors.pinThisThread(first + worker));
  }

  /**
   * A worker's thread ends. Native memory that it may have been inside of can be freed after it.
   */
  synchronized void left(Worker worker) {
    threads--;
    closeFactoryAfterTheLast();
  }

  private void closeFactoryAfterTheLast() {
    if (!open && threads == 0 && !factoryIsClosed) {
      factoryIsClosed = true;
      factory.close();
    }
  }

  private void watch() {
    long limit = options.stuckAfter().toNanos();
    long pause = Math.max(Duration.ofMillis(1).toNanos(), limit / 10);
    while (open) {
      LockSupport.parkNanos(this, pause);
      for (int i = 0; i < workers.length() && open; i++) {
        giveUpIfStuck(workers.get(i), limit);
      }
    }
  }

  private void giveUpIfStuck(Worker worker, long limit) {
    EnvironmentSlot slot = worker.current();
    if (slot == null) {
      return;
    }
    long number = slot.run().runningNumber();
    boolean late = System.nanoTime() - slot.run().startedNanoseconds() > limit;
    if (number < 0 || !late || worker.current() != slot || !slot.run().revoke(number)) {
      return;
    }
    replace(worker);
    slot.vector().giveUp(slot, new StuckEnvironmentException(slot, options.stuckAfter()));
  }

  private synchronized void replace(Worker stuck) {
    if (open) {
      Worker replacement = newWorker(stuck.index());
      workers.set(stuck.index(), replacement);
      replacement.start();
    }
  }

  /**
   * Closes the vectors and ends the workers. The scenes are closed with the last worker, so that a
   * stuck one, which cannot be ended, never loses the memory it works on. Idempotent.
   */
  @Override
  public void close() {
    List<VectorCore> closing;
    synchronized (this) {
      accepting = false;
      closing = List.copyOf(vectors);
    }
    closing.forEach(VectorCore::close);
    List<Worker> ending;
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
      ending = workers();
    }
    LockSupport.unpark(watchdog);
    ending.forEach(Worker::join);
  }
}
