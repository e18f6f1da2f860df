package org.workcell.testing.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.ChunkResults;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.HookedSource;

/**
 * What every vector must keep, wherever its environments run and its batches lie. Extend it and say
 * how a vector is opened.
 */
@Timeout(60)
public abstract class VectorContract extends VectorStateContract {

  @ParameterizedTest
  @EnumSource(Autoreset.class)
  void sameSeedsSameBytesHoweverItIsOpened(Autoreset autoreset) {
    try (VectorDriver tested = driver(autoreset);
        VectorDriver expected = reference(autoreset)) {
      for (VectorDriver driver : List.of(tested, expected)) {
        driver.reset(SEED);
        driver.steps(autoreset == Autoreset.DISABLED ? HORIZON : 3 * HORIZON);
      }
      for (int i = 0; i < COUNT; i++) {
        assertArrayEquals(expected.transcript(i), tested.transcript(i), "environment " + i);
      }
      assertFalse(Arrays.equals(tested.transcript(0), tested.transcript(2)), "seeds differ");
    }
  }

  @Test
  void nextStepResetsInTheStepAfterTheEnd() {
    VectorDriver driver = driver();
    try (VectorEnvironment vector = driver.vector()) {
      driver.reset(SEED);
      driver.steps(HORIZON);
      assertEquals(1, driver.batch().rows().truncated().get(1, 0));
      assertEquals(RowStatus.STEPPED, driver.batch().status(1));
      long ended = driver.batch().seed(1);
      driver.step();
      assertEquals(RowStatus.RESET, vector.current().status(1));
      assertTrue(vector.current().startsEpisode(1));
      assertEquals(0, vector.current().rows().truncated().get(1, 0));
      assertNotEquals(ended, vector.current().seed(1));
    }
  }

  @Test
  void sameStepKeepsTheLastResults() {
    VectorDriver driver = driver(Autoreset.SAME_STEP);
    VectorDriver plain = driver();
    try (VectorEnvironment vector = driver.vector();
        VectorEnvironment other = plain.vector()) {
      for (VectorDriver each : List.of(driver, plain)) {
        each.reset(SEED);
        each.steps(HORIZON);
      }
      VectorBatch batch = vector.current();
      assertTrue(batch.hasFinal(1) && batch.startsEpisode(1));
      assertArrayEquals(
          RowBytes.results(other.current().rows(), 1), RowBytes.results(batch.finals(), 1));
      assertEquals(SEED + 1, batch.finals().metadata().seed(1), "seed of the ended episode");
      assertNotEquals(SEED + 1, batch.seed(1), "seed of the next");
      assertEquals(
          other.current().instruction(1), batch.finals().metadata().instruction(1), "its words");
    }
  }

  @Test
  void withoutAutoresetTheCallerResets() {
    VectorDriver driver = driver(Autoreset.DISABLED);
    try (VectorEnvironment vector = driver.vector()) {
      driver.reset(SEED);
      driver.steps(HORIZON);
      assertThrows(IllegalStateException.class, vector::step);
      boolean[] mask = new boolean[COUNT];
      mask[3] = true;
      VectorBatch batch = vector.reset(mask);
      assertEquals(RowStatus.RESET, batch.status(3));
      assertEquals(RowStatus.IDLE, batch.status(0));
      driver.step(3);
    }
  }

  @Test
  void callsForSomeLeaveTheOthersAlone() {
    RandomStream choices = new RandomStream(5);
    try (VectorDriver some = driver(Autoreset.SAME_STEP);
        VectorDriver each = reference(Autoreset.SAME_STEP)) {
      VectorEnvironment vector = some.vector();
      some.reset(SEED);
      each.reset(SEED);
      for (int call = 0; call < 60; call++) {
        boolean[] chosen = new boolean[COUNT];
        for (int i = 0; i < COUNT; i++) {
          chosen[i] = choices.uniform(0, 1) < (call % 7 == 0 ? 1.1 : 0.4);
        }
        chosen[call % COUNT] = true;
        int[] environments = IntStream.range(0, COUNT).filter(i -> chosen[i]).toArray();
        byte[][] before = rows(vector.current());
        some.step(environments);
        for (int environment : environments) {
          each.step(environment);
          assertArrayEquals(each.transcript(environment), some.transcript(environment));
        }
        assertOthersUntouched(vector.current(), chosen, before);
      }
    }
  }

  private static void assertOthersUntouched(VectorBatch batch, boolean[] chosen, byte[][] before) {
    for (int row = 0; row < COUNT; row++) {
      if (!chosen[row]) {
        assertArrayEquals(before[row], RowBytes.results(batch.rows(), row), "row " + row);
        assertEquals(RowStatus.IDLE, batch.status(row));
        assertFalse(batch.hasFinal(row) || batch.startsEpisode(row));
      }
    }
  }

  @Test
  void aChunkEqualsItsSteps() {
    VectorOptions options = options(100);
    try (VectorEnvironment chunks = open(options);
        VectorEnvironment steps = open(options)) {
      chunks.reset(SEED);
      steps.reset(SEED);
      BlockSpec action = chunks.layout().action();
      BatchBlock chunk = BatchBlock.allocate(ChunkPlayer.chunkSpec(action, 3), COUNT);
      for (int step = 0; step < 3; step++) {
        for (int i = 0; i < COUNT; i++) {
          for (int e = 0; e < action.size(); e++) {
            double value = 0.1 * step - 0.2 * e + 0.05 * i;
            steps.current().rows().action().put(i, e, value);
            chunk.put(i, step * action.size() + e, value);
          }
        }
        steps.step();
      }
      ChunkResults results = chunks.newChunkResults(3);
      chunks.stepChunk(chunk, false, results);
      for (int i = 0; i < COUNT; i++) {
        assertArrayEquals(RowBytes.of(steps.current(), i), RowBytes.of(chunks.current(), i));
        assertEquals(3, results.steps().get(i, 0));
      }
    }
  }

  @Test
  void snapshotsContinue() {
    VectorDriver driver = driver(Autoreset.DISABLED);
    try (VectorEnvironment vector = driver.vector()) {
      driver.reset(SEED);
      driver.steps(2);
      Snapshot snapshot = Snapshot.fromBytes(vector.snapshot(1).toBytes());
      byte[] taken = RowBytes.of(vector.current(), 1);
      vector.current().rows().action().clearRow(1);
      byte[] continued = RowBytes.of(vector.step(ids(1)), 1);
      VectorBatch batch = vector.restore(ids(1), List.of(snapshot));
      assertEquals(RowStatus.RESTORED, batch.status(1));
      assertArrayEquals(taken, RowBytes.of(batch, 1));
      vector.current().rows().action().clearRow(1);
      assertArrayEquals(continued, RowBytes.of(vector.step(ids(1)), 1));
    }
  }

  @Test
  void branchesAreEqual() {
    List<EnvironmentSource> one = members(HORIZON).subList(0, 1);
    try (VectorEnvironment vector = open(VectorOptions.mixed(one, COUNT))) {
      vector.reset(SEED);
      vector.step();
      VectorBatch batch = vector.branch(2, 0, 4);
      assertArrayEquals(RowBytes.of(batch, 2), RowBytes.of(batch, 0));
      assertArrayEquals(RowBytes.of(batch, 2), RowBytes.of(batch, 4));
      assertNotEquals(batch.seed(2), batch.seed(1));
    }
  }

  @Test
  void aFaultStaysWithItsEnvironment() {
    List<EnvironmentSource> faulty =
        members(HORIZON).stream()
            .map(member -> (EnvironmentSource) new HookedSource(member, VectorContract::fault))
            .toList();
    try (VectorDriver driver = new VectorDriver(open(VectorOptions.mixed(faulty, COUNT)));
        VectorDriver expected = reference(Autoreset.NEXT_STEP)) {
      VectorEnvironment vector = driver.vector();
      driver.reset(SEED);
      expected.reset(SEED);
      driver.steps(2);
      expected.steps(2);
      VectorBatch batch = vector.current();
      assertEquals(RowStatus.FAILED, batch.status(1));
      assertEquals(1, batch.rows().truncated().get(1, 0));
      assertTrue(batch.rows().metadata().failure(1).contains("broken"));
      assertTrue(batch.rows().metadata().failure(0).isEmpty());
      driver.steps(6);
      expected.steps(6);
      assertTrue(vector.current().rows().metadata().failure(1).isEmpty());
      for (int i : ids(0, 2, 3, 4)) {
        assertArrayEquals(expected.transcript(i), driver.transcript(i), "environment " + i);
      }
    }
  }

  private static void fault(long seed, int step) {
    if (seed == SEED + 1 && step == 2) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  @Test
  void aResetChoosesTheTaskOfARow() {
    TaskSpec task = members(HORIZON).get(1).taskSpec();
    ResetOptions start = ResetOptions.seed(77).withTask(task.id());
    VectorDriver driver = driver();
    VectorDriver other =
        new VectorDriver(
            VectorEnvironment.open(
                VectorOptions.mixed(members(HORIZON), COUNT), PoolOptions.of(1)));
    try (VectorEnvironment vector = driver.vector();
        VectorEnvironment expected = other.vector()) {
      driver.reset(SEED);
      driver.step();
      assertNotEquals(task.id(), vector.spec(2).id(), "before");
      vector.reset(ids(2), List.of(start));
      expected.reset(ids(1), List.of(start));
      assertEquals(task.id(), vector.spec(2).id());
      assertEquals(1, vector.current().task(2));
      for (int step = 0; step < HORIZON; step++) {
        assertArrayEquals(RowBytes.of(expected.current(), 1), RowBytes.of(vector.current(), 2));
        vector.current().rows().action().clearRow(2);
        expected.current().rows().action().clearRow(1);
        vector.step(ids(2));
        expected.step(ids(1));
      }
    }
  }

  @Test
  void anUnknownTaskIsRefusedBeforeAnythingIsReset() {
    VectorDriver driver = driver();
    try (VectorEnvironment vector = driver.vector()) {
      driver.reset(SEED);
      byte[] before = RowBytes.of(vector.current(), 0);
      List<ResetOptions> starts =
          List.of(ResetOptions.seed(1), ResetOptions.seed(2).withTask("testing/none-v1"));
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, () -> vector.reset(ids(0, 1), starts));
      assertTrue(error.getMessage().contains(vector.spec(0).id()), error.getMessage());
      assertArrayEquals(before, RowBytes.of(vector.current(), 0));
      List<ResetOptions> variation = List.of(ResetOptions.seed(1).withVariation(1000));
      assertThrows(IllegalArgumentException.class, () -> vector.reset(ids(0), variation));
    }
  }

  @Test
  void closingTwiceIsFine() {
    VectorEnvironment vector = open(options(HORIZON));
    vector.reset(SEED);
    vector.startStep();
    vector.close();
    vector.close();
    assertThrows(IllegalStateException.class, vector::step);
    assertThrows(IllegalStateException.class, () -> vector.snapshot(0));
  }
}
