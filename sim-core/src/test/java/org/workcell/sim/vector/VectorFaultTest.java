package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeFailedException;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.HookedTask;

/** One environment fails; the vector goes on. */
@Timeout(60)
class VectorFaultTest {

  private static final double FAULTY = 0.75;

  private static final List<ResetOptions> STARTS =
      List.of(
          ResetOptions.seed(1).withContext(0.1, 0),
          ResetOptions.seed(2).withContext(FAULTY, 0),
          ResetOptions.seed(3).withContext(0.3, 0));

  private static final int[] ALL = {0, 1, 2};

  private static PooledVectorEnvironment open(
      HookedTask.Hook hook, Autoreset autoreset, Duration limit) {
    VectorOptions options =
        VectorOptions.of(new HookedTask(hook), EnvironmentOptions.defaults(), ALL.length)
            .withAutoreset(autoreset);
    PooledVectorEnvironment vector =
        VectorEnvironment.open(options, PoolOptions.of(2).withStuckAfter(limit));
    vector.reset(ALL, STARTS);
    return vector;
  }

  private static PooledVectorEnvironment open(HookedTask.Hook hook, Autoreset autoreset) {
    return open(hook, autoreset, Duration.ofSeconds(30));
  }

  private static void assertLost(VectorBatch batch, Class<? extends Throwable> cause) {
    assertEquals(RowStatus.FAILED, batch.status(1));
    assertInstanceOf(cause, batch.failure(1).orElseThrow());
    assertEquals(1, batch.rows().truncated().get(1, 0));
    assertEquals(0, batch.rows().terminated().get(1, 0));
    assertEquals(0, batch.rows().success().get(1, 0));
    assertEquals(0, batch.rows().reward().get(1, 0));
    assertEquals(RowStatus.STEPPED, batch.status(0));
    assertTrue(batch.failure(0).isEmpty());
  }

  @Test
  void anExceptionInATaskEndsTheEpisode() {
    HookedTask.Hook hook =
        (step, goalX, physics) -> {
          if (goalX == FAULTY && step == 2) {
            throw new ArithmeticException("divided by nothing");
          }
        };
    for (Autoreset autoreset : Autoreset.values()) {
      try (PooledVectorEnvironment vector = open(hook, autoreset)) {
        vector.step();
        VectorBatch batch = vector.step();
        assertLost(batch, EpisodeFailedException.class);
        assertTrue(batch.failure(1).orElseThrow().getMessage().contains("divided by nothing"));
        if (autoreset == Autoreset.DISABLED) {
          assertThrows(IllegalStateException.class, vector::step);
          vector.reset(new boolean[] {false, true, false});
        } else {
          assertEquals(RowStatus.RESET, vector.step().status(1));
        }
        assertEquals(RowStatus.STEPPED, vector.step().status(1));
        assertTrue(vector.current().failure(1).isEmpty());
      }
    }
  }

  @Test
  void aStateThatIsNotANumberEndsTheEpisode() {
    HookedTask.Hook hook =
        (step, goalX, physics) -> {
          if (goalX == FAULTY) {
            physics.qvel().set(0, Double.NaN);
          }
        };
    try (PooledVectorEnvironment vector = open(hook, Autoreset.NEXT_STEP)) {
      vector.step();
      assertLost(vector.step(), EpisodeFailedException.class);
      assertEquals(RowStatus.RESET, vector.step().status(1));
    }
  }

  @Test
  void anErrorIsAFaultToo() {
    HookedTask.Hook hook =
        (step, goalX, physics) -> {
          if (goalX == FAULTY) {
            throw new StackOverflowError("too deep");
          }
        };
    try (PooledVectorEnvironment vector = open(hook, Autoreset.NEXT_STEP)) {
      VectorBatch batch = vector.step();
      assertEquals(RowStatus.FAILED, batch.status(1));
      assertInstanceOf(StackOverflowError.class, batch.failure(1).orElseThrow());
    }
  }

  @Test
  void aBadActionHarmsNothing() {
    try (PooledVectorEnvironment vector = open((step, goalX, physics) -> {}, Autoreset.NEXT_STEP)) {
      vector.step();
      vector.current().rows().action().put(1, 0, Double.NaN);
      VectorBatch batch = vector.step();
      assertEquals(RowStatus.FAILED, batch.status(1));
      assertInstanceOf(IllegalArgumentException.class, batch.failure(1).orElseThrow());
      assertEquals(0, batch.rows().truncated().get(1, 0), "the episode goes on");
      vector.current().rows().action().clearRow(1);
      assertEquals(RowStatus.STEPPED, vector.step().status(1));
    }
  }

  @Test
  void aContextThatTheTaskRefusesIsAFault() {
    HookedTask.Hook nothing = (step, goalX, physics) -> {};
    try (PooledVectorEnvironment vector = open(nothing, Autoreset.NEXT_STEP)) {
      List<ResetOptions> bad = List.of(ResetOptions.seed(1).withContext(Double.NaN, 0));
      assertThrows(
          IllegalArgumentException.class, () -> vector.reset(new int[] {1}, bad), "before it runs");
      assertEquals(RowStatus.STEPPED, vector.step().status(1));
    }
  }

  @Test
  void aStuckEnvironmentIsGivenUp() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    HookedTask.Hook hook =
        (step, goalX, physics) -> {
          if (goalX == FAULTY && calls.getAndIncrement() == 0) {
            awaitUninterruptibly(release);
            released.countDown();
          }
        };
    try (PooledVectorEnvironment vector = open(hook, Autoreset.NEXT_STEP, Duration.ofMillis(200))) {
      VectorBatch batch = vector.step();
      assertLost(batch, StuckEnvironmentException.class);
      assertTrue(batch.failure(1).orElseThrow().getMessage().contains("environment 1"));
      assertEquals(RowStatus.RESET, vector.step().status(1));
      for (int step = 0; step < 20; step++) {
        assertEquals(RowStatus.STEPPED, vector.step().status(1));
      }
      double[] before = new double[4];
      batch = vector.current();
      batch.rows().observation(0).getRow(1, before);
      release.countDown();
      assertTrue(released.await(10, TimeUnit.SECONDS));
      Thread.sleep(50);
      double[] after = new double[4];
      batch.rows().observation(0).getRow(1, after);
      assertEquals(List.of(before[0], before[1]), List.of(after[0], after[1]), "no late write");
    }
  }

  @Test
  void closingReturnsWhileAnEnvironmentIsStuck() {
    CountDownLatch release = new CountDownLatch(1);
    HookedTask.Hook hook =
        (step, goalX, physics) -> {
          if (goalX == FAULTY) {
            awaitUninterruptibly(release);
          }
        };
    PooledVectorEnvironment vector = open(hook, Autoreset.NEXT_STEP, Duration.ofMillis(200));
    vector.startStep();
    assertTimeoutPreemptively(Duration.ofSeconds(20), vector::close);
    release.countDown();
  }

  @Test
  void anAsynchronousVectorGoesOnWithoutAStuckEnvironment() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    HookedTask.Hook hook =
        (step, goalX, physics) -> {
          if (goalX == FAULTY && calls.getAndIncrement() == 0) {
            awaitUninterruptibly(release);
          }
        };
    VectorOptions options =
        VectorOptions.of(new HookedTask(hook), EnvironmentOptions.defaults(), ALL.length);
    PoolOptions workers = PoolOptions.of(2).withStuckAfter(Duration.ofMillis(200));
    try (AsyncVectorEnvironment vector = AsyncVectorEnvironment.open(options, 1, workers)) {
      vector.sendReset(ALL, STARTS);
      List<RowStatus> ofTheStuck = new ArrayList<>();
      int others = 0;
      while (ofTheStuck.size() < 4) {
        VectorBatch batch = vector.receive();
        if (batch.environments()[0] == 1) {
          ofTheStuck.add(batch.status(0));
        } else if (ofTheStuck.size() == 1) {
          others++;
        }
        batch.rows().action().clearRow(0);
        vector.send(batch.environments(), batch.rows().action());
      }
      assertEquals(
          List.of(RowStatus.RESET, RowStatus.FAILED, RowStatus.RESET, RowStatus.STEPPED),
          ofTheStuck);
      assertTrue(others > 10, "the others did not wait");
      release.countDown();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean opened = false;
    while (!opened) {
      try {
        opened = latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        opened = false;
      }
    }
    assertFalse(latch.getCount() > 0);
  }
}
