package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.policies.testing.Models;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.PolicyAnswerException;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

class TorchScriptPolicyTest {

  private static final InferenceOptions CPU = InferenceOptions.on(ComputeDevice.CPU);

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private TorchScriptPolicy load(String model, BatchLayout layout, InferenceOptions options) {
    return TorchScriptPolicy.load(Models.copy(model, folder), layout, options);
  }

  @Test
  void answersAsTheFileSays() {
    double[][] weight = {{0.1, -0.2, 0.3, -0.4, 0.5, -0.6}, {1, 0, 0, 0, 0, -1}};
    double[] bias = {0.05, -0.05};
    BatchStorage batch = Layouts.batch(Layouts.POINT, 3);
    try (TorchScriptPolicy policy = load("point.pt", Layouts.POINT, CPU)) {
      double[] action = Layouts.act(policy, batch, 3)[0];
      for (int element = 0; element < 2; element++) {
        double sum = bias[element];
        for (int i = 0; i < 6; i++) {
          int block = i < 4 ? 0 : 1;
          sum += weight[element][i] * batch.observation(block).get(0, i - 4 * block);
        }
        assertEquals(Math.tanh(sum), action[element], 1e-6);
      }
      assertEquals("point.pt", policy.name());
      assertEquals(1, policy.chunkSteps());
    }
  }

  @Test
  void chunksComeStepByStep() {
    try (TorchScriptPolicy single = load("reach.pt", Layouts.METAWORLD, CPU);
        TorchScriptPolicy chunks = load("reach-chunk.pt", Layouts.METAWORLD, CPU)) {
      assertEquals(5, chunks.chunkSteps());
      double[][] actions = Layouts.act(single, Layouts.METAWORLD, 4, 5, 6);
      double[][] plans = Layouts.act(chunks, Layouts.METAWORLD, 4, 5, 6);
      for (int row = 0; row < 3; row++) {
        assertEquals(20, plans[row].length);
        for (int i = 0; i < 20; i++) {
          assertEquals((1 - 0.2 * (i / 4)) * actions[row][i % 4], plans[row][i], 1e-5);
        }
      }
    }
  }

  @Test
  void namedBlocksArriveUnderTheirNames() {
    BatchStorage batch = Layouts.batch(Layouts.POINT, 1, 2);
    try (TorchScriptPolicy policy = load("point-blocks.pt", Layouts.POINT, CPU)) {
      double[][] actions = Layouts.act(policy, batch, 1, 2);
      for (int row = 0; row < 2; row++) {
        for (int i = 0; i < 2; i++) {
          double expected = batch.observation(1).get(row, i) - batch.observation(0).get(row, i);
          assertEquals(expected, actions[row][i], 1e-6);
        }
      }
    }
  }

  @Test
  void noiseComesFromTheStreamOfTheEpisode() {
    BatchStorage batch = Layouts.batch(Layouts.POINT, 7, 2);
    try (TorchScriptPolicy policy = load("point-noise.pt", Layouts.POINT, CPU)) {
      Layouts.start(policy, 2, 7);
      double[][] actions = Layouts.act(policy, batch, 7, 2);
      int[] environments = {7, 2};
      for (int row = 0; row < 2; row++) {
        RandomStream stream = new SeedStreams(environments[row]).stream("policy");
        for (int i = 0; i < 2; i++) {
          double noise = actions[row][i] - batch.observation(1).get(row, i);
          assertEquals(stream.nextGaussian(), noise, 1e-6);
        }
      }
      assertNotEquals(actions[1][0], Layouts.act(policy, batch, 7, 2)[1][0]);
      assertThrows(IllegalStateException.class, () -> Layouts.act(policy, batch, 7, 8));
    }
  }

  @ParameterizedTest
  @CsvSource({"reach.pt", "reach-chunk.pt"})
  void withPaddingNeitherNumberNorNeighboursMatter(String model) {
    InferenceOptions padded = CPU.withPaddedRows(8);
    int[] many = {9, 3, 11, 5, 6, 7, 8, 2, 1, 12, 13};
    try (TorchScriptPolicy policy = load(model, Layouts.METAWORLD, padded)) {
      double[][] together = Layouts.act(policy, Layouts.METAWORLD, many);
      for (int i = 0; i < many.length; i++) {
        assertArrayEquals(Layouts.act(policy, Layouts.METAWORLD, many[i])[0], together[i]);
      }
    }
  }

  @Test
  void swapsTheFileBetweenTwoAnswers() {
    Path timid = Models.copy("reach-timid.pt", folder);
    try (TorchScriptPolicy policy = load("reach.pt", Layouts.METAWORLD, CPU)) {
      double before = Layouts.act(policy, Layouts.METAWORLD, 1)[0][0];
      policy.swapWeights(timid);
      double after = Layouts.act(policy, Layouts.METAWORLD, 1)[0][0];
      assertEquals(before / 1000, after, Math.abs(before) * 1e-6);
    }
  }

  @Test
  void keepsItsFileWhereAnotherCannotTakeItsPlace() {
    Path chunks = Models.copy("reach-chunk.pt", folder);
    try (TorchScriptPolicy policy = load("reach.pt", Layouts.METAWORLD, CPU)) {
      double[] before = Layouts.act(policy, Layouts.METAWORLD, 1)[0];
      String message =
          assertThrows(IllegalArgumentException.class, () -> policy.swapWeights(chunks))
              .getMessage();
      assertTrue(message.contains("cannot take the place of reach.pt"), message);
      assertThrows(
          IllegalArgumentException.class, () -> policy.swapWeights(folder.resolve("absent.pt")));
      assertArrayEquals(before, Layouts.act(policy, Layouts.METAWORLD, 1)[0]);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused-random.pt | answers the same observation differently",
        "refused-actions.pt | in the shape [2, 3], expected [2, 2] or [2, steps, 2]",
        "refused-observation.pt | asked with [float32[2, 6]] it fails with: mat1 and mat2 shapes",
        "refused-rows.pt | in the shape [2], expected [2, 2]",
        "refused-integers.pt | answers with int32, expected floating point",
        "refused-block.pt | needs a block 'camera', the task observes [observation, goal]",
        "refused-key.pt | has a key 'nois', expected 'inputs', 'noise', 'tasks', 'instruction_size'"
            + " only",
      })
  void refusesWhatDoesNotFit(String model, String explanation) {
    assertRefused(Models.copy(model, folder), explanation);
  }

  private void assertRefused(Path file, String explanation) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> TorchScriptPolicy.load(file, Layouts.POINT, CPU));
    assertTrue(refusal.getMessage().contains(explanation), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(file.toString()), refusal.getMessage());
    assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
  }

  @Test
  void refusesWhatIsNoTorchScript() throws IOException {
    assertRefused(folder.resolve("absent.pt"), "is not a file that can be read");
    assertRefused(folder, "is not a file that can be read");
    String advice = "save the module with torch.jit.save";
    assertRefused(Files.writeString(folder.resolve("text.pt"), "hello"), advice);
    assertRefused(Files.write(folder.resolve("empty.pt"), new byte[0]), advice);
    byte[] whole = Files.readAllBytes(Models.copy("point.pt", folder));
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertRefused(Files.write(folder.resolve("half.pt"), half), advice);
  }

  @Test
  void explainsAnswersThatAreNoNumbers() {
    try (TorchScriptPolicy policy = load("point-nan.pt", Layouts.POINT, CPU)) {
      PolicyAnswerException failure =
          assertThrows(PolicyAnswerException.class, () -> Layouts.act(policy, Layouts.POINT, 1, 5));
      assertEquals(Set.of(1, 5), failure.failures().keySet());
      String message = failure.getMessage();
      assertTrue(message.contains("policy point-nan.pt answers"), message);
      assertTrue(message.contains("for action element 0"), message);
    }
  }

  @Test
  void closesOnce() {
    TorchScriptPolicy policy = load("reach.pt", Layouts.METAWORLD, CPU);
    policy.close();
    policy.close();
    assertThrows(IllegalStateException.class, () -> Layouts.act(policy, Layouts.METAWORLD, 1));
  }
}
