package org.workcell.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.workcell.pages.TaskPage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.task.Conventions;
import org.workcell.sim.task.MeasuredRate;
import org.workcell.sim.task.StandardColumns;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.task.Variation;

/** One task whole, as {@code list TASK} prints it. */
final class TaskOverview {

  private static final int LABEL = 14;
  private static final int MOST_VARIATIONS = 20;

  private final TaskDefinition task;
  private final TaskOptions options;
  private final TaskSpec spec;
  private final PrintWriter out;

  private TaskOverview(TaskDefinition task, TaskOptions options, PrintWriter out) {
    this.task = task;
    this.options = options;
    this.spec = StandardColumns.specOf(task, options);
    this.out = out;
  }

  static void print(TaskDefinition task, TaskOptions options, PrintWriter out) {
    new TaskOverview(task, options, out).print();
  }

  private void print() {
    Optional<TaskNotes> notes = task.notes();
    out.println(spec.id());
    row("instruction", spec.instruction());
    row("success", spec.successRule());
    row("stages", String.join(spec.stages().inOrder() ? ", then " : ", ", spec.stages().names()));
    notes.ifPresent(each -> row("reward", each.reward()));
    row(
        "time",
        "%s s per step, %d steps (%s s) per episode"
            .formatted(
                TaskPage.number(spec.controlPeriodSeconds()),
                spec.horizon(),
                TaskPage.number(spec.horizon() * spec.controlPeriodSeconds())));
    row("expert", expert());
    row("cameras", spec.cameras().isEmpty() ? "none" : String.join(", ", spec.cameras()));
    printAction();
    printObservation(notes);
    printContext(notes);
    printVariations();
    printSettings();
    printFiles();
  }

  private String expert() {
    if (task.expert(options).isEmpty()) {
      return "none";
    }
    return task.expertRate().map(TaskOverview::measured).orElse("yes, success rate not recorded");
  }

  private static String measured(MeasuredRate rate) {
    return "%d of %d episodes (%s)".formatted(rate.successes(), rate.episodes(), rate.command());
  }

  private void printAction() {
    Conventions conventions = spec.conventions();
    section("action");
    printBlock(spec.action());
    row("  mode", "%s, %s frame".formatted(conventions.actionMode(), conventions.actionFrame()));
    row("  scale", "1 is " + conventions.actionScale());
    if (!conventions.rotation().equals("none")) {
      row("  rotation", conventions.rotation());
    }
    conventions
        .gripper()
        .ifPresent(
            gripper ->
                row(
                    "  gripper",
                    "element %d: %s opens, %s closes"
                        .formatted(
                            gripper.element(),
                            TaskPage.number(gripper.open()),
                            TaskPage.number(gripper.closed()))));
    row(
        "  command",
        spec.command().components().stream()
            .map(TaskOverview::component)
            .collect(Collectors.joining(", ")));
  }

  private static String component(CommandSpec.Component component) {
    return component.unit().equals("1")
        ? component.name()
        : "%s [%s]".formatted(component.name(), component.unit());
  }

  private void printObservation(Optional<TaskNotes> notes) {
    section("observation");
    spec.observation().forEach(this::printBlock);
    row("  state", spec.conventions().stateLayout());
    notes.ifPresent(each -> row("  objects", each.objects()));
    row("  quaternions", spec.conventions().quaternionOrder());
    row("  images", spec.conventions().imageOrientation().description());
    row("  info", String.join(", ", spec.infoColumns()));
  }

  private void printContext(Optional<TaskNotes> notes) {
    section("initial state");
    printBlock(spec.context());
    notes.ifPresent(each -> row("  meaning", each.context()));
  }

  private void printBlock(BlockSpec block) {
    row(
        "  " + block.name(),
        "%s %s, %s"
            .formatted(
                block.type().numpyName(),
                block.shape(),
                String.join("; ", TaskPage.bounds(block))));
  }

  private void printVariations() {
    List<Variation> variations = spec.variations();
    if (variations.size() == 1) {
      return;
    }
    section("variations");
    for (int i = 0; i < Math.min(variations.size(), MOST_VARIATIONS); i++) {
      row("  " + i, "%s: %s".formatted(variations.get(i).name(), variations.get(i).instruction()));
    }
    if (variations.size() > MOST_VARIATIONS) {
      row("  ...", "%d in all; --json shows them".formatted(variations.size()));
    }
  }

  private void printSettings() {
    section("settings");
    for (TaskSetting setting : TaskOptions.offered(task)) {
      out.printf(
          "  --set %s=%s (default: %s)%n      %s%n",
          setting.name(), setting.form(), setting.defaultValue(), setting.meaning());
    }
  }

  /** The files of the checkout; a task of another jar has none, and can be rendered. */
  private void printFiles() {
    List<String> found = new ArrayList<>();
    Launcher.SCRIPT.ifPresent(
        script -> {
          Path pages =
              Path.of(script.command().get(0)).resolveSibling("docs/tasks").resolve(spec.suite());
          for (String file : List.of(TaskPage.file(task), TaskPage.image(task))) {
            if (Files.isRegularFile(pages.resolve(file))) {
              found.add(pages.resolve(file).toString());
            }
          }
        });
    section("files");
    found.forEach(file -> out.println("  " + file));
    if (found.isEmpty()) {
      out.printf("  none; 'workcell render %s --out image.png' draws it%n", spec.id());
    }
  }

  private void section(String name) {
    out.printf("%n%s%n", name);
  }

  private void row(String label, String text) {
    String indent = " ".repeat(Math.max(LABEL - label.length(), 1));
    out.println(label + indent + text);
  }
}
