package org.workcell.tasks.arm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.kinematics.SerialChain;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneContent;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskOptions;
import org.workcell.tasks.arm.robot.ArmRobot;
import org.workcell.tasks.arm.robot.ArmRobots;

/** Robots of ours and of users, read and used. */
class ArmRobotsTest {

  private static final Path FOLDER =
      Path.of("src/test/resources/org/workcell/tasks/arm").toAbsolutePath();

  private static final String SERVOS =
      """
      servos:
        stiffness: {pan: 200, shoulder: 300, elbow: 200, wrist: 80, roll: 20}
        damping: {pan: 14, shoulder: 20, elbow: 12, wrist: 4, roll: 0.5}
      """;

  @TempDir private Path temporary;

  private static Path seven() {
    return FOLDER.resolve("seven/seven.xml");
  }

  private static Path five() {
    return FOLDER.resolve("urdf/five.urdf");
  }

  private Path map(String text) throws IOException {
    return Files.writeString(temporary.resolve("map.yaml"), text);
  }

  private static ArmRobot read(Path robot, Path map) {
    return ArmRobots.of(robot.toString(), map.toString());
  }

  /** By the offsets of the public description: both links along x, the wrist to the side. */
  @Test
  void ourIndustrialArmHasThePublicOffsets() {
    SerialChain chain = ArmRobots.of("builtin:industrial", "none").newChain();
    chain.compute(new double[6]);
    double tool = 0.1166 + 0.162;
    double[] expected = {0.613 + 0.571, 0.176 - 0.137 + 0.135 + 0.12 * 0 + tool, 0.181 - 0.12};
    for (int i = 0; i < 3; i++) {
      assertEquals(expected[i], chain.tip().position()[i], 1e-6);
    }
  }

  @Test
  void ofUrdfTheAnglesAndOffsetsHold() {
    SerialChain chain = read(five(), FOLDER.resolve("urdf/five.yaml")).newChain();
    chain.compute(new double[5]);
    assertEquals(0.12 + 0.08 + 0.2 + 0.18 + 0.11 + 0.02, chain.tip().position()[2], 1e-9);
    chain.compute(new double[] {0, Math.PI / 2, 0, 0, 0});
    assertEquals(0.2 + 0.18 + 0.11 + 0.02, chain.tip().position()[0], 1e-9);
  }

  /** Without a speed in its map; the shoulder's limit is not the lowest, but 0 is none. */
  @Test
  void targetsOfUrdfAreNoFasterThanItsJoints() throws IOException {
    Path map = map("tip: {body: tool0}\nhome: [0, -0.3, 1.6, 1.84, 0]\n" + SERVOS);
    assertEquals(2, read(five(), map).speed());
    Path slow = copyOfFive();
    String urdf = Files.readString(slow);
    Files.writeString(
        slow,
        urdf.replace("effort=\"15\" velocity=\"3\"", "effort=\"15\" velocity=\"0.7\"")
            .replace("effort=\"30\" velocity=\"2\"", "effort=\"30\" velocity=\"0\""));
    assertEquals(0.7, read(slow, map).speed());
    Path told =
        Files.writeString(temporary.resolve("told.yaml"), Files.readString(map) + "speed: 1.2\n");
    assertEquals(1.2, read(slow, told).speed());
  }

  /** Beside a copy of its meshes. */
  private Path copyOfFive() throws IOException {
    Files.createDirectories(temporary.resolve("urdf/meshes"));
    for (String file : List.of("five.urdf", "meshes/link.obj")) {
      Files.copy(FOLDER.resolve("urdf").resolve(file), temporary.resolve("urdf").resolve(file));
    }
    return temporary.resolve("urdf/five.urdf");
  }

  @ParameterizedTest
  @CsvSource({
    "builtin:industrial, none, REACH", "builtin:industrial, none, PUSH",
    "builtin:industrial, none, TRACK", "builtin:desktop, none, REACH",
    "builtin:desktop, none, PUSH", "builtin:desktop, none, TRACK",
    "seven/seven.xml, seven/seven.yaml, REACH", "seven/seven.xml, seven/seven.yaml, PUSH",
    "urdf/five.urdf, urdf/five.yaml, TRACK", "urdf/five.urdf, urdf/five.yaml, REACH"
  })
  void expertsSucceedAndArmsAtRestDoNot(String robot, String map, ArmTaskKind kind) {
    String file = robot.startsWith("builtin") ? robot : FOLDER.resolve(robot).toString();
    String mapFile = map.equals("none") ? map : FOLDER.resolve(map).toString();
    assertTrue(succeeds(kind, file, mapFile, "delta", true));
    assertTrue(!succeeds(kind, file, mapFile, "delta", false));
  }

  @Test
  void expertsActInPositions() {
    assertTrue(succeeds(ArmTaskKind.REACH, "builtin:desktop", "none", "absolute", true));
  }

  /** No whole number of steps of 2 ms is 1/30 s; one of somewhat shorter steps is. */
  @Test
  void theScenesTimestepDividesTheControlPeriod() {
    ArmRobot robot = ArmRobots.of("builtin:desktop", ArmRobots.NO_MAP);
    for (int hz : new int[] {20, 25, 30, 50}) {
      ArmSettings settings = new ArmSettings(robot, false, hz, false);
      double step = settings.timestepSeconds();
      assertEquals(1.0 / hz, settings.substeps() * step, 1e-15);
      assertEquals(hz == 30 ? 1.0 / 510 : 0.002, step, hz == 30 ? 1e-15 : 0);
    }
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withSettings(java.util.Map.of("robot", "builtin:desktop", "control_hz", "30"));
    ArmTaskDefinition task = new ArmTaskDefinition(ArmTaskKind.REACH);
    try (EnvironmentFactory factory = new EnvironmentFactory();
        SimulatedEnvironment environment = factory.newEnvironment(task, options)) {
      TaskOptions chosen = environment.spec().options();
      SceneContent scene = task.inScene(chosen).scene().read(AssetPack.builtin());
      String text = new String(scene.files().get(scene.mainFile()), StandardCharsets.UTF_8);
      assertTrue(text.contains("timestep=\"" + 1.0 / 30 / 17 + "\""), text);
      assertEquals(17, task.engineCalls(chosen).substeps());
      assertEquals(1.0 / 30, environment.spec().task().controlPeriodSeconds());
    }
  }

  private static EnvironmentOptions options(String robot, String map, String control) {
    return EnvironmentOptions.defaults()
        .withSettings(java.util.Map.of("robot", robot, "robot_map", map, "control", control));
  }

  private static boolean succeeds(
      ArmTaskKind kind, String robot, String map, String control, boolean acts) {
    ArmTaskDefinition task = new ArmTaskDefinition(kind);
    try (EnvironmentFactory factory = new EnvironmentFactory();
        SimulatedEnvironment environment =
            factory.newEnvironment(task, options(robot, map, control))) {
      TaskOptions chosen = environment.spec().options();
      BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
      Expert expert = task.expert(chosen).orElseThrow().newExpert().get();
      environment.reset(ResetOptions.seed(9001), storage, 0);
      expert.start(Episode.seed(9001));
      double[] action = new double[environment.spec().task().action().size()];
      boolean success = false;
      org.workcell.sim.batch.BatchRow row = new org.workcell.sim.batch.BatchRow();
      row.moveTo(storage, 0);
      while (!environment.needsReset()) {
        if (acts) {
          expert.act(row, action);
        }
        row.writeAction(action);
        environment.step(storage, 0);
        success |= row.success();
      }
      return success;
    }
  }

  /** A body of the robot is called table, as ours is. */
  @Test
  void namesOfARobotHaveAPrefixAndAllItsPartsArrive() {
    try (EnvironmentFactory factory = new EnvironmentFactory();
        SimulatedEnvironment environment =
            factory.newEnvironment(
                new ArmTaskDefinition(ArmTaskKind.PUSH),
                options(
                    seven().toString(), FOLDER.resolve("seven/seven.yaml").toString(), "delta"))) {
      var scene = environment.physics().scene();
      assertTrue(scene.names(ObjectKind.BODY).containsAll(List.of("table", "robot/table")));
      assertTrue(scene.names(ObjectKind.TENDON).contains("robot/split"));
      assertEquals(8, scene.count(ObjectKind.ACTUATOR));
      assertEquals(2, scene.count(ObjectKind.MESH));
      assertEquals(0, scene.count(ObjectKind.KEYFRAME));
      assertEquals(8, environment.spec().task().action().size());
    }
  }

  @Test
  void theChecksumChangesWithTheMap() throws IOException {
    Path changed = map(Files.readString(FOLDER.resolve("seven/seven.yaml")) + "speed: 1\n");
    assertNotEquals(
        read(seven(), FOLDER.resolve("seven/seven.yaml")).sha256(),
        read(seven(), changed).sha256());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "tip: {body: nothing}",
        "tip: {site: nothing}",
        "tip: {site: flange}\nhome: [0, 0]",
        "tip: {site: flange}\njoints: [joint1]",
        "tip: {site: flange}\nbase: link3",
        "tip: {site: flange}\ntipp: 3",
        "tip: {site: flange}\nspeed: -1",
        "tip: {site: flange}\ntimestep_seconds: 0.003",
        "tip: {site: flange}\ngripper: {actuator: none, closed: 0, open: 1}",
        "tip: {site: flange}\nlimits: {joint1: [2, 1]}",
        "tip: {site: flange}\nservos: {replace: true}",
        "tip: {site: flange}\nspeed: fast",
        "- 1",
        "tip: {site: ["
      })
  void mapsThatDoNotFitAreRefused(String text) throws IOException {
    Path map = map(text);
    String message = assertThrows(BadInputException.class, () -> read(seven(), map)).getMessage();
    assertTrue(!message.contains("\n") && message.length() < 600, message);
  }

  @Test
  void aRobotOfAUserNeedsAMap() {
    String message =
        assertThrows(BadInputException.class, () -> ArmRobots.of(seven().toString(), "none"))
            .getMessage();
    assertTrue(message.contains("--robot-map"), message);
  }

  @Test
  void servosOfTheMapTakeThePlaceOfMotors() throws IOException {
    String text =
        Files.readString(FOLDER.resolve("seven/seven.xml"))
            .replace("<position class=\"wrist\"", "<motor class=\"seven\"");
    copySeven(text);
    Path robot = temporary.resolve("seven/seven.xml");
    Path plain = map("tip: {site: flange}\n");
    String message = assertThrows(BadInputException.class, () -> read(robot, plain)).getMessage();
    assertTrue(message.contains("no position servo") && message.contains("replace"), message);
    StringBuilder servos = new StringBuilder("tip: {site: flange}\nservos:\n  replace: true\n");
    servos.append("  stiffness: {");
    for (int i = 1; i <= 7; i++) {
      servos.append(i == 1 ? "" : ", ").append("joint").append(i).append(": 900");
    }
    Path replacing = map(servos.append("}\n").toString());
    ArmRobot read = read(robot, replacing);
    assertEquals("robot/servo_joint1", read.joints().get(0).actuator());
  }

  private void copySeven(String model) throws IOException {
    Path from = FOLDER.resolve("seven");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Path to = temporary.resolve("seven").resolve(from.relativize(each).toString());
        Files.createDirectories(to.getParent());
        Files.copy(each, to);
      }
    }
    Files.writeString(temporary.resolve("seven/seven.xml"), model);
  }

  @Test
  void aMissingMeshIsNamedAndAChangedFileIsReadAgain() throws IOException {
    copySeven(Files.readString(seven()));
    Path robot = temporary.resolve("seven/seven.xml");
    Path map = temporary.resolve("seven/seven.yaml");
    String before = read(robot, map).sha256();
    assertEquals(read(seven(), FOLDER.resolve("seven/seven.yaml")).sha256(), before);
    Files.writeString(robot, Files.readString(robot) + "<!-- changed -->\n");
    assertNotEquals(before, read(robot, map).sha256());
    Files.delete(temporary.resolve("seven/assets/hand.obj"));
    String message = assertThrows(BadInputException.class, () -> read(robot, map)).getMessage();
    assertTrue(message.contains("hand.obj"), message);
  }
}
