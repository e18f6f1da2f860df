package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.bullet.Bullet;
import org.workcell.datasets.records.Json;
import org.workcell.sim.task.TaskRegistry;

/** {@code sim2real engines} and {@code --engine} on the command line. */
class EnginesCommandTest {

  @TempDir private Path folder;

  @BeforeAll
  static void requireBullet() {
    assumeTrue(Bullet.isResolved(), "Bullet is not on the class path: run with -Pbullet");
  }

  private static Invocation run(Object... words) {
    return Invocation.of(TaskRegistry::load, words);
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.mapper().readTree(Files.readAllBytes(file));
  }

  @Test
  void onePolicyIsScoredInBothEnginesAndATableSaysWhereTheyPart() throws IOException {
    Path out = folder.resolve("engines");
    Invocation ran =
        run(
            "sim2real",
            "engines",
            "arm/reach-v1",
            "--episodes",
            "2",
            "--seed",
            "4",
            "--horizon",
            "60",
            "--robot",
            "builtin:desktop",
            "--workers",
            "1",
            "--out",
            out);
    assertEquals(ExitStatus.OK, ran.status(), ran.err());
    assertTrue(ran.out().contains("the same actions in both, mrad"), ran.out());
    assertEquals("bullet", json(out.resolve("bullet/manifest.json")).at("/engine/name").asText());
    assertEquals("mujoco", json(out.resolve("mujoco/manifest.json")).at("/engine/name").asText());
    JsonNode task = json(out.resolve("engines.json")).get(0);
    assertEquals(2, task.get("episodes").asInt());
    for (JsonNode score : task.get("scores")) {
      assertEquals(1, score.get("success_once").asDouble(), score.toString());
      assertEquals(0, score.get("touching_share").asDouble(), score.toString());
      assertTrue(score.get("final_measure").asDouble() < 0.008, score.toString());
    }
    JsonNode same = task.get("same_actions").get("moments");
    assertEquals(1.0, same.get(2).get("seconds").asDouble());
    double apart = same.get(2).get("joint_rms").asDouble();
    assertTrue(apart > 1e-6 && apart < 2e-3, "friction alone differs: " + apart);
    assertTrue(task.at("/own_actions/final_tip_metres").asDouble() < 1e-3);
    Invocation replayed = run("replay", out.resolve("bullet"));
    assertEquals(ExitStatus.OK, replayed.status(), replayed.err());
    assertEquals(2, replayed.out().split("the same to the bit", -1).length - 1, replayed.out());
  }

  @Test
  void aRunInAnotherEngineSaysSoAndIsResumedInIt() throws IOException {
    Path out = folder.resolve("run");
    Object[] bench = {
      "bench",
      "arm/track-v1",
      "--engine",
      "bullet-plain",
      "--episodes",
      "1",
      "--horizon",
      "5",
      "--workers",
      "1",
      "--out",
      out
    };
    Invocation ran = run(bench);
    assertEquals(ExitStatus.OK, ran.status(), ran.err());
    assertTrue(ran.out().contains("bullet-plain 3.25 with mujoco"), ran.out());
    assertTrue(
        Files.readString(out.resolve("records.jsonl")).contains("\"engine\":\"bullet-plain 3.25"));
    Invocation resumed = run("bench", "--resume", out);
    assertEquals(ExitStatus.OK, resumed.status(), resumed.err());
    Invocation other = run("bench", "--resume", out, "--engine", "bullet");
    assertEquals(ExitStatus.BAD_INPUT, other.status(), other.err());
  }

  @Test
  void whatAnEngineCannotDoIsRefusedInOneLine() {
    refused("joint 'puck' is a free joint", "bench", "arm/push-v1", "--engine", "bullet");
    refused(
        "there is no engine 'havok'; use one of mujoco, bullet, bullet-plain",
        "bench",
        "arm/reach-v1",
        "--engine",
        "havok");
    refused(
        "takes no randomization or perturbation",
        "bench",
        "arm/reach-v1",
        "--engine",
        "bullet",
        "--perturb",
        "dynamics-wide");
  }

  private void refused(String reason, Object... words) {
    Invocation ran = run(words);
    assertEquals(ExitStatus.BAD_INPUT, ran.status(), ran.err());
    assertTrue(ran.err().contains(reason), ran.err());
  }
}
