package org.workcell.cli;

import org.workcell.perf.PerfOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that all measurements share. */
final class PerfArguments {

  @Parameters(paramLabel = "TASK", description = "The task to measure.")
  private String task;

  @Option(
      names = "--envs",
      defaultValue = "64",
      paramLabel = "N",
      description = "Number of environments (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads that simulate or render (default: processors).")
  private Integer workers;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      paramLabel = "S",
      description = "Seconds to measure (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Mixin private EnvironmentArguments environment;

  @Option(names = "--json", description = "Print the report as JSON instead of a table.")
  boolean json;

  /** What to measure. */
  PerfOptions options(TaskRegistry registry) {
    try {
      return new PerfOptions(
          new TaskSelection(registry).task(task),
          EnvironmentArguments.options(
              environment.profile == null ? "strict" : environment.profile,
              environment.assetsOrBuiltin(),
              environment.horizon,
              environment.settingsByName()),
          count,
          workers == null ? Runtime.getRuntime().availableProcessors() : workers,
          seconds);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
