package org.workcell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.workcell.evaluation.Evaluation;
import org.workcell.sim.task.TaskDefinition;

/** Names for runs that the user did not name. */
final class RunNames {

  private static final Path PARENT = Path.of("runs");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private RunNames() {}

  /** A folder below {@code runs} that does not exist, with time, policy and tasks in its name. */
  static Path freeFolder(Evaluation evaluation, LocalDateTime now) {
    String name =
        "%s-%s-%s"
            .formatted(TIME.format(now), evaluation.policy().shortLabel(), shortName(evaluation));
    Path folder = PARENT.resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = PARENT.resolve(name + "-" + i);
    }
    return folder;
  }

  private static String shortName(Evaluation evaluation) {
    return evaluation
        .benchmark()
        .map(benchmark -> benchmark.id().replace('/', '-'))
        .orElseGet(() -> shortName(evaluation.tasks()));
  }

  private static String shortName(List<TaskDefinition> tasks) {
    if (tasks.size() == 1) {
      return tasks.get(0).id().replace('/', '-');
    }
    List<String> suites =
        tasks.stream()
            .map(task -> task.id().substring(0, task.id().indexOf('/')))
            .distinct()
            .toList();
    return "%s-%d-tasks".formatted(String.join("-", suites), tasks.size());
  }
}
