package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.policies.testing.Models;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.Rendering;

/** Stored episodes of MetaWorld's reach get the rewards of models. */
class RewardDemosTest {

  private static final int PIXELS = 32 * 24;

  /** Weight {@code i} of every matrix of the models, as their script has it. */
  private static double weight(int index) {
    return (float) (((37 * index + 11) % 101 - 50) / 100.0);
  }

  @TempDir static Path shared;

  private static Path recording;

  @TempDir Path folder;

  @BeforeAll
  static void record() {
    Rendering.assumePossible();
    recording = shared.resolve("recording");
    Invocation recorded =
        Invocation.of(
            TaskRegistry::load,
            "demos",
            "metaworld/reach-v3",
            "--episodes=2",
            "--horizon=60",
            "--keep=all",
            "--cameras=topview,corner2",
            "--image-size=32x24",
            "--out=" + recording);
    assertEquals(ExitStatus.OK, recorded.status(), recorded.err());
  }

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private static Invocation demos(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("demos"));
    all.addAll(List.of(arguments));
    return Invocation.of(TaskRegistry::load, all.toArray());
  }

  private Demonstrations relabel(String name, Path from, Object... options) {
    Path out = folder.resolve(name);
    List<Object> all = new ArrayList<>(List.of("--from", from, "--out", out));
    all.addAll(List.of(options));
    Invocation done = demos(all.toArray());
    assertEquals(ExitStatus.OK, done.status(), done.err());
    return Demonstrations.open(out);
  }

  private Path sentences(String sentence) throws IOException {
    int[] letters = sentence.codePoints().toArray();
    ByteBuffer text =
        ByteBuffer.allocate(letters.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    text.asIntBuffer().put(letters);
    ByteBuffer vector = ByteBuffer.allocate(4 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    vector.asFloatBuffer().put(new float[] {0.5f, -0.25f, 1, 0});
    byte[] file =
        NpzWriter.toBytes(
            Map.of(
                "sentences", NpyArray.of("<U" + letters.length, List.of(1), text.array()),
                "embeddings", NpyArray.of("<f4", List.of(1, 4), vector.array())),
            NpzWriter.STORED);
    return Files.write(folder.resolve("sentences.npz"), file);
  }

  /** LAMP's: the first image, the present one and the sentence. */
  @Test
  void aPairOfImagesAndASentenceIsScored() throws IOException {
    Path model = Models.copy("reward-pair.pt", folder);
    String instruction = Demonstrations.open(recording).kept().get(0).instruction();
    String table = "--sentence-embeddings=" + sentences(instruction);
    Demonstrations scored = relabel("pair", recording, "--reward-model", model, table);
    for (DemonstrationLine line : scored.kept()) {
      Demonstration episode = scored.read(line);
      double[] rewards = episode.reward().toDoubles();
      for (int t = 0; t < rewards.length; t++) {
        assertEquals(pairScore(episode.observation("images"), t + 1), rewards[t], 1e-4);
      }
      assertTrue(Arrays.stream(rewards).distinct().count() > 10);
      assertArrayEquals(
          Demonstrations.open(recording).read(line(recording, line)).reward().toDoubles(),
          episode.array("task_reward").toDoubles());
    }
    Invocation verified = demos("--verify", scored.folder());
    assertEquals(ExitStatus.OK, verified.status(), verified.err());
    JsonNode added = Demonstrations.readManifest(scored.folder()).get("rewards").get(0);
    assertEquals("reward", added.get("column").asText());
    assertTrue(added.get("identity").asText().startsWith("torchscript sha256 "));
    assertEquals(64, added.get("sentences_sha256").asText().length());
  }

  private static DemonstrationLine line(Path folder, DemonstrationLine same) {
    return Demonstrations.open(folder).kept().stream()
        .filter(each -> each.key().equals(same.key()))
        .findFirst()
        .orElseThrow();
  }

  private static double pairScore(NpyArray images, int row) {
    double[] joined = new double[16];
    System.arraycopy(code(images, 0), 0, joined, 0, 6);
    System.arraycopy(code(images, row), 0, joined, 6, 6);
    System.arraycopy(new double[] {0.5, -0.25, 1, 0}, 0, joined, 12, 4);
    double[] hidden = layer(joined, 8);
    double score = 0;
    for (int i = 0; i < 8; i++) {
      score += weight(i) * Math.max(0, hidden[i]);
    }
    return score;
  }

  /** Of the second camera. */
  private static double[] code(NpyArray images, int row) {
    byte[] bytes = images.rowBytes(row);
    double[] mean = new double[3];
    for (int i = 0; i < 3 * PIXELS; i++) {
      mean[i % 3] += (bytes[3 * PIXELS + i] & 0xFF) / (255.0 * PIXELS);
    }
    double[] code = layer(mean, 6);
    Arrays.setAll(code, i -> Math.max(0, code[i]));
    return code;
  }

  private static double[] layer(double[] inputs, int outputs) {
    double[] sums = new double[outputs];
    for (int i = 0; i < outputs * inputs.length; i++) {
      sums[i / inputs.length] += weight(i) * inputs[i % inputs.length];
    }
    return sums;
  }

  @Test
  void aClassifierGivesOnesFromItsThresholdOn() {
    Path model = Models.copy("reward-success.pt", folder);
    Object[] options = {"--reward-model", model, "--reward-column=near", "--reward-threshold=0.5"};
    Demonstrations scored = relabel("success", recording, options);
    int ones = 0;
    for (DemonstrationLine line : scored.kept()) {
      Demonstration episode = scored.read(line);
      double[] near = episode.array("near").toDoubles();
      for (int t = 0; t < near.length; t++) {
        double[] state = episode.observation("observation").row(t + 1);
        double apart =
            Math.hypot(
                Math.hypot(state[0] - state[36], state[1] - state[37]), state[2] - state[38]);
        assertTrue(Math.abs(apart - 0.05) < 1e-6 || near[t] == (apart < 0.05 ? 1 : 0));
        ones += (int) near[t];
      }
      assertEquals(0, near[0]);
      assertFalse(episode.names().contains("task_reward"));
    }
    assertTrue(ones > 0);
  }

  @Test
  void aPreferenceOverSegmentsIsSpreadOverTheirSteps() {
    Path model = Models.copy("reward-preference.pt", folder);
    Demonstrations scored = relabel("preference", recording, "--reward-model", model);
    Demonstration episode = scored.read(scored.kept().get(0));
    double[] rewards = episode.reward().toDoubles();
    for (int start = 0; start < rewards.length; start += 8) {
      int end = Math.min(rewards.length, start + 8);
      double score = 0;
      for (int t = start; t < end; t++) {
        double[] state = episode.observation("observation").row(t);
        double[] action = episode.executedAction().row(t);
        score += layer(state, 1)[0] + layer(action, 1)[0];
      }
      for (int t = start; t < end; t++) {
        assertEquals(score / (end - start), rewards[t], 1e-4);
      }
    }
  }

  @Test
  void stagesCostTimeAndEarnReward() {
    String model = "--reward-model=columns=constant:-1,change.stages_reached:10,progress:0.5";
    Demonstrations scored = relabel("stages", recording, model);
    Demonstration episode = scored.read(scored.kept().get(0));
    double[] rewards = episode.reward().toDoubles();
    double[] stages = episode.info("stages_reached").toDoubles();
    double[] progress = episode.info("progress").toDoubles();
    for (int t = 0; t < rewards.length; t++) {
      assertEquals(-1 + 10 * (stages[t + 1] - stages[t]) + 0.5 * progress[t + 1], rewards[t], 1e-9);
    }
    assertTrue(Arrays.stream(rewards).max().orElseThrow() > 8);
  }

  @Test
  void theSameModelGivesTheSameBytesAndBatchesDoNotMatter() throws IOException {
    Path model = Models.copy("reward-success.pt", folder);
    Demonstrations one = relabel("one", recording, "--reward-model", model);
    Demonstrations two = relabel("two", recording, "--reward-model", model);
    assertEquals(one.attempts(), two.attempts());
    for (String file : List.of("manifest.json", "index.jsonl", "summary.json")) {
      assertArrayEquals(
          Files.readAllBytes(one.folder().resolve(file)),
          Files.readAllBytes(two.folder().resolve(file)),
          file);
    }
    Demonstrations again =
        relabel("again", one.folder(), "--reward-model=columns=constant:1,progress:0");
    Demonstration episode = again.read(again.kept().get(0));
    assertEquals(1, episode.reward().number(0));
    assertNotEquals(1, episode.array("task_reward").number(0));
    assertEquals(ExitStatus.OK, demos("--verify", again.folder()).status());
    assertEquals(ExitStatus.BAD_INPUT, demos("--resume", again.folder()).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reward-pair.pt                                        | reads the instruction as a vector",
        "reward-success.pt --sentence-embeddings=FOLDER/none   | is not a file of at most",
        "reward-preference.pt --reward-threshold=0.5           | where a probability was expected",
        "reward-success.pt --reward-threshold=2                | at most 1, not 2",
        "reward-success.pt --reward-column=success             | is an array of the demonstrations",
        "reward-success.pt --reward-column=A/b                 | cannot be the name of an array",
        "reward-success.pt --format=lerobot                    | leave tasks and --format",
        "refused-reward-random.pt                              | must not draw random numbers",
        "refused-reward-shape.pt                               | a score for each window",
        "refused-reward-scores.pt                              | is no reward model",
        "refused-reward-frame.pt                               | use one of [step, segment,"
            + " episode]",
        "reach.pt                                              | has no extra file workcell.json",
        "columns=lift:1                                        | reads 'info_lift'",
        "columns                                               | names no column",
        "genius                                                | there is no reward model 'genius'",
        "none.pt                                               | is not a file that can be read",
      })
  void whatCannotBeScoredIsRefusedBeforeAnythingIsWritten(String words, String explanation) {
    String[] parts = words.strip().replace("FOLDER", folder.toString()).split(" +");
    String model = parts[0];
    if (model.endsWith(".pt") && !model.equals("none.pt")) {
      model = Models.copy(model, folder).toString();
    }
    Path out = folder.resolve("out");
    List<Object> line =
        new ArrayList<>(List.of("--from", recording, "--reward-model", model, "--out", out));
    line.addAll(Arrays.asList(parts).subList(1, parts.length));
    Invocation refused = demos(line.toArray());
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains(explanation), refused.err());
    assertTrue(Files.notExists(out));
  }

  @Test
  void rewardsNeedARecordingAndAModel() {
    Path out = folder.resolve("out");
    Invocation alone = demos("--from", recording, "--reward-column=x", "--out", out);
    assertTrue(alone.err().contains("need --reward-model"), alone.err());
    Invocation nothing = demos("--reward-model=columns=progress:1", "--out", out);
    assertTrue(nothing.err().contains("needs --from FOLDER"), nothing.err());
  }
}
