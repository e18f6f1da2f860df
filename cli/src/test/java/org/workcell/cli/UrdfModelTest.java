package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.records.Json;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;

/** Commands of {@code sim2real} on a robot in URDF. */
class UrdfModelTest {

  private static final Path ROBOT =
      Path.of("../tasks/src/test/resources/org/workcell/tasks/arm/urdf").toAbsolutePath();
  private static final Path URDF = ROBOT.resolve("five.urdf");
  private static final Path MAP = ROBOT.resolve("five.yaml");

  private static final Pattern ABSOLUTE = Pattern.compile("\"/[^>]");

  @TempDir private static Path shared;
  private static Path gap;
  private static Path params;

  @TempDir private Path folder;

  @BeforeAll
  static void identifyAGap() {
    gap = shared.resolve("gap");
    params = shared.resolve("p.json");
    Invocation made = run("gap make --family G2 --seed 1 --trajectories 7 --seconds 2 --out", gap);
    assertTrue(made.out().contains("identify with --model " + URDF), made.out());
    run("identify --method inverse --out", params, gap.resolve("train"));
  }

  private static Invocation run(String command, Object... more) {
    List<Object> words = new ArrayList<>(List.of("sim2real"));
    words.addAll(List.of(command.split(" ")));
    words.addAll(List.of(more));
    words.addAll(List.of("--model", URDF, "--robot-map", MAP));
    Invocation invocation = Invocation.of(words.toArray());
    assertEquals(ExitStatus.OK, invocation.status(), command + ": " + invocation.err());
    return invocation;
  }

  private static void assertNoTemporaryFile(List<Path> before) throws IOException {
    List<Path> after = temporary();
    after.removeAll(before);
    assertEquals(List.of(), after);
  }

  private static List<Path> temporary() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new ArrayList<>(
          all.filter(each -> each.getFileName().toString().startsWith("workcell-urdf")).toList());
    }
  }

  @Test
  void everyCommandTakesUrdf() throws IOException {
    Path exported = folder.resolve("five.identified.xml");
    run("validate", gap.resolve("train"));
    JsonNode file = Json.mapper().readTree(params.toFile());
    assertEquals("five.urdf", file.path("model").path("file").asText());
    assertEquals(LogFolder.sha256(URDF), file.path("model").path("sha256").asText());
    List<String> inputs = new ArrayList<>();
    file.path("inputs").forEach(each -> inputs.add(each.path("file").asText()));
    assertTrue(inputs.containsAll(List.of("five.yaml", "link.obj")), inputs.toString());
    run("export", params, "--out", exported);
    assertArmature(file, exported);
    run("gap score", gap, "--params", params);
    assertNoPlaces(gap.resolve("gap.json"));
    assertNoPlaces(gap.resolve("hidden/truth.json"));
    run("gap reveal", gap, "--out", folder.resolve("deep/er/revealed"));
    assertNoPlaces(folder.resolve("deep/er/revealed/robot.xml"));
    Model.load(folder.resolve("deep/er/revealed/robot.xml")).close();
    Invocation replayed = run("replay --horizons 0.25", gap.resolve("validation"));
    assertTrue(replayed.out().contains("position, mrad"), replayed.out());
  }

  /** A file that names no folder of this machine, so that it holds on another one. */
  private static void assertNoPlaces(Path file) throws IOException {
    String text = Files.readString(file);
    assertFalse(ABSOLUTE.matcher(text).find(), file + " has an absolute path: " + text);
    assertFalse(text.contains("workcell-urdf"), file + " names a temporary folder: " + text);
    assertTrue(text.contains("link.obj"), file + " names no mesh: " + text);
  }

  /** Robot and folder of the gap are both copied; scores are those of the original. */
  @Test
  void aGapIsScoredWhereverItsRobotIs() throws IOException {
    Path copied = Files.createDirectories(folder.resolve("another/place"));
    copy(ROBOT, copied.resolve("robot"));
    copy(gap, copied.resolve("gap"));
    Object[] elsewhere = {
      "sim2real",
      "gap",
      "score",
      copied.resolve("gap"),
      "--params",
      params,
      "--model",
      copied.resolve("robot/five.urdf"),
      "--robot-map",
      copied.resolve("robot/five.yaml")
    };
    Invocation scored = Invocation.of(elsewhere);
    assertEquals(ExitStatus.OK, scored.status(), scored.err());
    assertEquals(run("gap score", gap, "--params", params).out(), scored.out());
    Path map = copied.resolve("robot/five.yaml");
    Files.writeString(map, Files.readString(map) + "# changed\n");
    Invocation refused = Invocation.of(elsewhere);
    assertEquals(ExitStatus.BAD_INPUT, refused.status());
    assertTrue(refused.err().contains("five.yaml is not the five.yaml"), refused.err());
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }

  /** The new file has what was identified, and finds its meshes. */
  private static void assertArmature(JsonNode params, Path exported) {
    double wanted = Double.NaN;
    for (JsonNode each : params.path("parameters")) {
      if (each.path("path").asText().equals("joint:elbow/armature")) {
        wanted = each.path("value").asDouble();
      }
    }
    try (Model model = Model.load(exported)) {
      int elbow = model.velocityAddress("elbow");
      assertEquals(wanted, model.get(ModelField.DOF_ARMATURE, elbow), 1e-12);
    }
  }

  @Test
  void servosThatNobodyDescribesAreSaid() throws IOException {
    List<Path> before = temporary();
    Path csv = folder.resolve("c.csv");
    Invocation excited =
        Invocation.of(
            "sim2real",
            "excite",
            "--model",
            URDF,
            "--seconds",
            2,
            "--candidates",
            1,
            "--amplitude",
            0.1,
            "--out",
            csv);
    assertEquals(ExitStatus.OK, excited.status(), excited.err());
    assertTrue(
        excited.err().contains("assumed ones of 5 Hz, critically damped: pan, shoulder, elbow"),
        excited.err());
    assertTrue(Files.exists(csv));
    assertNoTemporaryFile(before);
  }

  /**
   * Its shoulder and elbow may move at 2 rad/s, its wrist at 3, and of the others it says nothing.
   */
  @Test
  void excitationKeepsTheRobotsVelocityLimits() {
    Invocation excited =
        run(
            "excite --seconds 4 --candidates 1 --amplitude 0.6 --highest-hz 3 --velocity 4"
                + " --acceleration 80 --kind chirp --out",
            folder.resolve("c.csv"));
    assertTrue(speed(excited.out(), "pan") > 2.2, excited.out());
    assertEquals(2, speed(excited.out(), "shoulder"), 0.02, excited.out());
    assertEquals(2, speed(excited.out(), "elbow"), 0.02, excited.out());
  }

  private static double speed(String table, String joint) {
    return table
        .lines()
        .map(line -> line.trim().split(" +"))
        .filter(words -> words[0].equals(joint))
        .mapToDouble(words -> Double.parseDouble(words[3]))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMapOfMjcfIsRefused() {
    Invocation refused =
        Invocation.of(
            "sim2real",
            "excite",
            "--model",
            "../examples/sim2real/servo.xml",
            "--robot-map",
            MAP,
            "--out",
            folder.resolve("c.csv"));
    assertEquals(ExitStatus.BAD_INPUT, refused.status());
    assertTrue(refused.err().contains("remove it"), refused.err());
    assertFalse(Files.exists(folder.resolve("c.csv")));
  }
}
