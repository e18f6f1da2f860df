package org.workcell.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/** The committed pages are those that the program makes now. */
class TaskPageTest {

  private static final Path PAGES = Path.of("..", "docs", "tasks");

  static Stream<TaskDefinition> tasks() {
    return Stream.of("metaworld", "kitchen", "libero", "arm", "rlbench")
        .flatMap(suite -> TaskRegistry.load().suite(suite).orElseThrow().tasks().stream());
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void pageIsCurrent(TaskDefinition task) throws IOException {
    String suite = task.id().substring(0, task.id().indexOf('/'));
    Path pages = PAGES.resolve(suite);
    Path page = pages.resolve(TaskPage.file(task));
    assertEquals(
        TaskPage.of(task),
        Files.readString(page),
        "run ./workcell pages %1$s --out docs/tasks/%1$s".formatted(suite));
    assertTrue(task.notes().isPresent());
    Path image = pages.resolve(TaskPage.image(task));
    assertTrue(Files.size(image) > 1000, image.toString());
  }
}
