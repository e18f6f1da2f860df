package org.workcell.cli;

import java.util.function.Supplier;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains policies; its subcommands do the work. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Train a policy that 'workcell bench --policy' can run.",
    footer = {
      "",
      "Examples:",
      "  workcell train clone metaworld/reach-v3 --data demos/reach --out reach.pt",
      "  workcell train ppo metaworld/reach-v3 --horizon 100 --updates 40 --out reach.pt",
      "  workcell train clone --resume reach.pt"
    })
final class TrainCommand implements Runnable {

  @Spec private CommandSpec spec;

  private TrainCommand() {}

  static CommandLine with(Supplier<TaskRegistry> registry) {
    return new CommandLine(new TrainCommand())
        .addSubcommand(new TrainCloneCommand(registry))
        .addSubcommand(new TrainPpoCommand(registry));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "train needs to be told how, 'train clone' or 'train ppo'");
  }
}
