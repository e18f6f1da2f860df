package org.workcell.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.policies.Mlp;
import org.workcell.policies.testing.Models;
import org.workcell.sim.random.RandomStream;

class CloningTrainerTest {

  private static final int STEPS = 20;

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  /** The action is a linear function of the first two of three inputs, of very different scales. */
  private static CloningData data(int episodes) {
    RandomStream random = new RandomStream(7);
    List<CloningData.Episode> all = new ArrayList<>();
    for (int i = 0; i < episodes; i++) {
      float[] inputs = new float[STEPS * 3];
      float[] actions = new float[STEPS * 2];
      for (int step = 0; step < STEPS; step++) {
        double x = random.uniform(-1, 1);
        double y = random.uniform(-1, 1);
        inputs[step * 3] = (float) (1000 + 100 * x);
        inputs[step * 3 + 1] = (float) (0.01 * y);
        inputs[step * 3 + 2] = 5;
        actions[step * 2] = (float) (0.5 * x - 0.2 * y);
        actions[step * 2 + 1] = (float) (0.3 + 0.1 * y);
      }
      all.add(new CloningData.Episode(inputs, actions));
    }
    return new CloningData(3, 2, all);
  }

  private static CloningOptions.Builder options() {
    return CloningOptions.builder()
        .epochs(10, 32)
        .network(List.of(16), Mlp.Activation.TANH)
        .validation(0.25, 0);
  }

  private static List<CloningEpoch> train(CloningTrainer trainer, int epochs) {
    List<CloningEpoch> done = new ArrayList<>();
    while (done.size() < epochs) {
      done.add(trainer.nextEpoch(() -> false).orElseThrow());
    }
    return done;
  }

  @ParameterizedTest
  @EnumSource(CloningOptions.Loss.class)
  void learnsAFunction(CloningOptions.Loss loss) {
    CloningOptions options =
        options()
            .loss(loss)
            .epochs(25, 16)
            .learningRate(0.01, CloningOptions.Schedule.COSINE)
            .build();
    try (CloningTrainer trainer = new CloningTrainer(data(12), options)) {
      assertEquals(9 * STEPS, trainer.trainingRows());
      assertEquals(3 * STEPS, trainer.validationRows());
      List<CloningEpoch> epochs = train(trainer, 25);
      double last = epochs.get(24).validationLoss();
      double deviation =
          loss == CloningOptions.Loss.MSE
              ? Math.sqrt(last)
              : Math.exp(last - 0.5 * Math.log(2 * Math.PI * Math.E));
      assertTrue(deviation < 0.04, loss + " " + last);
      assertTrue(trainer.isDone());
      assertEquals(25L * ((9 * STEPS + 15) / 16), epochs.get(24).steps());
      assertTrue(epochs.get(24).learningRate() < 1e-4 * 0.01 + 1e-6);
    }
  }

  @ParameterizedTest
  @EnumSource(CloningOptions.Loss.class)
  void tenEpochsAreFiveAndFiveAfterACheckpoint(CloningOptions.Loss loss) throws Exception {
    CloningOptions options =
        options().loss(loss).regularization(0.1, 1).validation(0.25, 9).chunkSteps(2).build();
    Path whole = folder.resolve("whole");
    List<CloningEpoch> expected;
    try (CloningTrainer trainer = new CloningTrainer(data(8), options)) {
      expected = train(trainer, 10);
      trainer.checkpoint().write(whole);
    }
    Path half = folder.resolve("half");
    List<CloningEpoch> found;
    try (CloningTrainer trainer = new CloningTrainer(data(8), options)) {
      found = train(trainer, 5);
      // In the middle of the sixth pass, too.
      int[] left = {2};
      assertTrue(trainer.nextEpoch(() -> left[0]-- == 0).isEmpty());
      trainer.checkpoint().write(half);
    }
    try (CloningTrainer trainer = new CloningTrainer(data(8), options)) {
      trainer.load(Checkpoint.read(half, CloningTrainer.KIND));
      found.addAll(train(trainer, 5));
      assertEquals(expected, found);
      Path again = folder.resolve("again");
      trainer.checkpoint().write(again);
      assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(again));
    }
  }

  @Test
  void stopsEarlyOnlyIfToldSo() {
    CloningOptions options =
        options()
            .epochs(200, 160)
            .learningRate(0.5, CloningOptions.Schedule.CONSTANT)
            .validation(0.5, 3)
            .build();
    try (CloningTrainer trainer = new CloningTrainer(data(4), options)) {
      int epochs = 0;
      int best = 0;
      while (!trainer.isDone()) {
        CloningEpoch epoch = trainer.nextEpoch(() -> false).orElseThrow();
        epochs++;
        best = epoch.best() ? epochs : best;
      }
      assertEquals(best + 3, epochs);
      assertFalse(trainer.network() == null);
    }
  }

  @Test
  void chunksRepeatTheLastActionBehindTheEnd() {
    CloningData data =
        new CloningData(
            1, 1, List.of(new CloningData.Episode(new float[] {1, 2, 3}, new float[] {4, 5, 6})));
    CloningData.Rows rows = data.rows(data.episodes(), 2);
    assertArrayEquals(new float[] {4, 5, 5, 6, 6, 6}, rows.actions());
    assertArrayEquals(new float[] {1, 2, 3}, rows.inputs());
  }

  @Test
  void refusesDataThatDoesNotFit() {
    assertThrows(IllegalArgumentException.class, () -> new CloningData(1, 1, List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CloningData(2, 1, List.of(new CloningData.Episode(new float[3], new float[2]))));
    assertThrows(IllegalArgumentException.class, () -> options().validation(0, 3).build());
  }
}
