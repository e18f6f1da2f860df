package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.datasets.records.Json;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.testing.Models;
import org.workcell.sim.random.RandomStream;
import org.workcell.testing.FakeSuite;

class TrainCommandTest {

  private static final String TASK = FakeSuite.POINT_MASS;

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private Path demonstrations(String... tasks) {
    Path data = folder.resolve("demos");
    List<Object> words = new ArrayList<>(List.of("demos"));
    words.addAll(List.of(tasks));
    words.addAll(List.of("--episodes=4", "--out", data));
    Invocation demos = Invocation.of(words.toArray());
    // Attempts of the fragile task break; four others are kept all the same.
    assertTrue(
        demos.status() == ExitStatus.OK || demos.err().contains("attempts errored"), demos.err());
    return data;
  }

  private static Invocation train(int status, Object... words) {
    List<Object> all = new ArrayList<>(List.of("train"));
    all.addAll(List.of(words));
    Invocation train = Invocation.of(all.toArray());
    assertEquals(status, train.status(), train.err());
    return train;
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(file.toFile());
  }

  /** One network for two tasks knows them by its code, and its file says which code. */
  @Test
  void aPolicyOfTwoTasksIsClonedAndRun() throws IOException {
    Path data = demonstrations(FakeSuite.POINT_MASS, FakeSuite.FRAGILE);
    Path policy = folder.resolve("two.pt");
    train(
        ExitStatus.OK,
        "clone",
        FakeSuite.POINT_MASS,
        FakeSuite.FRAGILE,
        "--data",
        data,
        "--blocks=one_hot,instruction=8",
        "--hidden=32",
        "--epochs=20",
        "--batch-rows=64",
        "--out",
        policy);
    JsonNode inputs = json(folder.resolve("two.manifest.json")).get("inputs");
    assertEquals(
        "[\"observation\",\"goal\",\"one_hot\",\"instruction\"]", inputs.get("blocks").toString());
    assertEquals(20, Files.readAllLines(folder.resolve("two.metrics.jsonl")).size());
    Path run = folder.resolve("run");
    Invocation bench =
        Invocation.of("bench", FakeSuite.FRAGILE, TASK, "--policy", policy, "--out", run);
    assertTrue(bench.status() == ExitStatus.OK || bench.err().contains("errored"), bench.err());
    JsonNode network = json(run.resolve("manifest.json")).get("network");
    assertEquals(inputs.get("one_hot_tasks"), network.get("one_hot_tasks"));
    assertEquals(8, network.get("instruction_size").asInt());
    Path other = folder.resolve("other");
    Invocation refused =
        Invocation.of("bench", FakeSuite.MANUAL, "--policy", policy, "--out", other);
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains("tells 2 tasks apart"), refused.err());
    assertFalse(Files.exists(other));
  }

  /** A code without a list means the tasks of the benchmark that is run. */
  @Test
  void aFileWithoutTasksGetsThoseOfTheBenchmark() throws IOException {
    Path policy = folder.resolve("code.pt");
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      Mlp layers = new Mlp(4 + 2, List.of(4), Mlp.Activation.TANH, 2);
      GaussianMlp.create(layers, 0, manager, new RandomStream(1))
          .exportTorchScript(policy, InputBlocks.of(List.of("observation", "one_hot")), 1);
    }
    Invocation refused =
        Invocation.of("bench", TASK, "--policy", policy, "--out", folder.resolve("refused"));
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains("list their ids as 'tasks'"), refused.err());
    assertFalse(Files.exists(folder.resolve("refused")));
    Path run = folder.resolve("run");
    Invocation bench =
        Invocation.of("bench", FakeSuite.PAIR, "--policy", policy, "--episodes=1", "--out", run);
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    JsonNode tasks = json(run.resolve("manifest.json")).get("network").get("one_hot_tasks");
    assertEquals(List.of(TASK, FakeSuite.MANUAL), Json.mapper().convertValue(tasks, List.class));
  }

  @Test
  void aContinuedCloningGivesTheSameBytes() throws IOException {
    Path data = demonstrations(TASK);
    Object[] options = {"clone", TASK, "--data", data, "--hidden=8", "--epochs=10", "--out"};
    Path whole = folder.resolve("whole.pt");
    train(ExitStatus.OK, with(options, whole));
    Path again = folder.resolve("again.pt");
    train(ExitStatus.OK, with(options, again));
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(again));
    // A finished training has nothing left to do, and writes the same policy again.
    Files.delete(again);
    train(ExitStatus.OK, "clone", "--resume", again);
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(again));
    Files.writeString(data.resolve("index.jsonl"), "\n", StandardOpenOption.APPEND);
    Invocation changed = train(ExitStatus.BAD_INPUT, "clone", "--resume", again);
    assertEquals(1, changed.err().lines().count(), changed.err());
  }

  private static Object[] with(Object[] options, Object last) {
    List<Object> all = new ArrayList<>(List.of(options));
    all.add(last);
    return all.toArray();
  }

  @Test
  void aContinuedPpoGivesTheSameNumbers() throws IOException {
    Object[] options = {
      "ppo",
      TASK,
      "--horizon=6",
      "--envs=3",
      "--steps=8",
      "--gradient-steps=2",
      "--batch-rows=8",
      "--hidden=8",
      "--updates=4",
      "--out"
    };
    Path whole = folder.resolve("whole.pt");
    train(ExitStatus.OK, with(options, whole));
    Object[] half = options.clone();
    half[8] = "--updates=2";
    Path part = folder.resolve("part.pt");
    train(ExitStatus.OK, with(half, part));
    // A line that was written after the checkpoint is dropped.
    Path metrics = folder.resolve("part.metrics.jsonl");
    Files.writeString(metrics, "{}\n", StandardOpenOption.APPEND);
    train(ExitStatus.OK, "ppo", "--resume", part, "--updates=4");
    assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(part));
    assertEquals(
        Files.readString(folder.resolve("whole.metrics.jsonl")), Files.readString(metrics));
    assertEquals(4, json(folder.resolve("part.manifest.json")).get("rounds").asInt());
    Path run = folder.resolve("run");
    Invocation bench = Invocation.of("bench", TASK, "--policy", part, "--episodes=2", "--out", run);
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clone testing/point-mass-v1 --out FOLDER/a.pt",
        "clone testing/point-mass-v1 --data FOLDER/absent --out FOLDER/a.pt",
        "clone testing/none-v1 --data FOLDER --out FOLDER/a.pt",
        "ppo testing/none-v1 --out FOLDER/a.pt",
        "ppo testing/point-mass-v1",
        "ppo testing/point-mass-v1 --out FOLDER/a.txt",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --clip=-1",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --envs=0",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --updates=0",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --discount=2",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --blocks=camera",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --blocks=instruction=0",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --activation=sine",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --normalization=none",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --set nothing=1",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --hidden=0",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --hidden=1000000000",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --batch-rows=2000000000",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --entropy=NaN",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --seed=-1",
        "ppo testing/point-mass-v1 --out FOLDER/a.pt --seed=2147483648",
        "ppo --resume FOLDER/a.pt",
        "clone --resume FOLDER/a.pt",
        "ppo --resume FOLDER/a.pt --out FOLDER/b.pt",
      })
  void badInputIsRefusedInOneLineBeforeAnythingIsWritten(String words) throws IOException {
    Invocation refused =
        train(
            ExitStatus.BAD_INPUT, (Object[]) words.replace("FOLDER", folder.toString()).split(" "));
    assertEquals(1, refused.err().lines().count(), refused.err());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Path policy = folder.resolve("a.pt");
    Files.writeString(folder.resolve("a.metrics.jsonl"), "mine");
    Invocation refused = train(ExitStatus.BAD_INPUT, "ppo", TASK, "--out", policy);
    assertTrue(refused.err().contains("exists"), refused.err());
    assertEquals("mine", Files.readString(folder.resolve("a.metrics.jsonl")));
  }
}
