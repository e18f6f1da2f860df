package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.records.Json;
import org.workcell.sim.task.TaskRegistry;

/** {@code bench} over a folder of task files, named and laid out as LIBERO-plus and LIBERO-PRO. */
class TaskFolderTest {

  private static final String FILE =
      """
      (define (problem LIBERO_Kitchen_Tabletop_Manipulation)
        (:language lay it on the plate)
        (:regions (a (:target kitchen_table) (:ranges ((-0.1 0.1 0.1 0.2))))
                  (b (:target kitchen_table) (:ranges ((-0.1 -0.2 0.1 -0.1)))))
        (:fixtures kitchen_table - kitchen_table)
        (:objects plate_1 - plate white_bowl_1 - white_bowl)
        (:init (On plate_1 kitchen_table_a) (On white_bowl_1 kitchen_table_b))
        (:goal (On white_bowl_1 plate_1)))
      """;

  @TempDir Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    for (String name :
        List.of(
            "libero_goal_swap/put_it_down",
            "libero_goal_lan/put_it_down",
            "libero_goal/put_it_down_language_1",
            "libero_goal/put_it_down_language_2",
            "libero_goal/put_it_down_light_1")) {
      Path file = folder.resolve("files").resolve(name + ".bddl");
      Files.createDirectories(file.getParent());
      Files.writeString(file, FILE);
    }
  }

  private static Invocation run(Object... arguments) {
    return Invocation.of(TaskRegistry::load, arguments);
  }

  @Test
  void axesAreSummedUpAndWhatIsLeftOutIsNamed() throws IOException {
    Path run = folder.resolve("run");
    Invocation invocation =
        run(
            "bench",
            folder.resolve("files"),
            "--policy=zero",
            "--episodes=1",
            "--horizon=2",
            "--out=" + run);
    assertEquals(ExitStatus.OK, invocation.status(), invocation.err());
    assertTrue(invocation.err().contains("axis 'Light Conditions'"), invocation.err());
    JsonNode summary = Json.mapper().readTree(run.resolve("summary.json").toFile());
    assertEquals(4, summary.at("/overall/episodes").asInt());
    assertEquals(3, summary.get("groups").size());
    assertEquals(2, summary.at("/groups/LIBERO-plus Language Instructions/episodes").asInt());
    assertEquals(1, summary.at("/groups/LIBERO-PRO Position/episodes").asInt());
    assertEquals(0, summary.get("mean_of_groups").asDouble());
    assertTrue(summary.at("/tasks").has("libero/file/libero_goal_swap/put_it_down-v1"));
    JsonNode tasks = Json.mapper().readTree(run.resolve("manifest.json").toFile()).get("tasks");
    tasks.forEach(
        task ->
            assertEquals(
                task.get("id").asText().contains("swap") ? "put it down" : "lay it on the plate",
                task.get("instruction").asText()));
    assertTrue(
        Files.readString(run.resolve("report.html")).contains("LIBERO-PRO Position"),
        "the page has the axes");
  }

  @Test
  void othersNeedEveryFile() {
    Invocation invocation =
        run("render", folder.resolve("files"), "--out=" + folder.resolve("a.png"));
    assertEquals(ExitStatus.BAD_INPUT, invocation.status());
    assertTrue(invocation.err().contains("axis 'Light Conditions'"), invocation.err());
  }

  @Test
  void foldersWithoutTaskFilesAreRefused() {
    Path empty = folder.resolve("none");
    assertTrue(empty.toFile().mkdirs());
    Invocation invocation = run("bench", empty, "--policy=zero");
    assertEquals(ExitStatus.BAD_INPUT, invocation.status());
    assertTrue(invocation.err().contains("holds no task file"), invocation.err());
  }
}
