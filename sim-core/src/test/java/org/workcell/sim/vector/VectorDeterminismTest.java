package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.AllocatedBytes;
import org.workcell.testing.HookedTask;
import org.workcell.testing.PointMassTask;

/**
 * What comes of an environment depends on its seeds and actions only: for any number of workers,
 * any batch size, any schedule of calls, with and without neighbours that fail.
 */
class VectorDeterminismTest {

  private static final int COUNT = 7;
  private static final long SEED = 11;

  private static final EnvironmentOptions OPTIONS =
      EnvironmentOptions.defaults().withHorizon(9).withSettings(Map.of("ends", "success"));

  private static byte[][] expected;

  private static VectorOptions vector(TaskDefinition task) {
    return VectorOptions.of(task, OPTIONS, COUNT);
  }

  @BeforeAll
  static void runInLockstep() {
    expected = lockstep(vector(new PointMassTask()), 1);
  }

  private static byte[][] lockstep(VectorOptions options, int workers) {
    Transcript[] transcripts = transcripts();
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(options, PoolOptions.of(workers))) {
      vector.reset(SEED);
      for (int i = 0; i < COUNT; i++) {
        transcripts[i].read(vector.current(), i);
      }
      while (!transcripts[0].isFull()) {
        for (int i = 0; i < COUNT; i++) {
          transcripts[i].writeNextAction(vector.current().rows().action(), i);
        }
        VectorBatch batch = vector.step();
        for (int i = 0; i < COUNT; i++) {
          transcripts[i].read(batch, i);
        }
      }
    }
    return bytes(transcripts);
  }

  private static Transcript[] transcripts() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new Transcript(i, 40))
        .toArray(Transcript[]::new);
  }

  private static byte[][] bytes(Transcript[] transcripts) {
    return Arrays.stream(transcripts).map(Transcript::toBytes).toArray(byte[][]::new);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void workersDoNotMatter(int workers) {
    assertArrayEquals(expected, lockstep(vector(new PointMassTask()), workers));
  }

  @Test
  void aVectorEqualsItsEnvironmentsAlone() {
    Transcript[] transcripts = transcripts();
    try (PooledVectorEnvironment vector =
            VectorEnvironment.open(
                vector(new PointMassTask()).withAutoreset(Autoreset.DISABLED), PoolOptions.of(2));
        EnvironmentFactory factory = new EnvironmentFactory()) {
      vector.reset(SEED);
      for (int i = 0; i < COUNT; i++) {
        Environment alone = factory.newEnvironment(new PointMassTask(), OPTIONS);
        BatchStorage row = BatchStorage.allocate(vector.layout(), 1);
        alone.reset(ResetOptions.seed(SEED + i), row, 0);
        while (!alone.needsReset()) {
          transcripts[i].writeNextAction(row.action(), 0);
          row.action().copyRow(0, vector.current().rows().action(), i);
          alone.step(row, 0);
          VectorBatch batch = vector.step(new int[] {i});
          double[] single = new double[4];
          double[] many = new double[4];
          row.observation(0).getRow(0, single);
          batch.rows().observation(0).getRow(i, many);
          assertArrayEquals(single, many);
          assertEquals(row.reward().get(0, 0), batch.rows().reward().get(i, 0));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "2,2", "8,3"})
  void partialStepsInRandomOrderDoNotMatter(int workers, long schedule) {
    RandomStream random = new RandomStream(schedule);
    Transcript[] transcripts = transcripts();
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(vector(new PointMassTask()), PoolOptions.of(workers))) {
      vector.reset(SEED);
      for (int i = 0; i < COUNT; i++) {
        transcripts[i].read(vector.current(), i);
      }
      int[] unfinished = unfinished(transcripts);
      while (unfinished.length > 0) {
        int[] chosen = someOf(unfinished, random);
        for (int i : chosen) {
          transcripts[i].writeNextAction(vector.current().rows().action(), i);
        }
        VectorBatch batch = vector.step(chosen);
        for (int i : chosen) {
          transcripts[i].read(batch, i);
        }
        unfinished = unfinished(transcripts);
      }
    }
    assertArrayEquals(expected, bytes(transcripts));
  }

  private static int[] unfinished(Transcript[] transcripts) {
    return IntStream.range(0, COUNT).filter(i -> !transcripts[i].isFull()).toArray();
  }

  private static int[] someOf(int[] ready, RandomStream random) {
    int[] some = Arrays.stream(ready).filter(i -> random.nextDouble() < 0.5).toArray();
    return some.length > 0 ? some : new int[] {ready[random.nextInt(ready.length)]};
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,4", "2,2", "2,3", "2,7", "8,1", "8,5"})
  void batchesInOrderOfCompletionDoNotMatter(int workers, int batchSize) {
    assertArrayEquals(expected, asynchronous(new PointMassTask(), workers, batchSize));
  }

  private static byte[][] asynchronous(TaskDefinition task, int workers, int batchSize) {
    Transcript[] transcripts = transcripts();
    try (AsyncVectorEnvironment vector =
        AsyncVectorEnvironment.open(vector(task), batchSize, PoolOptions.of(workers))) {
      vector.sendReset(SEED);
      while (unfinished(transcripts).length > 0) {
        VectorBatch batch = vector.receive();
        for (int row = 0; row < batchSize; row++) {
          Transcript transcript = transcripts[batch.environments()[row]];
          batch.rows().action().clearRow(row);
          if (!transcript.isFull()) {
            transcript.read(batch, row);
            transcript.writeNextAction(batch.rows().action(), row);
          }
        }
        vector.send(batch.environments(), batch.rows().action());
      }
    }
    return bytes(transcripts);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void failingNeighboursDoNotMatter(int workers) {
    // Environment i starts with seed SEED + i, so its first goal tells which one it is.
    double failing = firstGoal(3);
    TaskDefinition task =
        new HookedTask(
            (step, goalX, physics) -> {
              if (goalX == failing && step == 4) {
                throw new IllegalStateException("a fault of environment 3");
              }
            });
    byte[][] found = lockstep(vector(task), workers);
    for (int i = 0; i < COUNT; i++) {
      if (i == 3) {
        assertFalse(Arrays.equals(expected[i], found[i]));
      } else {
        assertArrayEquals(expected[i], found[i], "environment " + i);
      }
    }
    byte[][] inOrderOfCompletion = asynchronous(task, workers, 2);
    for (int i = 0; i < COUNT; i++) {
      assertArrayEquals(found[i], inOrderOfCompletion[i], "environment " + i);
    }
  }

  private static double firstGoal(int environment) {
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(vector(new PointMassTask()), PoolOptions.of(1))) {
      vector.reset(SEED);
      return vector.visit(environment, found -> found.record().context()[0]);
    }
  }

  @Test
  void stepsAllocateNothing() {
    VectorOptions options = VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), 4);
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(2))) {
      vector.reset(1);
      long bytes = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 20 && bytes > 0; attempt++) {
        vector.reset(attempt);
        AllocatedBytes allocated = AllocatedBytes.ofWorkersAndThisThread();
        for (int step = 0; step < 90; step++) {
          vector.step();
        }
        bytes = allocated.sinceStart();
      }
      assertEquals(0, bytes, "bytes allocated in 90 steps of 4 environments");
    }
  }

  @Test
  void schedulesChooseContexts() {
    EpisodeSchedule schedule =
        (environment, episode, seed) ->
            ResetOptions.seed(seed).withContext(environment / 10.0, episode / 10.0);
    VectorOptions options = vector(new PointMassTask()).withSchedule(schedule);
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(2))) {
      vector.reset(SEED);
      for (int step = 0; step < 10; step++) {
        vector.step();
      }
      for (int i = 0; i < COUNT; i++) {
        double[] context = vector.visit(i, environment -> environment.record().context());
        assertNotNull(context);
        assertEquals(i / 10.0, context[0]);
      }
      assertTrue(
          List.of(0.1, 0.2)
              .contains(vector.visit(0, environment -> environment.record().context()[1])));
    }
  }
}
