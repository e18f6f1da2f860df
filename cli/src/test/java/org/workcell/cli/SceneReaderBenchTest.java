package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.sim.batch.Observation;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.task.Suite;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.FakeSuite;
import org.workcell.testing.PointMassTask;
import picocli.CommandLine;

/** An expert that reads the scene is marked in every report, and gets the instruction. */
class SceneReaderBenchTest {

  @TempDir Path folder;

  /** Heads for where the simulation says that the goal is. */
  private static final class SceneReader implements Expert {

    private Physics scene;
    private int goal;

    @Override
    public void start(Episode episode) {
      assertEquals("slide to the goal", episode.instruction());
      scene = episode.scene().orElseThrow();
      goal = scene.scene().site("goal");
    }

    @Override
    public void act(Observation observation, double[] action) {
      for (int i = 0; i < 2; i++) {
        double wanted = 4 * (scene.sitePos().get(goal, i) - scene.qpos().get(i));
        action[i] = Math.max(-1, Math.min(1, wanted - 2 * scene.qvel().get(i)));
      }
    }
  }

  private static TaskRegistry registry() {
    PointMassTask task = new PointMassTask();
    TaskDefinition reading =
        (TaskDefinition)
            Proxy.newProxyInstance(
                SceneReaderBenchTest.class.getClassLoader(),
                new Class<?>[] {TaskDefinition.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("expert")) {
                    return Optional.of(ExpertDefinition.readingScene(SceneReader::new));
                  }
                  try {
                    return method.invoke(task, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    Suite suite =
        new Suite() {
          @Override
          public String name() {
            return "testing";
          }

          @Override
          public List<TaskDefinition> tasks() {
            return List.of(reading);
          }
        };
    return new TaskRegistry(List.of(suite));
  }

  private static String bench(TaskRegistry registry, Path out, String... more) {
    StringWriter text = new StringWriter();
    CommandLine commandLine = Workcell.commandLine(() -> registry);
    commandLine.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    String[] words = new String[more.length + 4];
    words[0] = "bench";
    words[1] = FakeSuite.POINT_MASS;
    words[2] = "--episodes=2";
    words[3] = "--out=" + out;
    System.arraycopy(more, 0, words, 4, more.length);
    assertEquals(ExitStatus.OK, commandLine.execute(words), text.toString());
    return text.toString();
  }

  @Test
  void everyReportSaysThatTheExpertReadsTheScene() throws IOException {
    Path run = folder.resolve("run");
    String table = bench(registry(), run);
    assertTrue(table.contains(FakeSuite.POINT_MASS + " *"), table);
    assertTrue(table.contains("* the policy reads the simulation"), table);
    JsonNode summary = Json.mapper().readTree(run.resolve("summary.json").toFile());
    assertEquals(FakeSuite.POINT_MASS, summary.at("/reads_scene/0").asText());
    assertEquals(1, summary.at("/overall/success_once").asDouble());
    JsonNode manifest = Json.mapper().readTree(run.resolve("manifest.json").toFile());
    assertTrue(manifest.at("/tasks/0/policy_reads_scene").asBoolean());
    String report = Files.readString(run.resolve("report.html"));
    assertTrue(report.contains("the policy reads the simulation"), report);
    String words = report.replaceAll("<wbr>|</?span[^>]*>", "");
    assertTrue(words.contains(FakeSuite.POINT_MASS + " *"), report);
  }

  @Test
  void soDoesAComparison() throws IOException {
    Path preset =
        Files.writeString(
            folder.resolve("mine.yaml"),
            "preset: mine\nfactors: {weak: {factor: actuator_gain, scale: [0.5, 0.5]}}\n");
    String table = bench(registry(), folder.resolve("run"), "--perturb=" + preset);
    assertTrue(table.contains(FakeSuite.POINT_MASS + " (reads the scene)"), table);
    Path json = folder.resolve("run/perturbation.json");
    assertEquals(
        FakeSuite.POINT_MASS, Json.mapper().readTree(json.toFile()).at("/reads_scene/0").asText());
  }

  @Test
  void nothingIsMarkedWhereItReadsObservationsOnly() throws IOException {
    Path run = folder.resolve("run");
    String table = bench(FakeSuite.registry(), run);
    assertFalse(table.contains("*"), table);
    assertFalse(Files.readString(run.resolve("summary.json")).contains("reads_scene"));
  }
}
