package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.policies.testing.Models;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.reward.EpisodeScorer;
import org.workcell.sim.reward.InstructionForm;
import org.workcell.sim.reward.RewardBatch;
import org.workcell.sim.reward.RewardEpisode;
import org.workcell.sim.reward.Scores;

class TorchScriptRewardTest {

  private static final InferenceOptions CPU = InferenceOptions.on(ComputeDevice.CPU);

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private TorchScriptReward load(String model) {
    return TorchScriptReward.load(Models.copy(model, folder), CPU);
  }

  /** An episode with everything that the models of the tests read. */
  private static RewardEpisode episode(long seed, int steps) {
    Random random = new Random(seed);
    byte[] images = new byte[(steps + 1) * 6 * 5 * 3];
    random.nextBytes(images);
    return RewardEpisode.of(numbers(random, steps, 4))
        .block("observation", numbers(random, steps + 1, 39))
        .block("images.corner2", NpyArray.of("|u1", List.of(steps + 1, 6, 5, 3), images))
        .instruction("reach")
        .embedding(new float[] {1, 0, 0.5f, -1})
        .build();
  }

  private static NpyArray numbers(Random random, int rows, int width) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows * width * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rows * width; i++) {
      bytes.putDouble(random.nextGaussian());
    }
    return NpyArray.of("<f8", List.of(rows, width), bytes.array());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reward-pair.pt", "reward-success.pt", "reward-preference.pt"})
  void aScoreDoesNotDependOnItsBatch(String file) {
    try (TorchScriptReward model = load(file)) {
      RewardEpisode episode = episode(7, 150);
      RewardBatch all = RewardBatch.of(episode, model.spec());
      double[] together = model.score(all);
      for (int row = 0; row < all.rows(); row++) {
        assertEquals(together[row], model.score(all.rows(row, 1))[0]);
      }
      double[] rewards = new EpisodeScorer(model, 5).rewards(episode);
      assertArrayEquals(new EpisodeScorer(model, 64).rewards(episode), rewards);
      assertEquals(150, rewards.length);
    }
  }

  @Test
  void theFileSaysWhatItReads() {
    try (TorchScriptReward pair = load("reward-pair.pt");
        TorchScriptReward preference = load("reward-preference.pt")) {
      assertTrue(pair.spec().readsFirst());
      assertEquals(InstructionForm.EMBEDDING, pair.spec().instruction());
      assertEquals(4, pair.spec().embeddingSize());
      assertEquals(Scores.STEP, pair.spec().scores());
      assertEquals(Scores.SEGMENT, preference.spec().scores());
      assertEquals(8, preference.spec().windowSteps());
      assertTrue(preference.spec().readsActions());
      assertTrue(
          pair.identity().startsWith("torchscript sha256 " + pair.sha256() + ", padded rows 16"),
          pair.identity());
    }
  }

  @Test
  void blocksOfAnotherShapeAreExplainedBeforeLibtorchSeesThem() {
    try (TorchScriptReward model = load("reward-success.pt")) {
      RewardEpisode narrow =
          RewardEpisode.of(numbers(new Random(1), 3, 4))
              .block("observation", numbers(new Random(1), 4, 38))
              .build();
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> new EpisodeScorer(model, 8).rewards(narrow))
              .getMessage();
      assertTrue(message.contains("of shape [38]; the reward model reads shape [39]"), message);
    }
  }

  @Test
  void whatTheModuleCannotTakeIsExplained() {
    try (TorchScriptReward model = load("reward-preference.pt")) {
      RewardEpisode narrow =
          RewardEpisode.of(numbers(new Random(1), 3, 4))
              .block("observation", numbers(new Random(1), 4, 38))
              .build();
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> new EpisodeScorer(model, 8).rewards(narrow))
              .getMessage();
      assertTrue(message.contains("before.observation: float32(16, 8, 38)"), message);
    }
  }

  @Test
  void aClosedModelScoresNothing() {
    TorchScriptReward model = load("reward-success.pt");
    RewardBatch batch = RewardBatch.of(episode(1, 2), model.spec());
    model.close();
    model.close();
    String message =
        assertThrows(IllegalStateException.class, () -> model.score(batch)).getMessage();
    assertTrue(message.contains("is closed"), message);
  }
}
