package org.workcell.perf;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.workcell.sim.physics.EngineFloor;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.WorkerModel;

/**
 * Repeats recordings on as many threads as the runner has. Each thread has its share of the
 * environments and steps them round by round, without ever waiting for the others.
 */
final class FloorThreads implements AutoCloseable {

  private final ExecutorService executor;
  private final EngineFloor[] floors;
  private final WorkerModel[] models;
  private final ModelEdits[] edits;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final AtomicLong cpuNanoseconds = new AtomicLong();

  /** Makes the simulation of each environment. */
  FloorThreads(Supplier<EngineFloor> newFloor, PerfOptions options) {
    executor = Executors.newFixedThreadPool(options.workers());
    floors = new EngineFloor[options.count()];
    Arrays.setAll(floors, i -> newFloor.get());
    models = new WorkerModel[options.workers()];
    Arrays.setAll(models, i -> new WorkerModel(floors[0].physics().scene()));
    edits = new ModelEdits[options.count()];
    Arrays.setAll(edits, i -> new ModelEdits());
  }

  /** Puts all simulations to the recording's first states. */
  void rewind(Recording recording) {
    for (int i = 0; i < floors.length; i++) {
      Recording.Start start = recording.firstState(i);
      edits[i].copyFrom(start.edits());
      WorkerModel model = models[0];
      model.apply(edits[i]);
      floors[i].physics().useModel(model);
      floors[i].physics().writeState(start.state());
    }
  }

  /** Repeats a recording from its first states; returns how long that took. */
  long repeat(Recording recording) {
    cpuNanoseconds.set(0);
    List<Future<?>> shares = new ArrayList<>();
    long start = System.nanoTime();
    for (int thread = 0; thread < models.length; thread++) {
      int share = thread;
      shares.add(executor.submit(() -> repeatShare(recording, share)));
    }
    for (Future<?> share : shares) {
      await(share);
    }
    return System.nanoTime() - start;
  }

  private static void await(Future<?> share) {
    try {
      share.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the floor was running", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the floor failed: " + e.getCause().getMessage(), e);
    }
  }

  private void repeatShare(Recording recording, int share) {
    long cpuAtStart = threads.getCurrentThreadCpuTime();
    int first = floors.length * share / models.length;
    int end = floors.length * (share + 1) / models.length;
    for (int round = 0; round < recording.rounds(); round++) {
      for (int i = first; i < end; i++) {
        repeatCall(recording, round, i, models[share]);
      }
    }
    cpuNanoseconds.addAndGet(threads.getCurrentThreadCpuTime() - cpuAtStart);
  }

  /** CPU time of the last {@link #repeat}. */
  long cpuNanoseconds() {
    return cpuNanoseconds.get();
  }

  private void repeatCall(Recording recording, int round, int i, WorkerModel model) {
    Recording.Start reset = recording.reset(round, i);
    if (reset != null) {
      edits[i].copyFrom(reset.edits());
      model.apply(edits[i]);
      floors[i].reset(model, recording.commands(), recording.offset(round, i), reset.state());
    } else {
      model.apply(edits[i]);
      floors[i].step(model, recording.commands(), recording.offset(round, i));
    }
  }

  /** The state of a simulation. */
  double[] state(int environment) {
    double[] state = new double[floors[environment].physics().stateSize()];
    floors[environment].physics().readState(state);
    return state;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    for (EngineFloor floor : floors) {
      floor.close();
    }
    for (WorkerModel model : models) {
      model.close();
    }
  }
}
