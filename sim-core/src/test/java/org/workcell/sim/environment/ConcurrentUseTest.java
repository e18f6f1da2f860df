package org.workcell.sim.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.vector.WorkerPool;
import org.workcell.testing.HookedTask;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.ResidentMemory;

/** Threads that come between each other get exceptions, and the process lives. */
@Timeout(60)
class ConcurrentUseTest {

  private static final int ROUNDS = 20;
  private static final int CALLS = 300;

  /** An environment with a running episode. */
  private static final class Running {
    private final EnvironmentFactory factory = new EnvironmentFactory();
    private final SimulatedEnvironment environment =
        factory.newEnvironment(new PointMassTask(), EnvironmentOptions.defaults());
    private final BatchStorage storage = newStorage();

    Running() {
      environment.reset(ResetOptions.seed(1), storage, 0);
    }

    BatchStorage newStorage() {
      return BatchStorage.allocate(environment.spec().task().layout(), 1);
    }

    void step(BatchStorage target) {
      if (environment.needsReset()) {
        environment.reset(ResetOptions.seed(1), target, 0);
      }
      environment.step(target, 0);
    }
  }

  /** What another thread does meanwhile, many times. */
  private static void race(Consumer<Running> other) throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Running running = new Running();
      race(() -> running.step(running.storage), () -> other.accept(running));
      running.factory.close();
      assertThrows(IllegalStateException.class, () -> running.step(running.storage));
    }
  }

  /** Runs both until each has been called so often or has been refused for good. */
  private static void race(Runnable one, Runnable two) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(2);
    List<Throwable> wrong = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Runnable each : List.of(one, two)) {
      Thread thread = new Thread(() -> repeat(each, start, wrong));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    synchronized (wrong) {
      assertTrue(wrong.isEmpty(), () -> "not a refusal: " + wrong.get(0));
    }
  }

  private static void repeat(Runnable call, CountDownLatch start, List<Throwable> wrong) {
    start.countDown();
    try {
      start.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (int i = 0; i < CALLS; i++) {
      try {
        call.run();
      } catch (IllegalStateException refusal) {
        Thread.onSpinWait();
      } catch (RuntimeException | Error e) {
        synchronized (wrong) {
          wrong.add(e);
        }
      }
    }
  }

  @Test
  void aSecondThreadReadsAndWritesLiveViews() throws InterruptedException {
    race(
        running -> {
          Physics physics = running.environment.physics();
          physics.qvel().set(0, physics.qpos().get(0));
          physics.ctrl().fill(0, physics.ctrl().size(), 0);
        });
  }

  @Test
  void liveViewsOfAClosedSimulationAreRefused() {
    Running running = new Running();
    DoubleArray positions = running.environment.physics().qpos();
    running.factory.close();
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> positions.get(0));
    assertTrue(refusal.getMessage().contains("'qpos' of a simulation is closed"));
  }

  /** Two environments with one worker's model: each step would undo the other's edits. */
  @Test
  void twoThreadsShareAWorkersModel() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Running one = new Running();
      SimulatedEnvironment second =
          one.factory.newEnvironment(new PointMassTask(), EnvironmentOptions.defaults());
      BatchStorage storage = one.newStorage();
      try (WorkerModel shared = new WorkerModel(one.environment.physics().scene())) {
        one.environment.useModel(shared);
        second.useModel(shared);
        one.environment.reset(ResetOptions.seed(1), one.storage, 0);
        second.reset(ResetOptions.seed(2), storage, 0);
        race(
            () -> one.step(one.storage),
            () -> {
              if (second.needsReset()) {
                second.reset(ResetOptions.seed(2), storage, 0);
              }
              second.step(storage, 0);
              shared.apply(new ModelEdits());
            });
      }
      assertThrows(IllegalStateException.class, () -> one.step(one.storage));
      one.factory.close();
    }
  }

  @Test
  void aWorkersModelIsHeldWhileAnEnvironmentIsInside() throws InterruptedException {
    Running running = new Running();
    try (WorkerModel model = new WorkerModel(running.environment.physics().scene())) {
      running.environment.useModel(model);
      running.environment.reset(ResetOptions.seed(1), running.storage, 0);
      model.guard().enter("a test");
      Throwable[] refused = new Throwable[1];
      Thread thread =
          new Thread(
              () ->
                  refused[0] =
                      assertThrows(
                          IllegalStateException.class, () -> running.step(running.storage)));
      thread.start();
      thread.join();
      model.guard().leave();
      assertTrue(refused[0].getMessage().startsWith("another thread is using"));
      running.step(running.storage);
    }
    running.factory.close();
  }

  @Test
  void theFactoryIsClosedDuringSteps() throws InterruptedException {
    race(running -> running.factory.close());
  }

  @Test
  void theEnvironmentIsClosedDuringSteps() throws InterruptedException {
    race(running -> running.environment.close());
  }

  @Test
  void twoThreadsStep() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Running running = new Running();
      BatchStorage second = running.newStorage();
      race(() -> running.step(running.storage), () -> running.step(second));
      running.factory.close();
    }
  }

  @Test
  void twoThreadsClose() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Running running = new Running();
      race(running.environment::close, running.factory::close);
      assertTrue(running.environment.needsReset());
    }
  }

  @Test
  void aSecondThreadTakesSnapshotsViewsAndRecords() throws InterruptedException {
    race(
        running -> {
          Snapshot snapshot = running.environment.snapshot();
          running.environment.record();
          running.environment.captureView(new ViewState());
          running.environment.restore(snapshot, running.newStorage(), 0);
        });
  }

  @Test
  void aSecondThreadUsesTheSimulation() throws InterruptedException {
    race(
        running -> {
          Physics physics = running.environment.physics();
          physics.refreshPositions();
          physics.forward();
        });
  }

  @Test
  void theFactoryIsClosedWhileASecondThreadUsesTheSimulation() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Running running = new Running();
      Physics physics = running.environment.physics();
      race(physics::forward, running.factory::close);
      assertThrows(IllegalStateException.class, physics::forward);
    }
  }

  @Test
  void theCallUnderWayIsFinishedBeforeTheCloseTakesEffect() throws InterruptedException {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    HookedTask task =
        new HookedTask(
            (step, goalX, physics) -> {
              inside.countDown();
              await(closed);
              physics.forward();
            });
    EnvironmentFactory factory = new EnvironmentFactory();
    SimulatedEnvironment environment = factory.newEnvironment(task, EnvironmentOptions.defaults());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    environment.reset(ResetOptions.seed(1), storage, 0);
    Thread stepping = new Thread(() -> environment.step(storage, 0));
    stepping.start();
    inside.await();
    factory.close();
    closed.countDown();
    stepping.join();
    assertEquals(1, storage.episode().get(0, 1), "the step was taken");
    assertThrows(IllegalStateException.class, environment::statistics);
    assertThrows(IllegalStateException.class, environment::physics);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aModelOutlivesItsOwnerWhileOthersReadIt() {
    Running running = new Running();
    WorkerModel copy = new WorkerModel(running.environment.physics().scene());
    running.factory.close();
    assertThrows(IllegalStateException.class, () -> new WorkerModel(copy.base()));
    copy.apply(new org.workcell.sim.physics.ModelEdits());
    assertFalse(copy.base().name().isBlank());
    copy.close();
    copy.close();
  }

  @Test
  void aVectorIsClosedDuringSteps() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      VectorOptions options =
          VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), 8);
      WorkerPool pool = new WorkerPool(PoolOptions.of(2));
      VectorEnvironment vector = VectorEnvironment.open(options, pool);
      vector.reset(1);
      boolean whole = round % 2 == 0;
      race(vector::step, whole ? pool::close : vector::close);
      vector.close();
      pool.close();
    }
  }

  @Test
  @Tag("soak")
  @Timeout(600)
  void memoryStaysFlatOverManyRounds() throws Exception {
    double first = 0;
    for (int series = 0; series < 12; series++) {
      theFactoryIsClosedDuringSteps();
      theEnvironmentIsClosedDuringSteps();
      twoThreadsStep();
      aSecondThreadTakesSnapshotsViewsAndRecords();
      theFactoryIsClosedWhileASecondThreadUsesTheSimulation();
      double megabytes = ResidentMemory.megabytes();
      System.out.printf("after %4d rounds %.1f MB%n", (series + 1) * 5 * ROUNDS, megabytes);
      first = series == 3 ? megabytes : first;
      assertTrue(series < 4 || megabytes < first + 24, "grew to " + megabytes);
    }
  }
}
