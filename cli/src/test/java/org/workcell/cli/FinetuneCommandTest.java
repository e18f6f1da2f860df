package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.records.Json;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.ExportedPolicy;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.testing.Models;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaSignal;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;

/** Fine-tuning behind something, going on after an interruption, and the check at its end. */
class FinetuneCommandTest {

  private static final String REACH = "arm/reach-v1";
  private static final List<Object> SHORT = List.of("--robot=builtin:desktop", "--horizon=6");

  private static final String DRIVES =
      """
      {"format": 1, "parameters": [], "chain": [
        {"stage": "delay", "actuators": {"elbow_flex": {"delay_seconds": 0.02}}}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private static Invocation run(int status, List<Object> environment, Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(environment);
    Invocation invocation = Invocation.of(TaskRegistry::load, all.toArray());
    assertEquals(status, invocation.status(), invocation.err() + invocation.out());
    return invocation;
  }

  private Path trained() {
    Path policy = folder.resolve("p.pt");
    run(
        ExitStatus.OK,
        SHORT,
        "train",
        "ppo",
        REACH,
        "--envs=2",
        "--steps=7",
        "--gradient-steps=2",
        "--batch-rows=8",
        "--hidden=8",
        "--updates=1",
        "--out",
        policy);
    return policy;
  }

  private static Invocation tune(Path policy, Path out, Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(SHORT);
    return run(
        ExitStatus.OK,
        all,
        "sim2real",
        "finetune",
        REACH,
        "--policy",
        policy,
        "--envs=2",
        "--rollout-steps=7",
        "--steps=28",
        "--out",
        out);
  }

  /** Makes the elbow go where it was not sent. */
  private Path delta(String name, boolean accepted) throws IOException {
    DeltaModel model =
        DeltaModel.builder(DeltaModel.Kind.COMMAND)
            .controlPeriodSeconds(0.04)
            .channels(List.of(new DeltaChannel("elbow_flex", 0.1, 1)))
            .inputs(List.of(DeltaInput.of(DeltaSignal.COMMAND_ERROR)))
            .layers(List.of(new DeltaLayer(new double[] {0.5}, new double[] {0.4})))
            .build();
    ObjectNode report = Json.mapper().createObjectNode();
    report.putObject("gate").put("accepted", accepted).put("reason", "said so");
    DeltaFiles.write(folder.resolve(name), model, report);
    return folder.resolve(name);
  }

  @Test
  void aPolicyIsTunedBehindADeltaAndNeedsNone() throws IOException {
    Path policy = trained();
    Path tuned = folder.resolve("tuned.pt");
    Path delta = delta("delta", true);
    Invocation done = tune(policy, tuned, "--delta", delta, "--rescale=0.5:1.5", "--without=0.25");
    assertTrue(done.out().contains("none refers to a delta"), done.out());
    JsonNode kept =
        json(folder.resolve("tuned.manifest.json")).get("finetuning").get("path").get("delta");
    assertEquals("rescale=0.5:1.5,without=0.25", kept.get("options").asText());
    // The run has a copy, and gives the same without the folder.
    byte[] whole = Files.readAllBytes(tuned);
    Files.delete(delta.resolve("weights.npz"));
    Files.delete(tuned);
    run(ExitStatus.OK, List.of(), "sim2real", "finetune", "--resume", tuned);
    assertArrayEquals(whole, Files.readAllBytes(tuned));
    Path plain = folder.resolve("plain.pt");
    tune(policy, plain);
    assertFalse(Arrays.equals(whole, Files.readAllBytes(plain)));
    Invocation refused =
        Invocation.of(
            TaskRegistry::load,
            "sim2real",
            "finetune",
            REACH,
            "--robot=builtin:desktop",
            "--policy",
            policy,
            "--delta",
            delta("refused", false),
            "--out",
            folder.resolve("no.pt"));
    assertEquals(ExitStatus.BAD_INPUT, refused.status());
    assertTrue(refused.err().contains("said so"), refused.err());
  }

  @Test
  void aPolicyIsTunedBehindDrivesAndNeedsNone() throws IOException {
    Path policy = trained();
    Path drives = Files.writeString(folder.resolve("drives.json"), DRIVES);
    Path tuned = folder.resolve("tuned.pt");
    Invocation done =
        tune(policy, tuned, "--actuators", drives, "--noise=0.01", "--randomize=dynamics-wide");
    assertTrue(done.out().contains("it needs no delta"), done.out());
    assertTrue(done.out().contains("command path: direct"), done.out());
    assertFalse(ExportedPolicy.read(tuned).isOf(network(ExportedPolicy.read(policy))));
    JsonNode manifest = json(folder.resolve("tuned.manifest.json"));
    JsonNode behind = manifest.get("finetuning");
    assertEquals(2, manifest.get("rounds").asInt(), "28 steps are two updates of 14");
    assertTrue(behind.get("critic_kept").asBoolean());
    assertEquals(
        "[\"noise(deviation=0.01)\"]", behind.get("command_path").get("filters").toString());
    assertTrue(behind.get("command_path").get("stages").toString().contains("delay"));
    assertEquals("preset", behind.get("randomization").get("format").asText());
    Path plain = folder.resolve("plain.pt");
    tune(policy, plain);
    assertTrue(
        !Arrays.equals(Files.readAllBytes(plain), Files.readAllBytes(tuned)),
        "what it was trained behind makes a difference");
    assertOtherUsesAreRefused(policy, tuned);
  }

  private void assertOtherUsesAreRefused(Path policy, Path tuned) {
    Invocation refused =
        Invocation.of(TaskRegistry::load, "train", "ppo", "--resume", tuned, "--updates=3");
    assertEquals(ExitStatus.BAD_INPUT, refused.status());
    assertTrue(refused.err().contains("sim2real finetune"), refused.err());
    Invocation elsewhere =
        Invocation.of(
            TaskRegistry::load,
            "sim2real",
            "deploy-check",
            REACH,
            "--policy",
            tuned,
            "--episodes=1");
    assertEquals(ExitStatus.BAD_INPUT, elsewhere.status());
    assertTrue(elsewhere.err().contains("--set robot=builtin:desktop"), elsewhere.err());
    Invocation noDelta =
        Invocation.of(
            TaskRegistry::load,
            "sim2real",
            "finetune",
            REACH,
            "--policy",
            policy,
            "--robot=builtin:desktop",
            "--without=0.5",
            "--out",
            folder.resolve("no.pt"));
    assertEquals(ExitStatus.BAD_INPUT, noDelta.status());
    assertTrue(noDelta.err().contains("--delta"), noDelta.err());
  }

  private static GaussianMlp network(ExportedPolicy policy) {
    GaussianMlp network =
        GaussianMlp.create(
            policy.layers(), 0, Libtorch.newManager(ComputeDevice.CPU), new RandomStream(1));
    policy.copyTo(network);
    return network;
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(file.toFile());
  }

  /** The checkpoint of an earlier update, as an interruption leaves it, leads to the same bytes. */
  @Test
  void aTuningGoesOnToTheSameBytes() throws IOException {
    Path policy = trained();
    Path once = folder.resolve("once.pt");
    tune(policy, once);
    byte[] whole = Files.readAllBytes(once);
    Path half = folder.resolve("half.pt");
    run(
        ExitStatus.OK,
        SHORT,
        "sim2real",
        "finetune",
        REACH,
        "--policy",
        policy,
        "--envs=2",
        "--rollout-steps=7",
        "--steps=14",
        "--out",
        half);
    Files.copy(folder.resolve("half.checkpoint"), folder.resolve("later.checkpoint"));
    Files.copy(folder.resolve("half.metrics.jsonl"), folder.resolve("later.metrics.jsonl"));
    Files.copy(folder.resolve("once.manifest.json"), folder.resolve("later.manifest.json"));
    Path later = folder.resolve("later.pt");
    run(ExitStatus.OK, List.of(), "sim2real", "finetune", "--resume", later);
    assertArrayEquals(whole, Files.readAllBytes(later));
  }

  /** A policy that wants what the task does not publish, and one that carries a delta. */
  @Test
  void theCheckFailsWhereAPolicyNeedsMore() throws IOException {
    Path policy = folder.resolve("wants.pt");
    try (NDManager manager = Libtorch.newManager(ComputeDevice.CPU)) {
      Mlp layers = new Mlp(4, List.of(4), Mlp.Activation.TANH, 2);
      GaussianMlp network = GaussianMlp.create(layers, 0, manager, new RandomStream(1));
      network.exportTorchScript(policy, InputBlocks.of(List.of("observation", "drive_torque")), 1);
      check(ExitStatus.TARGET_MISSED, "drive_torque", policy);
      Path carries = folder.resolve("carries.pt");
      network.exportTorchScript(carries, InputBlocks.of(List.of("delta_observation")), 1);
      check(ExitStatus.TARGET_MISSED, "refers to a delta", carries);
      Path fits = folder.resolve("fits.pt");
      network.exportTorchScript(fits, InputBlocks.of(List.of("observation")), 1);
      check(ExitStatus.OK, "it needs no delta", fits);
    }
    check(
        ExitStatus.TARGET_MISSED,
        "no TorchScript",
        Files.writeString(folder.resolve("no.pt"), "x"));
  }

  private static void check(int status, String words, Path policy) {
    Invocation check =
        Invocation.of(
            "sim2real", "deploy-check", policy, "--task", FakeSuite.POINT_MASS, "--episodes=2");
    assertEquals(status, check.status(), check.err() + check.out());
    assertTrue(check.out().contains(words), check.out());
    assertEquals(status != ExitStatus.OK, check.out().contains("NO"), check.out());
  }
}
