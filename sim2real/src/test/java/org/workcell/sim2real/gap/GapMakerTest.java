package org.workcell.sim2real.gap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim2real.gap.GapTruth.TrueNumber;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;

class GapMakerTest {

  @TempDir private Path folder;

  private Path make(GapFamily family, GapLevel level, long seed, String name) throws IOException {
    Path out = folder.resolve(name);
    GapMaker.make(Gaps.plan(family, level, seed, family == GapFamily.G0), Gaps.arm(folder), out);
    return out;
  }

  @ParameterizedTest
  @EnumSource(names = {"G1", "G8", "G9"})
  void truthsDifferAsSaid(GapFamily family) throws IOException {
    requireDifferent(family, GapLevel.MILD, 3);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"G0", "G10"})
  void truthsOfAllFamiliesDifferAsSaid(GapFamily family) throws IOException {
    for (GapLevel level : GapLevel.values()) {
      for (int seed = 0; seed < 3; seed++) {
        requireDifferent(family, level, seed);
      }
    }
  }

  /** What a family says it changes, it changes; and logs differ. */
  private void requireDifferent(GapFamily family, GapLevel level, long seed) throws IOException {
    Path out = make(family, level, seed, "made_%s_%d".formatted(level, seed));
    GapTruth truth = TruthFile.read(out);
    assertFalse(truth.numbers().isEmpty());
    for (TrueNumber number : truth.numbers()) {
      assertNotEquals(number.nominal(), number.value(), number.path());
      assertTrue(number.scale() > 0 && Double.isFinite(number.scale()), number.toString());
      assertFalse(number.unit().isEmpty(), number.path());
    }
    Set<String> kinds = new HashSet<>();
    truth.numbers().forEach(n -> kinds.add(n.path().replaceAll(":.*[/]", ":")));
    assertEquals(expected(family), kinds);
    assertTrue(openLoop(out) > 2e-5, () -> "the nominal model follows " + family);
  }

  /** Error of the nominal model, rad, against what the robot really did. */
  private double openLoop(Path out) {
    try (RobotModel robot = RobotModel.load(scene(out))) {
      return SplitReplay.errors(
              RobotSetup.builder(robot).build(),
              LogFolder.open(TruthFile.trueLogs(out, GapPlan.TEST)),
              0.5)
          .rms(SplitReplay.POSITION, 0.5);
    }
  }

  private Path scene(Path out) {
    Path own = out.resolve("model.xml");
    return Files.exists(own) ? own : folder.resolve("arm.xml");
  }

  private static final Set<String> M4 =
      Set.of(
          "actuator:friction.coulomb_torque",
          "actuator:friction.viscous_coefficient",
          "actuator:friction.stribeck_torque",
          "actuator:friction.stribeck_velocity",
          "actuator:friction.stribeck_exponent",
          "actuator:friction.motor_load_share",
          "actuator:friction.external_load_share",
          "actuator:friction.motor_load_share_stribeck",
          "actuator:friction.external_load_share_stribeck");

  private static Set<String> expected(GapFamily family) {
    Set<String> weak =
        Set.of(
            "actuator:servo.stiffness",
            "actuator:servo.damping",
            "actuator:torque-speed-limit.stall_torque",
            "actuator:torque-speed-limit.no_load_speed");
    return switch (family) {
      case G0, G10 -> Set.of();
      case G1 -> Set.of("body:mass", "body:com_x", "body:com_y", "body:com_z");
      case G2 -> Set.of("actuator:kp", "actuator:kv", "joint:armature");
      case G3 -> Set.of("actuator:friction.coulomb_torque");
      case G4 -> M4;
      case G5 -> Set.of("actuator:backlash.gap");
      case G6 -> Set.of("actuator:delay.delay_seconds");
      case G7 -> weak;
      case G8 -> Set.of("geom:friction", "geom:contact_damping_ratio");
      case G9, G11 -> {
        Set<String> all = new HashSet<>(M4);
        all.addAll(weak);
        all.addAll(
            Set.of(
                "body:mass",
                "joint:armature",
                "actuator:backlash.gap",
                "actuator:delay.delay_seconds"));
        yield all;
      }
    };
  }

  @Test
  void drawnNumbersLieInTheCommittedRanges() throws IOException {
    GapRanges ranges = GapRanges.committed();
    for (GapLevel level : GapLevel.values()) {
      GapTruth gains = TruthFile.read(make(GapFamily.G2, level, 11, "g2" + level));
      for (TrueNumber number : gains.numbers()) {
        String effect =
            number.path().endsWith("kp")
                ? "stiffness"
                : number.path().endsWith("kv") ? "damping" : "armature";
        double factor = number.value() / number.nominal();
        assertTrue(ranges.range(effect, level).contains(factor), number.toString());
        assertTrue(number.identifiable());
      }
      GapTruth late = TruthFile.read(make(GapFamily.G6, level, 11, "g6" + level));
      double delay = late.numbers().get(0).value();
      assertTrue(ranges.range("delay", level).contains(delay));
      assertTrue(ranges.range("delay_jitter", level).contains(late.commandJitterSeconds() / delay));
    }
  }

  @Test
  void withoutAGapLogsAreTheNominalSimulationAndNoise() throws IOException {
    Path out = make(GapFamily.G0, GapLevel.HARD, 5, "none");
    GapTruth truth = TruthFile.read(out);
    assertEquals(List.of(), truth.numbers());
    assertEquals(List.of(), truth.chain());
    GapScore score = GapScorer.score(out, scene(out), List.of(), Gaps.file(List.of(), List.of()));
    for (GapScore.Replay replay : score.replays()) {
      double largest = replay.states().equals("true") ? 1e-9 : 1e-3;
      assertTrue(replay.openLoopRms() < largest, replay.toString());
    }
    RobotLog noisy = LogFolder.read(out.resolve("test").resolve("test_00.npz"));
    RobotLog exact = LogFolder.read(TruthFile.trueLogs(out, "test").resolve("test_00.npz"));
    assertEquals(2e-4, deviation(noisy, exact, Quantity.POSITION), 2e-5);
    assertEquals(5e-3, deviation(noisy, exact, Quantity.VELOCITY), 5e-4);
    assertArrayEquals(noisy.values(Quantity.COMMAND), exact.values(Quantity.COMMAND));
  }

  private static double deviation(RobotLog one, RobotLog other, Quantity quantity) {
    double[] a = one.values(quantity);
    double[] b = other.values(quantity);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws IOException {
    Map<String, byte[]> one = files(make(GapFamily.G11, GapLevel.HARD, 8, "one"));
    Map<String, byte[]> two = files(make(GapFamily.G11, GapLevel.HARD, 8, "two"));
    Map<String, byte[]> other = files(make(GapFamily.G11, GapLevel.HARD, 9, "other"));
    assertEquals(one.keySet(), two.keySet());
    one.forEach((name, bytes) -> assertArrayEquals(bytes, two.get(name), name));
    assertNotEquals(
        Arrays.hashCode(one.get("train/train_00.npz")),
        Arrays.hashCode(other.get("train/train_00.npz")));
  }

  private static Map<String, byte[]> files(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** Measured on the logs: rate, encoder, lost rows, and rows that are not where they say. */
  @Test
  void defectsAreAsSpecified() throws IOException {
    Path out = folder.resolve("bad");
    GapPlan plan =
        GapPlan.builder(GapFamily.G11, GapLevel.MILD, 4).trajectories(3, 8).limits(3, 12).build();
    GapMaker.make(plan, Gaps.arm(folder), out);
    int lost = 0;
    int rows = 0;
    double jitter = 0;
    for (String split : List.of("test", "ood")) {
      for (Path file : LogFolder.open(out.resolve(split)).files()) {
        RobotLog bad = LogFolder.read(file);
        RobotLog exact = LogFolder.read(TruthFile.trueLogs(out, split).resolve(file.getFileName()));
        assertEquals(Set.of(Quantity.POSITION, Quantity.COMMAND), bad.quantities());
        assertEquals(LogClock.NOMINAL, bad.meta().clock());
        for (int row = 0; row < bad.rows(); row++) {
          assertEquals(row / 30.0, bad.timeSeconds(row), 1e-12);
          double counts = bad.value(Quantity.POSITION, row, 0) * 4096 / (2 * Math.PI);
          assertEquals(Math.rint(counts), counts, 1e-6);
        }
        for (int row = 1; row < exact.rows(); row++) {
          double late = exact.timeSeconds(row) - row / 30.0;
          jitter += late * late;
        }
        rows += exact.rows();
        lost += exact.rows() - bad.rows();
      }
    }
    assertEquals(0.003, Math.sqrt(jitter / rows), 3e-4);
    assertTrue(lost >= 0.002 * rows && lost <= 0.025 * rows, lost + " of " + rows);
  }

  @Test
  void aLoadIsHiddenInTheLogsWithALoad() throws IOException {
    Path out = make(GapFamily.G0, GapLevel.MILD, 6, "loaded");
    GapTruth.Payload payload = TruthFile.read(out).payload();
    assertEquals("lower", payload.body());
    assertTrue(payload.massKilograms() > .05 * 1.2 && payload.massKilograms() < .1 * 1.2);
    RobotLog log = LogFolder.read(out.resolve("payload").resolve("payload_00.npz"));
    RobotLog without = LogFolder.read(out.resolve("train").resolve("train_00.npz"));
    // Both begin at rest at home: gravity of the load at the joint that lifts, and sag.
    double more = log.value(Quantity.TORQUE, 0, 1) - without.value(Quantity.TORQUE, 0, 1);
    double x = .25 * Math.cos(.4) + payload.placeMetres()[0] * Math.cos(.8);
    double z = payload.placeMetres()[2] * Math.sin(.8);
    double lever = x + z;
    assertEquals(-9.81 * payload.massKilograms() * lever, more, .12);
    assertTrue(Math.abs(more) > .15, "a load is felt");
  }

  @Test
  void torqueMotorsNeedAServo() throws IOException {
    Path motors = folder.resolve("motors.xml");
    String text = Files.readString(Gaps.arm(folder));
    text = text.replaceAll("<position (name=\"[a-z]+\" joint=\"[a-z]+\").*/>", "<motor $1/>");
    Files.writeString(motors, text);
    GapPlan plan = Gaps.plan(GapFamily.G2, GapLevel.MILD, 1, false);
    assertThrows(
        IllegalArgumentException.class,
        () -> GapMaker.make(plan, motors, folder.resolve("refused")));
    Map<String, Double> gains = Map.of("stiffness", 60.0, "damping", 1.5);
    ChainStage servo = new ChainStage("servo", Map.of("turn", gains, "lift", gains, "bend", gains));
    GapPlan withServo =
        GapPlan.builder(GapFamily.G2, GapLevel.MILD, 1)
            .chain(List.of(servo))
            .trajectories(3, 2)
            .limits(3, 12)
            .build();
    Path out = folder.resolve("servo");
    GapMaker.make(withServo, motors, out);
    GapTruth truth = TruthFile.read(out);
    assertEquals(9, truth.numbers().size());
    assertEquals(60, truth.numbers().get(0).nominal(), 0);
    GapScore score =
        GapScorer.score(out, motors, List.of(servo), Gaps.file(truth.numbers(), truth.chain()));
    assertEquals(0, score.worstPercentError(), 1e-9);
    assertTrue(score.replays().get(2).reduction() > .999, score.replays().toString());
  }

  @Test
  void aUsedFolderIsRefused() throws IOException {
    Gaps.arm(folder);
    GapPlan plan = Gaps.plan(GapFamily.G0, GapLevel.MILD, 1, false);
    assertThrows(
        BadInputException.class, () -> GapMaker.make(plan, folder.resolve("arm.xml"), folder));
  }
}
