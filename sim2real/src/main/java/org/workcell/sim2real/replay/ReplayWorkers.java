package org.workcell.sim2real.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.sim.physics.UnphysicalException;
import org.workcell.sim2real.model.RobotSetup;

/** Threads that each have a simulation, and take tasks by number. Closing is idempotent. */
final class ReplayWorkers implements AutoCloseable {

  /** What one thread works with. */
  static final class Worker implements AutoCloseable {

    private final WindowRunner runner;
    private double[] rows = new double[0];
    private double[] applied;
    private LogMeta appliedFor;
    private boolean possible;

    Worker(RobotSetup setup, RowLayout layout, ReplayFilter filter) {
      this.runner = new WindowRunner(setup.newSimulation(), layout, filter);
    }

    /** Gives the model these numbers; false if no body can have them. */
    boolean apply(double[] vector, LogMeta log) {
      if (applied != vector || appliedFor != log) {
        applied = null;
        try {
          runner.simulation().apply(vector, log);
          runner.simulation().start();
          possible = true;
        } catch (UnphysicalException e) {
          possible = false;
        }
        applied = vector;
        appliedFor = log;
      }
      return possible;
    }

    /** Memory for so many numbers. */
    double[] rows(int count) {
      if (rows.length < count) {
        rows = new double[Math.max(count, 2 * rows.length)];
      }
      return rows;
    }

    int run(ReplayLog log, ReplayWindow window, boolean quick, double[] target) {
      return runner.run(log, window, quick, target, 0);
    }

    void measure(ReplayLog log, int row, double[] target, int place) {
      runner.measure(log, row, target, place);
    }

    @Override
    public void close() {
      runner.close();
    }
  }

  /** One task. */
  interface Task {

    /** Does it. */
    void run(Worker worker, int number);
  }

  private final RobotSetup setup;
  private final RowLayout layout;
  private final Supplier<ReplayFilter> filters;
  private final int threads;
  private final ExecutorService pool;
  private final List<Worker> workers = new ArrayList<>();
  private boolean closed;

  ReplayWorkers(RobotSetup setup, RowLayout layout, Supplier<ReplayFilter> filters, int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "%d worker threads; expected at least 1".formatted(threads));
    }
    this.setup = setup;
    this.layout = layout;
    this.filters = filters;
    this.threads = threads;
    this.pool =
        Executors.newFixedThreadPool(
            threads,
            task -> {
              Thread thread = new Thread(task, "replay");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does all tasks; throws what the first failing worker threw. */
  void run(int count, Task task) {
    if (closed) {
      throw new IllegalStateException("this batch of replays is closed; make a new one");
    }
    int used = Math.min(threads, count);
    while (workers.size() < used) {
      workers.add(new Worker(setup, layout, filters.get()));
    }
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> calls = new ArrayList<>();
    for (Worker worker : workers.subList(0, used)) {
      calls.add(
          () -> {
            worker.applied = null;
            for (int number = next.getAndIncrement();
                number < count;
                number = next.getAndIncrement()) {
              task.run(worker, number);
            }
            return null;
          });
    }
    await(calls);
  }

  private void await(List<Callable<Void>> calls) {
    try {
      for (Future<Void> future : pool.invokeAll(calls)) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("replays were interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a replay failed", e.getCause());
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      pool.shutdown();
      workers.forEach(Worker::close);
    }
  }
}
