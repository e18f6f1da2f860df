package org.workcell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.evaluation.Offer;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the registered tasks. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the tasks, or show one: spaces, cameras, settings, expert.",
    footer = {
      "",
      "In JSON, a bound of null means unbounded.",
      "",
      "Examples:",
      "  workcell list",
      "  workcell list metaworld/push-v3",
      "  workcell list metaworld --json",
      "  workcell list --benchmarks",
      "  workcell list arm --robot arm.xml --robot-map arm.yaml --json",
      "  workcell list --options --suites mine.jar"
    })
final class ListCommand implements Runnable {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "TASK|SUITE|BENCHMARK|FILE",
      description =
          "One task, which is shown whole, or the tasks of a suite or a benchmark (default: all"
              + " tasks).")
  private String name;

  @Option(names = "--benchmarks", description = "List the benchmarks instead of the tasks.")
  private boolean benchmarks;

  @Option(
      names = "--options",
      description =
          "Instead of the tasks, list what options accept: policies, filters, stages, engines,"
              + " presets and more.")
  private boolean options;

  @Mixin private RobotArguments robot;

  @Option(names = "--json", description = "Print a JSON array.")
  private boolean json;

  ListCommand(Supplier<TaskRegistry> registry) {
    this.registry = registry;
  }

  @Override
  public void run() {
    if (options) {
      listOptions();
    } else if (benchmarks) {
      listBenchmarks();
    } else {
      listTasks();
    }
    spec.commandLine().getOut().flush();
  }

  private void listBenchmarks() {
    List<BenchmarkDescription> found =
        registry.get().benchmarks().stream()
            .map(BenchmarkDescription::of)
            .filter(benchmark -> name == null || benchmark.id().startsWith(name + "/"))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.pretty(found));
      return;
    }
    int width = found.stream().mapToInt(benchmark -> benchmark.id().length()).max().orElse(0);
    String format = "%-" + Math.max(width, "benchmark".length()) + "s  %s%n";
    out.printf(format, "benchmark", "what");
    found.forEach(benchmark -> out.printf(format, benchmark.id(), benchmark.description()));
  }

  private void listOptions() {
    List<Offer> offers = Offer.all();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.pretty(offers));
      return;
    }
    int width = offers.stream().mapToInt(offer -> offer.name().length()).max().orElse(0);
    String format = "%-16s  %-" + width + "s  %s%n";
    out.printf(format, "option", "name", "what");
    offers.forEach(offer -> out.printf(format, offer.option(), offer.name(), offer.description()));
  }

  private void listTasks() {
    List<TaskDefinition> found = tasks();
    PrintWriter out = spec.commandLine().getOut();
    if (!json && found.size() == 1 && found.get(0).id().equals(name)) {
      TaskOverview.print(found.get(0), options(found.get(0)), out);
      return;
    }
    List<TaskDescription> tasks =
        found.stream().map(task -> TaskDescription.of(task, options(task))).toList();
    if (json) {
      out.print(Json.pretty(tasks));
    } else {
      printTable(out, tasks);
    }
  }

  private TaskOptions options(TaskDefinition task) {
    try {
      return TaskOptions.resolve(Profile.STRICT, robot.settings(), task);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private List<TaskDefinition> tasks() {
    TaskRegistry tasks = registry.get();
    if (name == null) {
      return List.copyOf(tasks.tasks());
    }
    TaskSelection selection = new TaskSelection(tasks);
    List<String> names = List.of(name);
    return selection
        .benchmark(names)
        .map(selection::tasksOf)
        .orElseGet(() -> selection.tasks(names));
  }

  private static void printTable(PrintWriter out, List<TaskDescription> tasks) {
    int width = tasks.stream().mapToInt(task -> task.id().length()).max().orElse(0);
    String format = "%-" + Math.max(width, "task".length()) + "s  %7s  %-6s  %s%n";
    out.printf(format, "task", "horizon", "expert", "instruction");
    for (TaskDescription task : tasks) {
      out.printf(
          format, task.id(), task.horizon(), task.expert() ? "yes" : "no", task.instruction());
    }
  }
}
