package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.workcell.sim2real.replay.RowSystem;

/** Does numbered tasks on threads that each have a system of their own. */
final class RowWorkers {

  /** One task. */
  interface Task {

    /** Does it; results must not depend on the order of tasks. */
    void run(RowSystem system, int number);
  }

  private RowWorkers() {}

  static void run(Supplier<RowSystem> systems, int threads, int count, Task task) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, count)));
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> calls = new ArrayList<>();
    for (int thread = 0; thread < Math.min(threads, count); thread++) {
      calls.add(
          () -> {
            try (RowSystem system = systems.get()) {
              for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                task.run(system, i);
              }
            }
            return null;
          });
    }
    try {
      for (Future<Void> future : pool.invokeAll(calls)) {
        future.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the training of a delta was interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a simulation failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
