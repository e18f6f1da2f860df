package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.policies.testing.Models;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

class BlockPolicyTest {

  private static final InferenceOptions CPU = InferenceOptions.on(ComputeDevice.CPU);
  private static final ActionTokens TOKENS = new ActionTokens(Layouts.POINT.action(), 16, 3);

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
    manager = Libtorch.newManager(ComputeDevice.CPU);
  }

  @AfterEach
  void close() {
    if (manager != null) {
      manager.close();
    }
  }

  private GaussianMlp gaussian(long seed, double logDeviation) {
    Mlp mean = new Mlp(6, List.of(32, 32), Mlp.Activation.TANH, 2);
    return GaussianMlp.create(mean, logDeviation, manager, new RandomStream(seed));
  }

  private Block tokens(long seed) {
    return new Mlp(6, List.of(32), Mlp.Activation.RELU, TOKENS.logitsPerAnswer())
        .newBlock(manager, new RandomStream(seed));
  }

  private static BlockPolicy policy(Block block, Choice choice, InferenceOptions options) {
    return BlockPolicy.gaussian("mlp", block, Layouts.POINT, choice, options);
  }

  private static BlockPolicy tokenPolicy(Block block, Choice choice, InferenceOptions options) {
    return BlockPolicy.tokens("tokens", block, Layouts.POINT, TOKENS, choice, options);
  }

  @Test
  void samplesAreTheMeanAndTheEpisodesOwnNoise() {
    GaussianMlp block = gaussian(1, -0.5);
    try (BlockPolicy mean = policy(block, Choice.MODE, CPU);
        BlockPolicy sample = policy(block, Choice.SAMPLE, CPU)) {
      Layouts.start(sample, 4, 9);
      double[][] means = Layouts.act(mean, Layouts.POINT, 9, 4);
      double[][] samples = Layouts.act(sample, Layouts.POINT, 9, 4);
      RandomStream nine = new SeedStreams(9).stream("policy");
      RandomStream four = new SeedStreams(4).stream("policy");
      for (int i = 0; i < 2; i++) {
        assertEquals(Math.exp(-0.5) * nine.nextGaussian(), samples[0][i] - means[0][i], 1e-6);
        assertEquals(Math.exp(-0.5) * four.nextGaussian(), samples[1][i] - means[1][i], 1e-6);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void withPaddingNeitherNumberNorNeighboursMatter(Choice choice) {
    InferenceOptions padded = CPU.withPaddedRows(8);
    int[] many = {5, 1, 8, 3, 2, 7, 6, 11, 9, 10};
    try (BlockPolicy policy = policy(gaussian(1, 0), choice, padded);
        BlockPolicy tokens = tokenPolicy(tokens(1), choice, padded)) {
      for (BlockPolicy each : List.of(policy, tokens)) {
        Layouts.start(each, many);
        double[][] together = Layouts.act(each, Layouts.POINT, many);
        Layouts.start(each, many);
        for (int i = 0; i < many.length; i++) {
          assertArrayEquals(Layouts.act(each, Layouts.POINT, many[i])[0], together[i]);
        }
      }
    }
  }

  @Test
  void firstWeightsFollowFromTheirStream() {
    try (BlockPolicy one = policy(gaussian(1, 0), Choice.MODE, CPU);
        BlockPolicy again = policy(gaussian(1, 0), Choice.MODE, CPU);
        BlockPolicy other = policy(gaussian(2, 0), Choice.MODE, CPU)) {
      double[][] actions = Layouts.act(one, Layouts.POINT, 1, 2);
      assertTrue(Arrays.deepEquals(actions, Layouts.act(again, Layouts.POINT, 1, 2)));
      assertFalse(Arrays.deepEquals(actions, Layouts.act(other, Layouts.POINT, 1, 2)));
    }
  }

  @Test
  void tokensAreCentresOfBinsAndFollowTheirProbabilities() {
    Block block = tokens(3);
    try (BlockPolicy policy = tokenPolicy(block, Choice.SAMPLE, CPU)) {
      assertEquals(3, policy.chunkSteps());
      Layouts.start(policy, 0);
      for (double value : Layouts.act(policy, Layouts.POINT, 0)[0]) {
        assertEquals(TOKENS.value(0, TOKENS.token(0, value)), value, 1e-7);
      }
      int[] counts = new int[16];
      int draws = 4000;
      for (int i = 0; i < draws; i++) {
        counts[TOKENS.token(0, Layouts.act(policy, Layouts.POINT, 0)[0][0])]++;
      }
      double[] expected = firstProbabilities(block);
      for (int bin = 0; bin < 16; bin++) {
        double deviation = Math.sqrt(expected[bin] * (1 - expected[bin]) / draws);
        assertEquals(expected[bin], counts[bin] / (double) draws, 5 * deviation);
      }
    }
  }

  /** Of the first token that environment 0 is offered. */
  private double[] firstProbabilities(Block block) {
    var batch = Layouts.batch(Layouts.POINT, 0);
    var input =
        NetworkInputs.concatenated(Layouts.POINT, InputBlocks.allOf(Layouts.POINT))
            .read(manager, batch, 1);
    var store = new ai.djl.training.ParameterStore(manager, false);
    float[] values =
        block.forward(store, input, false).get(0).reshape(6, 16).softmax(1).get(0).toFloatArray();
    double[] probabilities = new double[16];
    Arrays.setAll(probabilities, i -> values[i]);
    return probabilities;
  }

  @Test
  void weightsMoveThroughFilesAndBetweenBlocks() {
    GaussianMlp target = gaussian(2, 0);
    GaussianMlp source = gaussian(1, -1);
    Path file = folder.resolve("weights.npz");
    Weights.save(target, file);
    try (BlockPolicy policy = policy(target, Choice.MODE, CPU);
        BlockPolicy wanted = policy(source, Choice.MODE, CPU)) {
      double[][] before = Layouts.act(policy, Layouts.POINT, 1, 2);
      policy.swapWeights(source);
      double[][] swapped = Layouts.act(policy, Layouts.POINT, 1, 2);
      assertTrue(Arrays.deepEquals(Layouts.act(wanted, Layouts.POINT, 1, 2), swapped));
      assertFalse(Arrays.deepEquals(before, swapped));
      policy.swapWeights(file);
      assertTrue(Arrays.deepEquals(before, Layouts.act(policy, Layouts.POINT, 1, 2)));
    }
  }

  @Test
  void keepsItsWeightsWhereOthersDoNotFit() throws java.io.IOException {
    GaussianMlp block = gaussian(2, 0);
    Path file = folder.resolve("weights.npz");
    Weights.save(tokens(1), file);
    Path text = java.nio.file.Files.writeString(folder.resolve("text.npz"), "hello");
    try (BlockPolicy policy = policy(block, Choice.MODE, CPU)) {
      double[][] before = Layouts.act(policy, Layouts.POINT, 1, 2);
      for (Path wrong : List.of(file, text, folder.resolve("absent.npz"))) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> policy.swapWeights(wrong))
                .getMessage();
        assertTrue(message.startsWith(wrong + " does not hold the weights of this"), message);
      }
      assertThrows(IllegalArgumentException.class, () -> policy.swapWeights(tokens(1)));
      assertTrue(Arrays.deepEquals(before, Layouts.act(policy, Layouts.POINT, 1, 2)));
    }
  }

  @ParameterizedTest
  @EnumSource(Choice.class)
  void exportsWhatActsTheSame(Choice choice) {
    Mlp layers = new Mlp(6, List.of(32, 16), Mlp.Activation.RELU, 2);
    GaussianMlp block = GaussianMlp.create(layers, -1, manager, new RandomStream(4));
    Standardizer.fit(block, new float[] {0, 1, 2, 3, 4, 5, 1, 0, 3, 2, 0, 9});
    Path file = folder.resolve("exported.pt");
    block.exportTorchScript(file, choice);
    try (BlockPolicy original = policy(block, choice, CPU);
        TorchScriptPolicy exported = TorchScriptPolicy.load(file, Layouts.POINT, CPU)) {
      Layouts.start(original, 3, 8);
      Layouts.start(exported, 3, 8);
      double[][] expected = Layouts.act(original, Layouts.POINT, 8, 3);
      double[][] actions = Layouts.act(exported, Layouts.POINT, 8, 3);
      for (int row = 0; row < 2; row++) {
        assertArrayEquals(expected[row], actions[row], 1e-6);
      }
    }
  }

  /** All rows observe the same, so that a change within a batch would show between its rows. */
  @Test
  void neverSwapsWithinABatch() throws InterruptedException {
    GaussianMlp one = gaussian(1, 0);
    GaussianMlp two = gaussian(2, 0);
    AtomicBoolean done = new AtomicBoolean();
    try (BlockPolicy policy = policy(gaussian(1, 0), Choice.MODE, CPU.withPaddedRows(1))) {
      var batch = Layouts.batch(Layouts.POINT, 5, 5, 5, 5, 5, 5, 5, 5);
      Thread swapper =
          new Thread(
              () -> {
                for (int i = 0; !done.get(); i++) {
                  policy.swapWeights(i % 2 == 0 ? two : one);
                }
              });
      swapper.start();
      int changes = 0;
      double previous = Double.NaN;
      try {
        for (int i = 0; i < 300 || changes < 2 && i < 100_000; i++) {
          double[][] actions = Layouts.act(policy, batch, 0, 1, 2, 3, 4, 5, 6, 7);
          for (double[] row : actions) {
            assertArrayEquals(actions[0], row);
          }
          changes += actions[0][0] != previous ? 1 : 0;
          previous = actions[0][0];
        }
      } finally {
        done.set(true);
        swapper.join();
      }
      assertTrue(changes >= 2, "weights were never swapped");
    }
  }
}
