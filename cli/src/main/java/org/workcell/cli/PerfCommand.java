package org.workcell.cli;

import java.util.function.Supplier;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the vectorized runner; its subcommands do the work. */
@Command(
    name = "perf",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Measure how fast environments run, compared with a baseline that makes only the engine"
            + " calls.",
    footer = {
      "",
      "Example:",
      "  workcell perf step metaworld/pick-place-v3 --envs 64 --workers 2 --seconds 20"
    })
final class PerfCommand implements Runnable {

  @Spec private CommandSpec spec;

  private PerfCommand() {}

  static CommandLine with(Supplier<TaskRegistry> registry) {
    return new CommandLine(new PerfCommand())
        .addSubcommand(new PerfStepCommand(registry))
        .addSubcommand(new PerfRolloutCommand(registry))
        .addSubcommand(new PerfRenderCommand(registry))
        .addSubcommand(new PerfServeCommand(registry));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "perf needs to be told what to measure, for example 'perf step'");
  }
}
