package org.workcell.policies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.policies.testing.Models;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.random.RandomStream;

class InputBlocksTest {

  private static final List<String> TASKS = List.of("a/reach-v1", "a/push-v1", "a/pull-v1");
  private static final InputBlocks BLOCKS =
      InputBlocks.of(List.of("observation", "goal")).withOneHot(TASKS).withInstruction(8);
  private static final InferenceOptions CPU = InferenceOptions.on(ComputeDevice.CPU);

  @TempDir Path folder;

  private static Episode episode(int task, String words) {
    return Episode.seed(1).withTask(TASKS.get(task)).withInstruction(words);
  }

  /** From the formula in the documentation, in Python. */
  @Test
  void instructionsAreHashedAsDocumented() {
    float[] known = {0, -1, 1, -2, 0, 0, 0, 1};
    for (int i = 0; i < known.length; i++) {
      known[i] /= (float) Math.sqrt(7);
    }
    assertArrayEquals(known, InstructionHash.embed("Open the drawer.", 8), 1e-6f);
    assertArrayEquals(known, InstructionHash.embed("open  THE-drawer", 8), 1e-6f);
    assertArrayEquals(new float[8], InstructionHash.embed("...", 8));
    assertThrows(IllegalArgumentException.class, () -> InstructionHash.embed("open", 0));
  }

  @Test
  void rowsHoldTheTaskAndTheWordsOfTheirEpisode() {
    InputRows rows = new InputRows(BLOCKS, Layouts.POINT);
    assertEquals(4 + 2 + 3 + 8, rows.size());
    BatchStorage batch = Layouts.batch(Layouts.POINT, 0, 1);
    rows.start(0, episode(2, "open the drawer"));
    rows.start(1, episode(0, "pull"));
    float[] row = new float[rows.size()];
    rows.read(batch, 1, 0, row, 0);
    assertEquals((float) batch.observation(0).get(1, 0), row[0]);
    assertEquals((float) batch.observation(1).get(1, 1), row[5]);
    assertArrayEquals(new float[] {0, 0, 1}, Arrays.copyOfRange(row, 6, 9));
    assertArrayEquals(
        InstructionHash.embed("open the drawer", 8), Arrays.copyOfRange(row, 9, rows.size()));
    rows.start(0, episode(1, "push"));
    rows.read(batch, 1, 0, row, 0);
    assertArrayEquals(new float[] {0, 1, 0}, Arrays.copyOfRange(row, 6, 9));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    InputRows rows = new InputRows(BLOCKS, Layouts.POINT);
    assertThrows(
        IllegalArgumentException.class, () -> rows.start(0, Episode.seed(1).withTask("a/fly-v1")));
    BatchStorage batch = Layouts.batch(Layouts.POINT, 0);
    float[] row = new float[rows.size()];
    assertThrows(IllegalStateException.class, () -> rows.read(batch, 0, 0, row, 0));
    for (String name : List.of(InputBlocks.ONE_HOT, "nothing", InputBlocks.INSTRUCTION_UTF8)) {
      InputBlocks wrong = InputBlocks.of(List.of("goal", name));
      assertThrows(IllegalArgumentException.class, () -> new InputRows(wrong, Layouts.POINT), name);
    }
  }

  @Test
  void bytesOfTheInstructionAreATensor() {
    Models.needLibtorch();
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      NetworkInputs inputs =
          NetworkInputs.named(Layouts.POINT, InputBlocks.of(List.of(InputBlocks.INSTRUCTION_UTF8)));
      inputs.start(3, episode(0, "Tür auf"));
      BatchStorage batch = Layouts.batch(Layouts.POINT, 3);
      byte[] bytes =
          inputs.read(manager, batch, new int[] {3}, 0, 1, 2).get(0).toByteBuffer().array();
      assertEquals(2 * 512, bytes.length);
      byte[] expected = "Tür auf".getBytes(StandardCharsets.UTF_8);
      assertArrayEquals(expected, Arrays.copyOf(bytes, expected.length));
      assertEquals(0, bytes[expected.length]);
    }
  }

  /** The exported file names its blocks and tasks, and acts as the network does. */
  @Test
  void anExportedNetworkTellsTasksApart() {
    Models.needLibtorch();
    Path file = folder.resolve("policy.pt");
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      Mlp layers = new Mlp(4 + 2 + 3 + 8, List.of(16), Mlp.Activation.TANH, 2);
      GaussianMlp block = GaussianMlp.create(layers, 0, manager, new RandomStream(1));
      block.exportTorchScript(file, BLOCKS, 1);
      try (TorchScriptPolicy script = TorchScriptPolicy.load(file, Layouts.POINT, CPU);
          BlockPolicy policy =
              BlockPolicy.gaussian("p", block, Layouts.POINT, BLOCKS, Choice.MODE, CPU)) {
        assertEquals(BLOCKS, script.inputBlocks());
        double[][][] answers = new double[2][][];
        for (int task = 0; task < 2; task++) {
          script.start(0, episode(task, "open the drawer"));
          policy.start(0, episode(task, "open the drawer"));
          answers[task] = Layouts.act(script, Layouts.POINT, 0);
          assertTrue(Arrays.deepEquals(Layouts.act(policy, Layouts.POINT, 0), answers[task]));
        }
        assertTrue(answers[0][0][0] != answers[1][0][0]);
      }
    }
  }

  @Test
  void anExportedNetworkPlansChunks() {
    Models.needLibtorch();
    Path file = folder.resolve("policy.pt");
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      Mlp layers = new Mlp(6, List.of(16), Mlp.Activation.RELU, 2 * 3);
      GaussianMlp block = GaussianMlp.create(layers, 0, manager, new RandomStream(1));
      block.exportTorchScript(file, InputBlocks.of(List.of("observation", "goal")), 3);
      try (TorchScriptPolicy script = TorchScriptPolicy.load(file, Layouts.POINT, CPU)) {
        assertEquals(3, script.chunkSteps());
        script.start(0, episode(0, ""));
        double[] chunk = Layouts.act(script, Layouts.POINT, 0)[0];
        assertEquals(6, chunk.length);
      }
    }
  }
}
