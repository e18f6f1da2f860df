package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.datasets.records.Json;
import org.workcell.sim.task.TaskRegistry;

/** A robot of the user's, and what acts on its drives, from the command line to replay. */
class RobotBenchTest {

  private static final String REACH = "arm/reach-v1";

  private static final String MODEL =
      """
      <mujoco>
        <compiler angle="radian"/>
        <worldbody>
          <body name="base">
            <body name="column" pos="0 0 0.1">
              <joint name="pan" axis="0 0 1" range="-2 2" armature="0.1" damping="1"/>
              <geom type="capsule" fromto="0 0 0 0 0 0.1" size="0.03"/>
              <body name="upper" pos="0 0 0.1">
                <joint name="lift" axis="0 1 0" range="-1.8 1.8" armature="0.1" damping="1"/>
                <geom type="capsule" fromto="0 0 0 0 0 0.3" size="0.02"/>
                <body name="fore" pos="0 0 0.3">
                  <joint name="elbow" axis="0 1 0" range="-2.4 2.4" armature="0.1" damping="1"/>
                  <geom type="capsule" fromto="0 0 0 0 0 0.3" size="0.02"/>
                  <site name="my_tip" pos="0 0 0.32"/>
                </body>
              </body>
            </body>
          </body>
        </worldbody>
        <actuator>
          <position name="pan" joint="pan" kp="300" kv="20"/>
          <position name="lift" joint="lift" kp="300" kv="20"/>
          <position name="elbow" joint="elbow" kp="300" kv="20"/>
        </actuator>
      </mujoco>
      """;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path robot() throws IOException {
    return write("mine.xml", MODEL);
  }

  private Path map() throws IOException {
    return write("mine.yaml", "tip: {site: my_tip}\nhome: [0, 0.3, 1.2]\n");
  }

  private static Invocation run(Object... arguments) {
    return Invocation.of(TaskRegistry::load, arguments);
  }

  private Path bench(String name, Object... options) {
    Path out = folder.resolve(name);
    List<Object> words = new ArrayList<>(List.of("bench", REACH, "--out", out));
    words.addAll(List.of("--policy=random", "--episodes=1", "--horizon=25"));
    words.addAll(List.of(options));
    Invocation bench = run(words.toArray());
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    return out;
  }

  private static JsonNode manifest(Path run) throws IOException {
    return Json.mapper().readTree(run.resolve("manifest.json").toFile());
  }

  private static void assertReplays(Path run) {
    Invocation replay = run("replay", run);
    assertEquals(ExitStatus.OK, replay.status(), replay.err());
  }

  @Test
  void aRunNamesTheFilesOfItsRobotAndIsReplayedWithThem() throws IOException {
    Path robot = robot();
    Path map = map();
    Path run = bench("mine", "--robot", robot, "--robot-map", map);
    JsonNode settings = manifest(run).at("/tasks/0/settings");
    assertEquals(robot.toString(), settings.get("robot").asText());
    assertEquals(map.toString(), settings.get("robot_map").asText());
    assertReplays(run);
    write("mine.xml", MODEL.replace("0.32", "0.33"));
    Invocation changed = run("replay", run);
    assertNotEquals(ExitStatus.OK, changed.status(), "the tip is elsewhere now");
    Files.delete(robot);
    Invocation missing = run("replay", run);
    assertEquals(ExitStatus.BAD_INPUT, missing.status());
    assertTrue(missing.err().contains("mine.xml"), missing.err());
    Path moved =
        Files.writeString(Files.createDirectory(folder.resolve("new")).resolve("a.xml"), MODEL);
    Path movedMap = Files.move(map, moved.resolveSibling("a.yaml"));
    Invocation found = run("replay", run, "--robot", moved, "--robot-map", movedMap);
    assertEquals(ExitStatus.OK, found.status(), found.err());
    Files.writeString(moved, MODEL.replace("0.32", "0.33"));
    Invocation other = run("replay", run, "--robot", moved, "--robot-map", movedMap);
    assertNotEquals(ExitStatus.OK, other.status(), "another robot than the run's");
  }

  /** Names of joints and actuators are those of the robot's own file. */
  @Test
  void stagesAndDrivesActOnTheArm() throws IOException {
    Object[] robot = {"--robot", robot(), "--robot-map", map()};
    Path drives =
        write(
            "p.json",
            """
            {"format": 1,
             "parameters": [
              {"path": "joint:elbow/armature", "value": 0.3, "status": "held"},
              {"path": "body:fore/mass", "value": 1.5, "status": "held"}],
             "chain": [
              {"stage": "delay", "actuators": {"lift": {"delay_seconds": 0.03}}},
              {"stage": "servo", "actuators": {"lift": {"stiffness": 100, "damping": 10}}},
              {"stage": "friction", "actuators": {"pan": {"coulomb_torque": 2}}}]}
            """);
    Path plain = bench("plain", robot);
    Path delayed = bench("delayed", with(robot, "--stage=delay=delay_seconds:0.02"));
    Path driven = bench("driven", with(robot, "--actuators", drives));
    Path named = bench("named", with(robot, "--stage=delay=delay_seconds:0.02,on:pan+lift+elbow"));
    assertEquals(finalStates(delayed), finalStates(named), "all actuators by their plain names");
    String episodes = Files.readString(plain.resolve("episodes.jsonl"));
    for (Path other : List.of(delayed, driven)) {
      assertNotEquals(episodes, Files.readString(other.resolve("episodes.jsonl")));
      assertReplays(other);
    }
    assertEquals(
        "delay(delay_seconds=0.02)@all", manifest(delayed).at("/command_path/stages/0").asText());
    assertNotEquals(
        manifest(plain).at("/tasks/0/assets_sha256"),
        manifest(driven).at("/tasks/0/assets_sha256"),
        "the armature makes another scene");
  }

  /** What became of the episodes, without the names of what stood in between. */
  private static String finalStates(Path run) throws IOException {
    return Json.mapper().readTree(run.resolve("episodes.jsonl").toFile()).path("return").toString();
  }

  /** A bench has bodies and sensors that no task has; the rest of its file acts. */
  @Test
  void whatTheSceneLacksIsSaidOnce() throws IOException {
    Path drives =
        write(
            "bench.json",
            """
            {"format": 1,
             "parameters": [
              {"path": "body:load/mass", "value": 0.5, "status": "held"},
              {"path": "body:fore/mass", "value": 1.5, "status": "held"},
              {"path": "sensor:elbow/offset", "value": 0.01, "status": "fitted"}],
             "chain": []}
            """);
    Invocation bench =
        run(
            "bench",
            REACH,
            "--robot",
            robot(),
            "--robot-map",
            map(),
            "--actuators",
            drives,
            "--policy=zero",
            "--episodes=1",
            "--horizon=2",
            "--out",
            folder.resolve("bench"));
    assertEquals(ExitStatus.OK, bench.status(), bench.err());
    List<String> said =
        bench.err().lines().filter(line -> line.startsWith("--actuators: not applied")).toList();
    assertEquals(2, said.size(), bench.err());
    assertTrue(said.get(0).endsWith("sensor:elbow/offset"), said.get(0));
    assertTrue(said.get(1).endsWith("no such bodies or geoms: body:load/mass"), said.get(1));
  }

  private static Object[] with(Object[] first, Object... more) {
    List<Object> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray();
  }

  /**
   * The model in the file is that of the robot of the recording, not of the task's standard one.
   */
  @Test
  void demonstrationsHoldTheSceneOfTheirRobot() throws IOException {
    Path out = folder.resolve("set");
    Invocation made =
        run(
            "demos",
            REACH,
            "--robot",
            robot(),
            "--robot-map",
            map(),
            "--episodes=1",
            "--format=libero-hdf5",
            "--out",
            out);
    assertEquals(ExitStatus.OK, made.status(), made.err());
    byte[] file = Files.readAllBytes(out.resolve("arm/reach-v1_demo.hdf5"));
    assertTrue(new String(file, StandardCharsets.ISO_8859_1).contains("robot/my_tip"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arm/reach-v1 --robot builtin:none                        | robot",
        "arm/reach-v1 --robot FOLDER/none.xml                     | none.xml",
        "arm/reach-v1 --robot FOLDER/mine.xml                     | --robot-map",
        "arm/reach-v1 --robot builtin:desktop --set robot=builtin:industrial | given twice",
        "arm/reach-v1 --robot builtin:desktop --robot-map FOLDER/mine.yaml | my_tip",
        "metaworld/reach-v3 --robot builtin:desktop               | robot",
      })
  void robotsThatDoNotFitAreRefused(String options, String words) throws IOException {
    robot();
    map();
    String line = "bench " + options.replace("FOLDER", folder.toString()) + " --policy zero";
    Invocation refused = run((Object[]) line.split(" +"));
    assertEquals(ExitStatus.BAD_INPUT, refused.status(), refused.err());
    assertTrue(refused.err().contains(words), refused.err());
    assertEquals(1, refused.err().strip().lines().count(), refused.err());
  }
}
