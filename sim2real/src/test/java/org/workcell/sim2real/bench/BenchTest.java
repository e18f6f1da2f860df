package org.workcell.sim2real.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.StageFolder;
import org.workcell.policies.testing.Models;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.model.RobotModel;

/** A suite of one pendulum and few logs, from hidden robots to results. */
class BenchTest {

  private static final String PLAN =
      """
      version: 1
      suite: tiny
      levels: [MILD]
      repetitions: 1
      robots:
        - {name: pendulum, model: pendulum.xml, families: [G0, G2], bodies: [],
           trajectories: 4, seconds: 2.5, amplitude: 0.5, highest_hz: 1.5, velocity_limit: 3, acceleration_limit: 15,
           coupled: true}
      identification: {parts: [GAINS, DAMPING], window_seconds: 0.5, stride_seconds: 1, longest_delay_seconds: 0.01,
        delay_step_seconds: 0.01, iterations: 3}
      delta: {methods: [supervised], alone: false, hidden: [4], epochs: 2, rounds: 0, horizon_rows: [5], iterations: 1}
      less: {seconds: 0, families: []}
      floors: {"1.0": 50}
      targets: [T1, T5]
      """;

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  private BenchReport run(String name, long seed, String... cells) {
    return Bench.run(
        BenchPlan.parse(PLAN), seed, folder.resolve(name), List.of(cells), List.of(), 2, said::add);
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(folder.resolve(name));
  }

  @Test
  void aRunGoesOnAndGivesTheBytesOfOneThatWasNotInterrupted() throws IOException {
    Models.needLibtorch();
    BenchReport half = run("parts", 3, "G0");
    assertFalse(half.complete());
    assertFalse(half.met());
    assertEquals(null, half.targets().get("T1-pendulum-G2-mild-numbers").value());
    assertTrue(half.targets().get("T5-pendulum-G0-mild-change").value() >= 0);
    // What an interruption leaves: a folder that has no name yet, and half of a file beside it.
    Path part = folder.resolve("parts/worlds/pendulum-G2-mild-1.part/train");
    Files.createDirectories(part);
    Files.writeString(part.resolve("train_00.npz"), "half");
    Files.writeString(folder.resolve("parts/cells/pendulum-G2-mild-1.json.tmp"), "{");
    byte[] done = bytes("parts/cells/pendulum-G0-mild-1.json");
    said.clear();
    BenchReport parts = run("parts", 3);
    assertTrue(parts.complete());
    assertTrue(said.stream().noneMatch(line -> line.contains("G0")), said.toString());
    assertArrayEquals(done, bytes("parts/cells/pendulum-G0-mild-1.json"));
    BenchReport whole = run("whole", 3);
    assertEquals(whole, parts);
    assertArrayEquals(bytes("whole/results.json"), bytes("parts/results.json"));
    String text = Files.readString(folder.resolve("whole/results.json"));
    assertFalse(text.contains(folder.toString()), "paths do not belong into results");
    assertTrue(Files.readString(folder.resolve("whole/report.html")).contains("T5-pendulum-G0"));
    assertThrows(BadInputException.class, () -> run("whole", 4), "another seed");
    assertThrows(IllegalArgumentException.class, () -> run("whole", 3, "G77"), "no such cell");
  }

  /** Whatever learns must read nothing of the truth. */
  @Test
  void deltasHaveTheSameBytesWithoutTheTruth() throws IOException {
    Models.needLibtorch();
    BenchPlan plan = BenchPlan.parse(PLAN);
    BenchCell cell = plan.cells().get(1);
    List<byte[]> found = new ArrayList<>();
    for (boolean hidden : new boolean[] {true, false}) {
      StageFolder files = new StageFolder(folder.resolve("hidden-" + hidden));
      BenchLearning learning = new BenchLearning(plan, cell, files, 5, 2, said::add);
      learning.makeWorld();
      Path truth = learning.world().resolve("hidden");
      assertTrue(Files.exists(truth.resolve("truth.json")));
      if (!hidden) {
        delete(truth);
        delete(learning.world().resolve("test"));
        delete(learning.world().resolve("ood"));
      }
      learning.learn();
      Path delta = learning.delta("sysid+supervised");
      found.add(Files.readAllBytes(delta.resolve("delta.json")));
      found.add(Files.readAllBytes(delta.resolve("weights.npz")));
      found.add(Files.readAllBytes(learning.params()));
    }
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(found.get(i), found.get(i + 3));
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  @Test
  void robotsOfTheSuitesHaveTheirModelsAndBodies() {
    for (String suite : BenchPlan.SUITES) {
      BenchPlan plan = BenchPlan.named(suite);
      for (BenchPlan.Robot each : plan.robots()) {
        BenchCell cell =
            plan.cells().stream()
                .filter(one -> one.robot().equals(each.name()))
                .findFirst()
                .orElseThrow();
        StageFolder files = new StageFolder(folder.resolve(suite + "-models"));
        Path model = new BenchLearning(plan, cell, files, 1, 1, said::add).extractModel();
        try (RobotModel robot = RobotModel.load(model)) {
          each.bodies().forEach(body -> robot.model().body(body));
        }
      }
    }
  }

  @Test
  void theSeedDrawsTheRobot() {
    BenchCell cell = BenchPlan.parse(PLAN).cells().get(0);
    assertNotEquals(cell.seed(1), cell.seed(2));
    assertEquals(cell.seed(1), cell.with(60).seed(1), "fewer logs of the same robot");
  }
}
