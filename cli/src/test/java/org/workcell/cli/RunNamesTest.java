package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.workcell.evaluation.Evaluation;
import org.workcell.evaluation.PolicyKind;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.FakeSuite;

class RunNamesTest {

  private static String nameOf(List<TaskDefinition> tasks) {
    Evaluation evaluation = Evaluation.builder(tasks, PolicyKind.RANDOM).build();
    Path folder = RunNames.freeFolder(evaluation, LocalDateTime.of(2026, 3, 4, 5, 6, 7));
    assertEquals(Path.of("runs"), folder.getParent());
    return folder.getFileName().toString();
  }

  @Test
  void tellTimePolicyAndTasks() {
    assertEquals(
        "20260304-050607-random-testing-point-mass-v1",
        nameOf(List.of(FakeSuite.task(FakeSuite.POINT_MASS))));
    assertEquals("20260304-050607-random-testing-3-tasks", nameOf(new FakeSuite().tasks()));
  }
}
