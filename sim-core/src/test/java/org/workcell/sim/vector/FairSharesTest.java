package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.testing.HookedSource;
import org.workcell.testing.IntegratorSource;

/** How a pool divides its workers between vectors, in environments and not in time. */
@Timeout(30)
class FairSharesTest {

  private static final IntegratorSource TASK = IntegratorSource.of("testing/one-v1", 3, 100);

  private final List<String> order = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private VectorOptions options(String name, int count) {
    return VectorOptions.mixed(
        List.of(new HookedSource(TASK, (seed, step) -> order.add(name))), count);
  }

  private void hold(long seed, int step) {
    held.countDown();
    try {
      released.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Steps all vectors on one worker, which begins when all of their work waits. */
  private void run(Map<String, VectorOptions> all) throws InterruptedException {
    try (WorkerPool pool = new WorkerPool(PoolOptions.of(1))) {
      VectorOptions gate = VectorOptions.mixed(List.of(new HookedSource(TASK, this::hold)), 1);
      VectorEnvironment holding = VectorEnvironment.open(gate, pool);
      List<VectorEnvironment> vectors = new ArrayList<>();
      for (VectorOptions options : all.values()) {
        vectors.add(VectorEnvironment.open(options, pool));
      }
      vectors.forEach(vector -> vector.reset(0));
      holding.reset(0);
      holding.startStep();
      held.await();
      vectors.forEach(VectorEnvironment::startStep);
      released.countDown();
      vectors.forEach(VectorEnvironment::finishStep);
      holding.finishStep();
    }
  }

  private int countBeforeLast(String counted, String last) {
    List<String> before = order.subList(0, order.lastIndexOf(last));
    return Collections.frequency(before, counted);
  }

  @Test
  void aSmallVectorDoesNotWaitForALargeOne() throws InterruptedException {
    Map<String, VectorOptions> vectors = new LinkedHashMap<>();
    vectors.put("large", options("large", 64).withWeight(1));
    vectors.put("small", options("small", 4).withWeight(1));
    run(vectors);
    assertEquals(68, order.size());
    int waited = countBeforeLast("large", "small");
    assertTrue(waited >= 3 && waited <= 5, waited + " large before the last of 4 small ones");
  }

  @Test
  void withoutWeightsTheOrderIsThatOfTheCalls() throws InterruptedException {
    Map<String, VectorOptions> vectors = new LinkedHashMap<>();
    vectors.put("large", options("large", 64));
    vectors.put("small", options("small", 4));
    run(vectors);
    assertEquals(64, countBeforeLast("large", "small"));
  }

  @Test
  void sharesFollowTheWeights() throws InterruptedException {
    Map<String, VectorOptions> vectors = new LinkedHashMap<>();
    vectors.put("light", options("light", 60).withWeight(0.5));
    vectors.put("heavy", options("heavy", 60).withWeight(1.25));
    run(vectors);
    int light = countBeforeLast("light", "heavy");
    assertTrue(light >= 23 && light <= 25, light + " light ones beside 60 heavy ones");
  }

  @Test
  void eightVectorsHaveEvenShares() throws InterruptedException {
    Map<String, VectorOptions> vectors = new LinkedHashMap<>();
    for (int i = 0; i < 8; i++) {
      vectors.put("v" + i, options("v" + i, 16 + 5 * i).withWeight(3));
    }
    run(vectors);
    List<String> whileAllWait = order.subList(0, 8 * 15);
    for (String name : vectors.keySet()) {
      int steps = Collections.frequency(whileAllWait, name);
      assertTrue(steps >= 14 && steps <= 16, name + " has " + steps);
    }
  }

  @Test
  void impossibleWeightsAreRefused() {
    for (double weight : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-9}) {
      VectorOptions options = options("any", 1);
      assertThrows(IllegalArgumentException.class, () -> options.withWeight(weight));
    }
  }
}
