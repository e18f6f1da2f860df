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
import picocli.CommandLine.Spec;

/** Shows the tasks there are. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "List the tasks, with everything a policy must know about them in --json.",
    footer = {
      "",
      "In JSON an action, observation or context bound of null means that there is none.",
      "",
      "Examples:",
      "  workcell list",
      "  workcell list --suite metaworld --json",
      "  workcell list --benchmarks",
      "  workcell list --suite arm --robot arm.xml --robot-map arm.yaml --json",
      "  workcell list --options --suites mine.jar"
    })
final class ListCommand implements Runnable {

  private final Supplier<TaskRegistry> registry;

  @Spec private CommandSpec spec;

  @Option(names = "--suite", paramLabel = "SUITE", description = "Only the tasks of this suite.")
  private String suite;

  @Option(names = "--benchmarks", description = "The benchmarks instead of the tasks.")
  private boolean benchmarks;

  @Option(
      names = "--options",
      description =
          "The policies, filters and action adapters that can be named instead of the tasks.")
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
            .filter(benchmark -> suite == null || benchmark.id().startsWith(suite + "/"))
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
    List<TaskDescription> tasks = tasks().stream().map(this::describe).toList();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.print(Json.pretty(tasks));
    } else {
      printTable(out, tasks);
    }
  }

  private TaskDescription describe(TaskDefinition task) {
    try {
      return TaskDescription.of(task, TaskOptions.resolve(Profile.STRICT, robot.settings(), task));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }

  private List<TaskDefinition> tasks() {
    TaskRegistry tasks = registry.get();
    return suite == null ? List.copyOf(tasks.tasks()) : new TaskSelection(tasks).suite(suite);
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
