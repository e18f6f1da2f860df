package org.workcell.sim.vector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.workcell.sim.engine.Processors;
import org.workcell.sim.environment.EnvironmentFactory;

/**
 * The threads that simulate, for one or several vector environments, and the scenes they share.
 * Environments have a home worker, and a worker without work takes others' work, one environment at
 * a time. A worker that is stuck in one environment is given up and replaced. Thread-safe; closing
 * closes the vectors too, is idempotent and always returns.
 */
public final class WorkerPool implements AutoCloseable {

  /** Environments that may be waiting for one worker; more are refused. */
  static final int CAPACITY = 1 << 16;

  private final PoolOptions options;
  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final Worker[] workers;
  private final List<VectorCore> vectors = new ArrayList<>();
  private final Thread watchdog;
  private volatile boolean open = true;
  private int environments;
  private int threads;
  private boolean factoryIsClosed;

  /** Starts the workers. */
  public WorkerPool(PoolOptions options) {
    this.options = options;
    this.workers = new Worker[options.workers()];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = newWorker(i, new WorkQueue(CAPACITY));
    }
    this.watchdog = new Thread(this::watch, "workcell-watchdog");
    this.watchdog.setDaemon(true);
    for (Worker worker : workers) {
      worker.start();
    }
    watchdog.start();
  }

  private Worker newWorker(int index, WorkQueue queue) {
    threads++;
    return new Worker(this, index, queue, new WorkerModels(options.modelBytes() / workers.length));
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
    for (Worker worker : workers) {
      sum += worker.busyNanoseconds();
    }
    return sum;
  }

  /** Ids of the workers' threads, for measurements; a replaced worker has another one. */
  public synchronized long[] threadIds() {
    return Arrays.stream(workers).mapToLong(Worker::threadId).toArray();
  }

  synchronized void attach(VectorCore vector, int count) {
    requireOpen();
    if (environments + count > CAPACITY) {
      throw new IllegalArgumentException(
          "a pool serves at most %d environments; %d are too many, use several pools"
              .formatted(CAPACITY, environments + count));
    }
    environments += count;
    vectors.add(vector);
  }

  synchronized void detach(VectorCore vector, int count) {
    if (vectors.remove(vector)) {
      environments -= count;
    }
  }

  /** Hands prepared slots to their workers, those first that may take long. */
  synchronized void submit(Slot[] slots, int[] which) {
    requireOpen();
    add(slots, which, true);
    add(slots, which, false);
    int wanted = which.length;
    for (int i = 0; i < workers.length && wanted > 0; i++) {
      if (workers[i].wake()) {
        wanted--;
      }
    }
  }

  private void add(Slot[] slots, int[] which, boolean resets) {
    for (int environment : which) {
      Slot slot = slots[environment];
      if (slot.willReset() == resets) {
        workers[slot.home()].queue().add(slot);
      }
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the worker pool is closed; make a new one");
    }
  }

  boolean isOpen() {
    return open;
  }

  Slot findWork(int worker) {
    for (int i = 0; i < workers.length; i++) {
      int victim = worker + i < workers.length ? worker + i : worker + i - workers.length;
      Slot slot = workers[victim].queue().take();
      if (slot != null) {
        return slot;
      }
    }
    return null;
  }

  boolean hasWork() {
    for (Worker worker : workers) {
      if (!worker.queue().isEmpty()) {
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
      for (int i = 0; i < workers.length && open; i++) {
        giveUpIfStuck(workers[i], limit);
      }
    }
  }

  private void giveUpIfStuck(Worker worker, long limit) {
    Slot slot = worker.current();
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
      Worker replacement = newWorker(stuck.index(), stuck.queue());
      workers[stuck.index()] = replacement;
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
      closing = List.copyOf(vectors);
    }
    closing.forEach(VectorCore::close);
    List<Worker> ending;
    synchronized (this) {
      if (!open) {
        return;
      }
      open = false;
      ending = List.of(workers);
    }
    LockSupport.unpark(watchdog);
    ending.forEach(Worker::join);
  }
}
