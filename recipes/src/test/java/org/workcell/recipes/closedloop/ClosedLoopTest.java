package org.workcell.recipes.closedloop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.StageFolder;
import org.workcell.policies.testing.Models;
import org.workcell.randomization.Presets;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim2real.gap.GapFamily;
import org.workcell.sim2real.gap.GapLevel;

/**
 * A whole loop with the smallest budgets: what it makes, and how it goes on; not how well it does.
 */
class ClosedLoopTest {

  private static final List<String> POLICIES =
      List.of("nominal", "oracle", "noise", "identified", "corrected", "randomized");

  @TempDir Path folder;

  private static TaskDefinition task(String id) {
    return TaskRegistry.load().task(id).orElseThrow();
  }

  private static LoopPlan.Builder tiny(String id) {
    return LoopPlan.builder(id)
        .gap(GapFamily.G2, GapLevel.HARD, 3)
        .episodes(10, 3)
        .logs(3, 1.6)
        .environments(2)
        .training(1, 1, 0.98);
  }

  private List<LoopScore> run(LoopPlan plan, Set<String> stages, List<String> lines) {
    return run("loop", plan, stages, lines);
  }

  private List<LoopScore> run(String name, LoopPlan plan, Set<String> stages, List<String> lines) {
    return ClosedLoop.run(
        plan,
        task(plan.task()),
        Optional.empty(),
        Presets.load("dynamics-wide").training(),
        folder.resolve(name),
        new ClosedLoop.Work(stages, PoolOptions.of(2), lines::add));
  }

  /** So that the corrected plan may have the folder. */
  @Test
  void whatDoesNotFitItsTaskLeavesNoFolder() {
    List<LoopPlan> plans =
        List.of(
            tiny("arm/reach-v1").logs(1, 1.6).build(),
            tiny("rlbench/reach_target-v1").build(),
            tiny("metaworld/push-v3").gap(GapFamily.G4, GapLevel.HARD, 3).build());
    for (LoopPlan plan : plans) {
      assertThrows(
          IllegalArgumentException.class, () -> run(plan, Set.of("logs"), new ArrayList<>()));
      assertTrue(Files.notExists(folder.resolve("loop")), plan.task());
    }
  }

  @Test
  void aLoopOfAnArmGoesOnWhereItEnded() throws IOException {
    Models.needLibtorch();
    LoopPlan plan = tiny("arm/reach-v1").policies(2).build();
    List<String> lines = new ArrayList<>();
    assertEquals(List.of(), run(plan, Set.of("logs", "oracle"), lines));
    assertFalse(Files.exists(folder.resolve("loop/params.json")));
    List<LoopScore> scores = run(plan, Set.of(), lines);
    assertEquals(POLICIES, scores.stream().map(LoopScore::policy).toList());
    for (LoopScore score : scores) {
      assertTrue(score.meanReturn() > 0 && score.meanReturn() < 10, score.toString());
      assertTrue(score.returns().low() <= score.meanReturn(), score.toString());
      assertEquals(2, score.successRates().size());
    }
    Path loop = folder.resolve("loop");
    for (String file :
        List.of(
            "plan.json",
            "first.pt",
            "gap/hidden/truth.json",
            "params.json",
            "params-gate.json",
            "delta/delta.json",
            "results.json")) {
      assertTrue(Files.exists(loop.resolve(file)), file);
    }
    // Each was trained in an environment of its own.
    assertNotEquals(-1, Files.mismatch(loop.resolve("nominal.pt"), loop.resolve("oracle.pt")));
    assertNotEquals(-1, Files.mismatch(loop.resolve("nominal.pt"), loop.resolve("noise.pt")));
    assertNotEquals(-1, Files.mismatch(loop.resolve("nominal.pt"), loop.resolve("randomized.pt")));

    assertNotEquals(-1, Files.mismatch(loop.resolve("noise.pt"), loop.resolve("noise-2.pt")));

    byte[] noise = Files.readAllBytes(loop.resolve("noise.pt"));
    Files.delete(loop.resolve("noise.pt"));
    Files.delete(loop.resolve("noise.checkpoint"));
    Files.delete(loop.resolve("scores/noise.json"));
    lines.clear();
    assertEquals(scores, run(plan, Set.of("noise"), lines));
    assertTrue(Arrays.equals(noise, Files.readAllBytes(loop.resolve("noise.pt"))));
    assertTrue(lines.stream().allMatch(line -> line.startsWith("noise")), lines.toString());
    assertFalse(lines.isEmpty());
  }

  private LoopRobot robot(LoopPlan plan) {
    return LoopRobots.of(
        plan,
        task(plan.task()),
        StageFolder.of(folder.resolve("robot"), ClosedLoop.head(plan)),
        line -> {});
  }

  /** Where the first positions of an observation are after some steps of the same actions. */
  private static double[] after(LoopPlan plan, EnvironmentOptions options) {
    try (EnvironmentFactory factory = new EnvironmentFactory();
        Environment environment = factory.newEnvironment(task(plan.task()), options)) {
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      environment.reset(ResetOptions.seed(1), storage, 0);
      double[] action = new double[environment.spec().task().layout().action().size()];
      Arrays.fill(action, 0.5);
      for (int step = 0; step < 5; step++) {
        storage.action().putRow(0, action);
        environment.step(storage, 0);
      }
      double[] seen = new double[3];
      for (int i = 0; i < seen.length; i++) {
        seen[i] = storage.observation(0).get(0, i);
      }
      return seen;
    }
  }

  @Test
  void theKitchensArmHasItsGapInTheKitchen() {
    LoopPlan plan = tiny("kitchen/microwave-v1").build();
    LoopRobot robot = robot(plan);
    robot.make();
    EnvironmentOptions quiet = robot.nominal().withSettings(Map.of("noise", "off"));
    double[] nominal = after(plan, quiet);
    double[] hidden = after(plan, robot.hidden().withSettings(Map.of("noise", "off")));
    assertTrue(Math.abs(nominal[0] - hidden[0]) > 1e-4, Arrays.toString(hidden));
  }

  @Test
  void aHandThatIsKnownLeavesNothingForADelta() {
    Models.needLibtorch();
    LoopPlan plan =
        LoopPlan.builder("metaworld/push-v3")
            .gap(GapFamily.G9, GapLevel.MILD, 4)
            .logs(4, 0.6)
            .build();
    LoopRobot robot = robot(plan);
    robot.make();
    StageFolder files = new StageFolder(folder.resolve("robot"));
    HandGap truth = files.read("gap/hidden/truth.json", HandGap.class);
    files.write("identified.json", truth);
    List<HandLog> logs = files.read("gap/logs.json", HandRobot.Logs.class).logs();
    try (EnvironmentFactory factory = new EnvironmentFactory();
        HandReplay known = new HandReplay(factory, task(plan.task()), robot.hidden());
        HandReplay nominal = new HandReplay(factory, task(plan.task()), robot.nominal())) {
      // What is left is the noise of the logs: 0.2 mm on each axis.
      assertEquals(3 * 0.0002 * 0.0002, known.errors(logs)[0], 1e-7);
      assertTrue(nominal.errors(logs)[0] > 1e-5);
    }
    assertFalse(robot.delta());
    assertTrue(files.has("delta/delta.json"));
  }

  @Test
  @Tag("soak")
  void aHandsGainIsIdentified() {
    LoopPlan plan =
        LoopPlan.builder("metaworld/push-v3")
            .gap(GapFamily.G2, GapLevel.HARD, 4)
            .logs(4, 0.6)
            .build();
    LoopRobot robot = robot(plan);
    robot.make();
    robot.identify();
    StageFolder files = new StageFolder(folder.resolve("robot"));
    HandGap truth = files.read("gap/hidden/truth.json", HandGap.class);
    HandGap found = files.read("identified.json", HandGap.class);
    assertTrue(truth.gain() < 0.76, truth.toString());
    assertEquals(truth.gain(), found.gain(), 0.03);
    assertEquals(0, found.delaySeconds(), 0.005);
  }

  /** Without them, policies behind the identified robot fail on the hidden one. */
  @Test
  @Tag("soak")
  void limitsOfDrivesAreIdentified() {
    LoopPlan plan =
        LoopPlan.builder("arm/reach-v1").gap(GapFamily.G7, GapLevel.HARD, 4).logs(6, 4).build();
    List<String> lines = new ArrayList<>();
    LoopRobot robot =
        LoopRobots.of(
            plan,
            task(plan.task()),
            StageFolder.of(folder.resolve("robot"), ClosedLoop.head(plan)),
            lines::add);
    robot.make();
    robot.identify();
    ParameterFile found = ParameterFiles.read(folder.resolve("robot/params.json"));
    assertEquals("limited", found.family(), lines.toString());
    assertTrue(
        found.parameters().stream().anyMatch(each -> each.path().contains("stall_torque")),
        found.toString());
  }

  @Test
  void theExpertOfTheLoopsOwnArmIsClonedWhileItsActionsAreDisturbed() throws IOException {
    Models.needLibtorch();
    LoopPlan.Builder plan =
        tiny("arm/reach-v1").robot("builtin:desktop", 25).episodes(60, 3).demonstrations(4);
    List<String> lines = new ArrayList<>();
    Set<String> stages = Set.of("logs", "nominal");
    run("calm", plan.build(), stages, lines);
    run("loop", plan.degradations(List.of("noise=std:0.3,correlation:0.8")).build(), stages, lines);
    String succeeds = "nominal: the expert succeeds in 4 of 4 demonstrations";
    assertEquals(2, lines.stream().filter(succeeds::equals).count(), lines.toString());
    Path disturbed = folder.resolve("loop/nominal.pt");
    assertNotEquals(-1, Files.mismatch(folder.resolve("calm/nominal.pt"), disturbed));
  }

  @Test
  void policiesOfOneEnvironmentHaveDemonstrationsAndNetworksOfTheirOwn() throws IOException {
    Models.needLibtorch();
    LoopPlan.Builder plan = tiny("arm/reach-v1").robot("builtin:desktop", 25).episodes(60, 3);
    List<String> lines = new ArrayList<>();
    Set<String> stages = Set.of("logs", "nominal");
    run("one", plan.demonstrations(4).build(), stages, lines);
    run("loop", plan.policies(2).build(), stages, lines);
    Path loop = folder.resolve("loop");
    assertEquals(-1, Files.mismatch(folder.resolve("one/nominal.pt"), loop.resolve("nominal.pt")));
    assertNotEquals(-1, Files.mismatch(loop.resolve("nominal.pt"), loop.resolve("nominal-2.pt")));
    assertTrue(Files.exists(loop.resolve("scores/nominal-2.json")));
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("nominal-2 on the hidden robot")),
        lines.toString());
    assertThrows(IllegalArgumentException.class, () -> plan.policies(0).build());
  }

  @Test
  void degradationsThatCannotActAreRefusedBeforeAnythingIsMade() {
    LoopPlan.Builder unknown = tiny("arm/reach-v1").demonstrations(4).degradations(List.of("fog"));
    assertTrue(assertThrows(BadInputException.class, unknown::build).getMessage().contains("fog"));
    LoopPlan.Builder idle = tiny("arm/reach-v1").degradations(List.of("noise=std:0.1"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, idle::build)
            .getMessage()
            .contains("PPO has none"));
  }

  @Test
  void otherSuitesAndGapsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> HandGap.draw(GapFamily.G4, GapLevel.MILD, 1));
    assertEquals(HandGap.NONE, HandGap.draw(GapFamily.G0, GapLevel.MILD, 1));
    LoopPlan other =
        tiny("libero/spatial/pick_up_the_black_bowl_on_the_stove_and_place_it_on_the_plate-v1")
            .build();
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> robot(other));
    assertTrue(refused.getMessage().contains("metaworld"), refused.getMessage());
  }
}
