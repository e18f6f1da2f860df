package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.PointMassTask;

/** Calls and timelines, as Gymnasium's documentation describes them, on a point mass. */
class VectorEnvironmentTest {

  private static final int HORIZON = 3;

  private static final EnvironmentOptions SHORT =
      EnvironmentOptions.defaults().withHorizon(HORIZON);

  private static PooledVectorEnvironment open(Autoreset autoreset, int count) {
    return open(SHORT, autoreset, count);
  }

  private static PooledVectorEnvironment open(
      EnvironmentOptions options, Autoreset autoreset, int count) {
    return VectorEnvironment.open(
        VectorOptions.of(new PointMassTask(), options, count).withAutoreset(autoreset),
        PoolOptions.of(2));
  }

  private static double[] observation(VectorBatch batch, int row) {
    double[] values = new double[4];
    batch.rows().observation(0).getRow(row, values);
    return values;
  }

  private static double episode(VectorBatch batch, int row, EpisodeColumn column) {
    return batch.rows().episode().get(row, column.ordinal());
  }

  private static void push(VectorEnvironment vector, double force) {
    for (int row = 0; row < vector.count(); row++) {
      vector.current().rows().action().put(row, 0, force);
    }
  }

  @Test
  void nextStepIgnoresTheActionAfterTheEnd() {
    try (PooledVectorEnvironment vector = open(Autoreset.NEXT_STEP, 2)) {
      vector.reset(5);
      for (int step = 1; step <= HORIZON; step++) {
        push(vector, 1);
        VectorBatch batch = vector.step();
        assertEquals(RowStatus.STEPPED, batch.status(1));
        assertEquals(step == HORIZON ? 1 : 0, batch.rows().truncated().get(1, 0));
        assertEquals(step, episode(batch, 1, EpisodeColumn.STEPS));
      }
      VectorBatch ended = vector.current();
      assertTrue(episode(ended, 1, EpisodeColumn.RETURN) < 0);

      push(vector, 1);
      VectorBatch first = vector.step();
      assertEquals(RowStatus.RESET, first.status(1));
      assertTrue(first.startsEpisode(1));
      assertEquals(0, first.rows().reward().get(1, 0));
      assertEquals(0, first.rows().truncated().get(1, 0));
      assertEquals(0, first.rows().terminated().get(1, 0));
      assertEquals(0, episode(first, 1, EpisodeColumn.STEPS));
      assertNotEquals(ended.seed(1), first.seed(1));
      assertEquals(0, observation(first, 1)[2], "the ignored action moves nothing");

      push(vector, 1);
      assertEquals(1, episode(vector.step(), 1, EpisodeColumn.STEPS));
    }
  }

  @Test
  void sameStepKeepsTheFinalObservation() {
    double[][] lastOfNextStep = new double[2][];
    try (VectorEnvironment reference = open(Autoreset.NEXT_STEP, 2)) {
      reference.reset(5);
      for (int step = 0; step < HORIZON; step++) {
        push(reference, 1);
        reference.step();
      }
      lastOfNextStep[1] = observation(reference.current(), 1);
    }
    try (PooledVectorEnvironment vector = open(Autoreset.SAME_STEP, 2)) {
      vector.reset(5);
      for (int step = 0; step < HORIZON; step++) {
        assertFalse(vector.current().hasFinal(1));
        push(vector, 1);
        vector.step();
      }
      VectorBatch batch = vector.current();
      assertEquals(RowStatus.STEPPED, batch.status(1));
      assertTrue(batch.hasFinal(1) && batch.startsEpisode(1));
      assertEquals(1, batch.rows().truncated().get(1, 0));
      assertNotEquals(0, batch.rows().reward().get(1, 0), "reward of the step");
      double[] goal = new double[2];
      batch.rows().observation(1).getRow(1, goal);
      double fromOrigin = Math.hypot(goal[0], goal[1]);
      assertEquals(fromOrigin, batch.rows().info().get(1, 0), 1e-6, "info of the new episode");
      assertEquals(HORIZON, episode(batch, 1, EpisodeColumn.STEPS), "the finished episode");
      assertEquals(0, observation(batch, 1)[2], "first observation of the next");
      double[] last = new double[4];
      batch.finals().observation(0).getRow(1, last);
      assertArrayEquals(lastOfNextStep[1], last);
      assertNotEquals(0, batch.finals().info().get(1, 0), "info of the finished episode");
      assertEquals(1, episode(vector.step(), 1, EpisodeColumn.STEPS));
    }
  }

  @Test
  void disabledLeavesResetsToTheCaller() {
    try (PooledVectorEnvironment vector = open(Autoreset.DISABLED, 3)) {
      vector.reset(5);
      vector.step(new int[] {1});
      vector.step(new int[] {1});
      vector.step(new int[] {1});
      IllegalStateException error = assertThrows(IllegalStateException.class, vector::step);
      assertTrue(error.getMessage().contains("environment 1"), error.getMessage());
      vector.step(new int[] {0, 2});
      VectorBatch batch = vector.reset(new boolean[] {false, true, false});
      assertEquals(RowStatus.RESET, batch.status(1));
      assertEquals(RowStatus.IDLE, batch.status(0));
      assertEquals(1, episode(batch, 0, EpisodeColumn.STEPS), "others keep their rows");
      vector.step();
      assertEquals(2, episode(vector.current(), 0, EpisodeColumn.STEPS));
    }
  }

  @Test
  void masksAreChecked() {
    try (PooledVectorEnvironment vector = open(Autoreset.DISABLED, 2)) {
      assertThrows(IllegalStateException.class, () -> vector.reset(new boolean[] {true, false}));
      vector.reset(1);
      assertThrows(IllegalArgumentException.class, () -> vector.reset(new boolean[2]));
      assertThrows(IllegalArgumentException.class, () -> vector.reset(new boolean[] {true}));
    }
  }

  @Test
  void terminationIsNotTruncation() {
    EnvironmentOptions ending = SHORT.withSettings(Map.of("ends", "success"));
    List<ResetOptions> atGoal =
        List.of(ResetOptions.seed(1).withContext(0, 0), ResetOptions.seed(1).withContext(1, 1));
    try (PooledVectorEnvironment vector = open(ending, Autoreset.NEXT_STEP, 2)) {
      vector.reset(new int[] {0, 1}, atGoal);
      VectorBatch batch = vector.step();
      assertEquals(1, batch.rows().terminated().get(0, 0));
      assertEquals(0, batch.rows().truncated().get(0, 0));
      assertEquals(1, episode(batch, 0, EpisodeColumn.SUCCESS_ONCE));
      assertEquals(1, episode(batch, 0, EpisodeColumn.FIRST_SUCCESS_STEP));
      assertEquals(0, batch.rows().terminated().get(1, 0));
    }
    EnvironmentOptions ignoring = ending.withIgnoresTerminations(true);
    try (PooledVectorEnvironment vector = open(ignoring, Autoreset.NEXT_STEP, 2)) {
      vector.reset(new int[] {0, 1}, atGoal);
      vector.step();
      vector.step();
      VectorBatch batch = vector.step();
      assertEquals(0, batch.rows().terminated().get(0, 0));
      assertEquals(1, batch.rows().truncated().get(0, 0));
      assertEquals(HORIZON, episode(batch, 0, EpisodeColumn.STEPS));
      assertEquals(1, episode(batch, 0, EpisodeColumn.SUCCESS_AT_END));
    }
  }

  @Test
  void seedsOfLaterEpisodesSuitNumpy() {
    try (PooledVectorEnvironment vector = open(Autoreset.DISABLED, 64)) {
      vector.reset(0);
      boolean[] all = new boolean[64];
      Arrays.fill(all, true);
      VectorBatch batch = vector.reset(all);
      for (int i = 0; i < 64; i++) {
        assertTrue(batch.seed(i) >= 0, "seed " + batch.seed(i));
      }
    }
  }

  @Test
  void batchesAlternate() {
    try (PooledVectorEnvironment vector = open(Autoreset.NEXT_STEP, 2)) {
      vector.reset(5);
      push(vector, 1);
      VectorBatch first = vector.step();
      double[] seen = observation(first, 0);
      VectorBatch second = vector.step();
      assertArrayEquals(seen, observation(first, 0), "still valid one step later");
      assertSame(first, vector.step());
      assertSame(second, vector.step());
    }
  }

  @Test
  void chunksStopAtSuccessAndAtTheEnd() {
    EnvironmentOptions options = EnvironmentOptions.defaults().withHorizon(4);
    try (PooledVectorEnvironment vector = open(options, Autoreset.NEXT_STEP, 2)) {
      vector.reset(
          new int[] {0, 1},
          List.of(ResetOptions.seed(1).withContext(0, 0), ResetOptions.seed(1).withContext(1, 1)));
      BatchBlock chunk = BatchBlock.allocate(ChunkPlayer.chunkSpec(vector.layout().action(), 3), 2);
      ChunkResults results = vector.newChunkResults(3);
      VectorBatch batch = vector.stepChunk(chunk, true, results);
      assertEquals(1, results.steps().get(0, 0));
      assertEquals(1, results.success().get(0, 0));
      assertEquals(0, results.reward().get(0, 1), "not taken");
      assertEquals(3, results.steps().get(1, 0));
      assertNotEquals(0, results.reward().get(1, 2));
      assertEquals(3, episode(batch, 1, EpisodeColumn.STEPS));

      batch = vector.stepChunk(chunk, false, results);
      assertEquals(3, results.steps().get(0, 0));
      assertEquals(1, results.steps().get(1, 0), "ends at the horizon");
      assertEquals(1, results.truncated().get(1, 0));
      assertEquals(1, batch.rows().truncated().get(1, 0));

      batch = vector.stepChunk(chunk, false, results);
      assertEquals(RowStatus.RESET, batch.status(1));
      assertEquals(0, results.steps().get(1, 0));
      BatchBlock wrong = BatchBlock.allocate(vector.layout().action(), 2);
      assertThrows(IllegalArgumentException.class, () -> vector.stepChunk(wrong, false, results));
    }
  }

  @Test
  void aChunkEqualsItsSteps() {
    EnvironmentOptions options = EnvironmentOptions.defaults();
    try (VectorEnvironment one = open(options, Autoreset.NEXT_STEP, 1);
        VectorEnvironment chunks = open(options, Autoreset.NEXT_STEP, 1)) {
      one.reset(3);
      chunks.reset(3);
      BatchBlock chunk = BatchBlock.allocate(ChunkPlayer.chunkSpec(one.layout().action(), 4), 1);
      for (int step = 0; step < 4; step++) {
        double force = 0.3 * step - 0.5;
        one.current().rows().action().putRow(0, new double[] {force, -force});
        one.step();
        chunk.put(0, 2 * step, force);
        chunk.put(0, 2 * step + 1, -force);
      }
      chunks.stepChunk(chunk, false, chunks.newChunkResults(4));
      assertArrayEquals(observation(one.current(), 0), observation(chunks.current(), 0));
    }
  }

  @Test
  void branchesAreIdenticalUntilActionsDiffer() {
    try (PooledVectorEnvironment vector =
        open(EnvironmentOptions.defaults(), Autoreset.DISABLED, 4)) {
      vector.reset(5);
      push(vector, 0.5);
      vector.step();
      VectorBatch batch = vector.branch(2, 0, 1, 3);
      assertEquals(RowStatus.RESTORED, batch.status(3));
      assertEquals(batch.seed(2), batch.seed(3));
      assertArrayEquals(observation(batch, 2), observation(batch, 0));
      push(vector, 0.1);
      vector.current().rows().action().put(3, 0, 0.2);
      batch = vector.step();
      assertArrayEquals(observation(batch, 2), observation(batch, 0));
      assertNotEquals(observation(batch, 2)[2], observation(batch, 3)[2]);
      assertEquals(2, episode(batch, 3, EpisodeColumn.STEPS));
    }
  }

  @Test
  void callsAreCheckedBeforeAnythingRuns() {
    try (PooledVectorEnvironment vector = open(Autoreset.NEXT_STEP, 2)) {
      assertThrows(IllegalStateException.class, vector::step, "before a reset");
      vector.reset(5);
      double[] before = observation(vector.current(), 0);
      List<ResetOptions> tooLong =
          List.of(ResetOptions.seed(1), ResetOptions.seed(1).withContext(1, 2, 3));
      assertAll(
          () ->
              assertThrows(
                  IllegalArgumentException.class, () -> vector.reset(new int[] {0, 1}, tooLong)),
          () -> assertThrows(IllegalArgumentException.class, () -> vector.step(new int[] {2})),
          () -> assertThrows(IllegalArgumentException.class, () -> vector.step(new int[] {})),
          () -> assertThrows(IllegalArgumentException.class, () -> vector.step(new int[] {0, 0})),
          () -> assertThrows(IllegalStateException.class, vector::finishStep),
          () -> assertThrows(IllegalStateException.class, () -> vector.current().finals()));
      assertArrayEquals(before, observation(vector.current(), 0));
      vector.startStep();
      assertThrows(IllegalStateException.class, vector::startStep);
      assertThrows(IllegalStateException.class, () -> vector.reset(1));
      vector.finishStep();
    }
  }

  @Test
  void closingTwiceIsFine() {
    PooledVectorEnvironment vector = open(Autoreset.NEXT_STEP, 2);
    vector.reset(1);
    vector.startStep();
    vector.close();
    vector.close();
    assertThrows(IllegalStateException.class, vector::step);
    assertThrows(IllegalStateException.class, () -> vector.snapshot(0));
    vector.pool().close();
  }

  @Test
  void aPoolClosesItsVectors() {
    WorkerPool pool = new WorkerPool(PoolOptions.of(2));
    VectorOptions options = VectorOptions.of(new PointMassTask(), SHORT, 2);
    VectorEnvironment first = VectorEnvironment.open(options, pool);
    VectorEnvironment second = VectorEnvironment.open(options, pool);
    first.reset(1);
    second.reset(2);
    first.startStep();
    second.step();
    pool.close();
    assertThrows(IllegalStateException.class, first::step);
    assertThrows(IllegalStateException.class, () -> VectorEnvironment.open(options, pool));
  }

  @Test
  void workersStayOnTheProcessorsThatTheyArePinnedTo() {
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(
            VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), 2),
            PoolOptions.of(2).withFirstCpu(0))) {
      for (int environment = 0; environment < 2; environment++) {
        String allowed = vector.visit(environment, unused -> processorsOfThisThread());
        assertTrue(allowed.matches("\\d+"), allowed);
      }
    }
  }

  private static String processorsOfThisThread() {
    String key = "Cpus_allowed_list:";
    try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/status"))) {
      return lines
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> line.substring(key.length()).strip())
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
