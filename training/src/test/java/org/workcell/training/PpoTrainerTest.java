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
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.ExportedPolicy;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Mlp;
import org.workcell.policies.TorchScriptPolicy;
import org.workcell.policies.testing.Models;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorMember;
import org.workcell.testing.FakeSuite;

class PpoTrainerTest {

  private static final PoolOptions WORKERS = PoolOptions.of(2);

  /** Two of five environments end their episode where an update ends, so that both kinds resume. */
  private static final List<VectorMember> TASKS =
      List.of(
          new VectorMember(
              FakeSuite.registry().task(FakeSuite.POINT_MASS).orElseThrow(),
              EnvironmentOptions.defaults().withHorizon(4)));

  @TempDir Path folder;

  @BeforeEach
  void needLibtorch() {
    Models.needLibtorch();
  }

  private static PpoOptions.Builder options() {
    return PpoOptions.builder()
        .seed(3)
        .experience(5, 9)
        .minibatches(3, 16)
        .network(List.of(8), Mlp.Activation.TANH)
        .instruction(4)
        .oneHot(List.of("testing/other-v1", FakeSuite.POINT_MASS));
  }

  private static List<PpoUpdate> train(PpoTrainer trainer, int updates) {
    List<PpoUpdate> done = new ArrayList<>();
    for (int i = 0; i < updates; i++) {
      done.add(trainer.update());
    }
    return done;
  }

  private static byte[] bytes(PpoTrainer trainer, Path file) throws Exception {
    trainer.checkpoint().write(file);
    return Files.readAllBytes(file);
  }

  @ParameterizedTest
  @EnumSource(value = PpoOptions.Normalization.class, names = "KEPT", mode = Mode.EXCLUDE)
  void tenUpdatesAreFiveAndFiveAfterACheckpoint(PpoOptions.Normalization normalization)
      throws Exception {
    PpoOptions options = options().normalization(normalization).build();
    // Of 4 steps and a reset, the 9th step of an update ends at every offset within 10 updates.
    for (int half = 4; half <= 6; half++) {
      List<PpoUpdate> expected;
      byte[] whole;
      try (PpoTrainer trainer = PpoTrainer.start(TASKS, options, WORKERS)) {
        expected = train(trainer, 10);
        whole = bytes(trainer, folder.resolve("whole"));
      }
      Path file = folder.resolve("half");
      List<PpoUpdate> found;
      try (PpoTrainer trainer = PpoTrainer.start(TASKS, options, WORKERS)) {
        found = train(trainer, half);
        trainer.checkpoint().write(file);
      }
      Checkpoint checkpoint = Checkpoint.read(file, PpoTrainer.KIND);
      try (PpoTrainer trainer = PpoTrainer.resume(TASKS, options, PoolOptions.of(1), checkpoint)) {
        found.addAll(train(trainer, 10 - half));
        assertEquals(expected, found);
        assertArrayEquals(whole, bytes(trainer, folder.resolve("resumed")));
      }
    }
  }

  @Test
  void otherSeedsTrainOtherwise() {
    try (PpoTrainer one = PpoTrainer.start(TASKS, options().build(), WORKERS);
        PpoTrainer other = PpoTrainer.start(TASKS, options().seed(4).build(), WORKERS)) {
      assertTrue(one.update().meanReward() != other.update().meanReward());
    }
  }

  @Test
  void anExportNamesItsBlocksAndTasks() {
    Path file = folder.resolve("policy.pt");
    try (PpoTrainer trainer = PpoTrainer.start(TASKS, options().build(), WORKERS)) {
      trainer.update();
      trainer.export(file);
      try (TorchScriptPolicy policy =
          TorchScriptPolicy.load(
              file, TASKS.get(0).taskSpec().layout(), InferenceOptions.on(ComputeDevice.CPU))) {
        assertEquals(trainer.inputs(), policy.inputBlocks());
        assertEquals(
            List.of("observation", "goal", InputBlocks.ONE_HOT, InputBlocks.INSTRUCTION),
            policy.inputBlocks().names());
      }
    }
  }

  /**
   * Training goes on from an exported policy: with its checkpoint everything is as it was but the
   * episodes; with the file alone the actor stays as it is while a new critic learns.
   */
  @Test
  void trainingStartsFromAPolicy() throws Exception {
    Path file = folder.resolve("policy.pt");
    Checkpoint kept;
    try (PpoTrainer trainer = PpoTrainer.start(TASKS, options().build(), WORKERS)) {
      train(trainer, 2);
      trainer.export(file);
      kept = trainer.checkpoint();
    }
    ExportedPolicy policy = ExportedPolicy.read(file);
    assertEquals(List.of(8), policy.layers().hiddenSizes());
    PpoOptions options = options().seed(5).normalization(PpoOptions.Normalization.KEPT).build();
    try (PpoTrainer trainer =
        PpoTrainer.startFrom(TASKS, options, WORKERS, policy, Optional.of(kept))) {
      assertTrue(policy.isOf(trainer.actor()));
      trainer.update();
      assertFalse(policy.isOf(trainer.actor()));
      assertArrayEquals(
          policy.inputMeans(),
          trainer.actor().mean().getParameters().values().get(0).getArray().toFloatArray());
    }
    Path half = folder.resolve("half");
    byte[] whole;
    try (PpoTrainer trainer =
        PpoTrainer.startFrom(TASKS, options, WORKERS, policy, Optional.empty())) {
      train(trainer, 2);
      assertTrue(policy.isOf(trainer.actor()), "only the critic learns at first");
      trainer.checkpoint().write(half);
      train(trainer, 3);
      assertFalse(policy.isOf(trainer.actor()));
      whole = bytes(trainer, folder.resolve("whole"));
    }
    Checkpoint checkpoint = Checkpoint.read(half, PpoTrainer.KIND);
    try (PpoTrainer trainer = PpoTrainer.resume(TASKS, options, WORKERS, checkpoint)) {
      train(trainer, 3);
      assertArrayEquals(whole, bytes(trainer, folder.resolve("resumed")));
    }
    refusesWhatDoesNotFit(options, policy, kept);
  }

  private void refusesWhatDoesNotFit(PpoOptions options, ExportedPolicy policy, Checkpoint kept)
      throws Exception {
    Checkpoint later = Checkpoint.read(folder.resolve("whole"), PpoTrainer.KIND);
    refuses("another training", options, policy, Optional.of(later));
    PpoOptions running = options().build();
    refuses("KEPT", running, policy, Optional.of(kept));
    refuses(
        "offer",
        options().normalization(PpoOptions.Normalization.KEPT).instruction(0).build(),
        policy,
        Optional.of(kept));
  }

  private static void refuses(
      String why, PpoOptions options, ExportedPolicy policy, Optional<Checkpoint> kept) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> PpoTrainer.startFrom(TASKS, options, WORKERS, policy, kept).close());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void refusesWhatDoesNotFit() {
    PpoOptions unknown = options().oneHot(List.of("testing/other-v1")).build();
    assertThrows(
        IllegalArgumentException.class, () -> PpoTrainer.start(TASKS, unknown, WORKERS).close());
    assertThrows(IllegalArgumentException.class, () -> options().clipRange(-1).build());
    try (PpoTrainer trainer = PpoTrainer.start(TASKS, options().build(), WORKERS)) {
      Checkpoint checkpoint = trainer.checkpoint();
      PpoOptions wider = options().network(List.of(9), Mlp.Activation.TANH).build();
      assertThrows(
          IllegalArgumentException.class,
          () -> PpoTrainer.resume(TASKS, wider, WORKERS, checkpoint).close());
    }
  }
}
