package org.workcell.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.control.CommandSpec;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** The page of one task, in Markdown, from its spec and its notes. */
public final class TaskPage {

  private final TaskDefinition task;
  private final TaskSpec spec;
  private final StringBuilder page = new StringBuilder();

  private TaskPage(TaskDefinition task) {
    this.task = task;
    this.spec = task.spec(TaskOptions.resolve(Profile.STRICT, java.util.Map.of(), task));
  }

  /** The file of a task's page, below the folder of its suite; groups of tasks have folders. */
  public static String file(TaskDefinition task) {
    return folder(task) + name(task) + ".md";
  }

  /** The file of the image that the page shows, below the folder of its suite. */
  public static String image(TaskDefinition task) {
    return folder(task) + imagePath(task);
  }

  private static String imagePath(TaskDefinition task) {
    return "pictures/" + name(task) + ".png";
  }

  private static String name(TaskDefinition task) {
    return task.id().substring(task.id().lastIndexOf('/') + 1);
  }

  private static String folder(TaskDefinition task) {
    return task.id().substring(task.id().indexOf('/') + 1, task.id().lastIndexOf('/') + 1);
  }

  /** Writes the page. */
  public static String of(TaskDefinition task) {
    return new TaskPage(task).write();
  }

  private String write() {
    line("# %s", task.id());
    line("");
    line("![initial state of %s](%s)", task.id(), imagePath(task));
    line("");
    line("*The initial state of seed 0.*");
    line("");
    line("**Instruction:** %s", spec.instruction());
    line("");
    line("**Success:** %s.", spec.successRule());
    line("");
    task.notes().ifPresent(notes -> writeReward(notes));
    writeInterface();
    writeContext();
    writeProgress();
    writeSettings();
    task.notes().ifPresent(notes -> writeChanges(notes.changes()));
    line("*Made by `./workcell pages`; do not edit.*");
    return page.toString();
  }

  private void writeReward(TaskNotes notes) {
    line("## Reward");
    line("");
    line("%s", notes.reward());
    line("");
    if (!notes.formula().isEmpty()) {
      line("```");
      notes.formula().forEach(formula -> line("%s", formula));
      line("```");
      line("");
    }
    line("Info columns: `%s`.", String.join("`, `", spec.infoColumns()));
    line("");
  }

  private void writeInterface() {
    line("## Action and observation");
    line("");
    line(
        "One step is %s s; the horizon is %d steps.",
        number(spec.controlPeriodSeconds()), spec.horizon());
    line("");
    line("| block | elements | type | bounds |");
    line("|---|---|---|---|");
    writeBlock(spec.action());
    spec.observation().forEach(this::writeBlock);
    line("");
    List<String> command = spec.command().components().stream().map(TaskPage::describe).toList();
    line("The action becomes the command `%s`.", String.join("`, `", command));
    line("");
    task.notes().ifPresent(notes -> line("Objects in the observation: %s.\n", notes.objects()));
  }

  private static String describe(CommandSpec.Component component) {
    return component.unit().equals("1")
        ? component.name()
        : component.name() + " [" + component.unit() + "]";
  }

  /** A row for each run of elements with the same bounds. */
  private void writeBlock(BlockSpec block) {
    List<Run> runs = runs(block);
    for (Run run : runs) {
      line(
          "| %s | %s | %s | %s |",
          run == runs.get(0) ? "`" + block.name() + "`" : "",
          run.indices(),
          block.type().numpyName(),
          run.bounds());
    }
  }

  /** Elements with the same bounds, for example {@code 0..3} with {@code -1..1}. */
  private record Run(String indices, String bounds) {}

  private static List<Run> runs(BlockSpec block) {
    List<Run> runs = new ArrayList<>();
    double[] low = block.low();
    double[] high = block.high();
    for (int start = 0; start < low.length; ) {
      int end = start + 1;
      while (end < low.length && low[end] == low[start] && high[end] == high[start]) {
        end++;
      }
      runs.add(new Run(indices(start, end - 1), number(low[start]) + ".." + number(high[start])));
      start = end;
    }
    return runs;
  }

  /** The bounds of a block's elements, for example {@code -1..1}, or {@code 0..2: -1..1} each. */
  public static List<String> bounds(BlockSpec block) {
    List<Run> runs = runs(block);
    return runs.size() == 1
        ? List.of(runs.get(0).bounds())
        : runs.stream().map(run -> run.indices() + ": " + run.bounds()).toList();
  }

  private void writeContext() {
    line("## Initial states");
    line("");
    task.notes().ifPresent(notes -> line("%s.\n", notes.context()));
    double[] low = spec.context().low();
    if (low.length == 0) {
      return;
    }
    double[] high = spec.context().high();
    if (isUnbounded(low, high)) {
      line("A context has %d numbers, which are not bounded one by one.", low.length);
      line("");
      return;
    }
    line("| context | from | to |");
    line("|---|---|---|");
    for (int i = 0; i < low.length; i++) {
      line("| %d | %s | %s |", i, number(low[i]), number(high[i]));
    }
    line("");
  }

  private static boolean isUnbounded(double[] low, double[] high) {
    return Arrays.stream(low).allMatch(end -> end == Double.NEGATIVE_INFINITY)
        && Arrays.stream(high).allMatch(end -> end == Double.POSITIVE_INFINITY);
  }

  private void writeSettings() {
    line("## Settings");
    line("");
    for (TaskSetting setting : TaskOptions.offered(task)) {
      line("- `--set %s=%s`: %s", setting.name(), setting.form(), setting.meaning());
    }
    line("");
  }

  private void writeProgress() {
    line("## Progress");
    line("");
    String order = spec.stages().inOrder() ? ", one after the other" : ", in any order";
    line(
        "Stages%s: %s.",
        spec.stages().count() == 1 ? "" : order, String.join(", ", spec.stages().names()));
    line("");
  }

  private void writeChanges(List<String> changes) {
    if (changes.isEmpty()) {
      return;
    }
    line("## Versions");
    line("");
    changes.forEach(change -> line("- %s", change));
    line("");
  }

  private static String indices(int first, int last) {
    return first == last ? String.valueOf(first) : first + ".." + last;
  }

  /** A number with up to six decimals. */
  public static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    String text = String.format(Locale.ROOT, "%.6f", value);
    return text.replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  private void line(String format, Object... arguments) {
    page.append(format.formatted(arguments)).append('\n');
  }
}
