package org.workcell.cli;

import java.util.function.Supplier;
import org.workcell.sim.task.TaskRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything about logs of real robots; its subcommands do the work. */
@Command(
    name = "sim2real",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Import and check logs of real robots, and fit the robot's model to them.",
    footer = {
      "",
      "Examples:",
      "  workcell sim2real import runs/ --map arm.map.yaml --out logs/",
      "  workcell sim2real validate logs/ --model arm.xml"
    })
final class Sim2RealCommand implements Runnable {

  @Spec private CommandSpec spec;

  private Sim2RealCommand() {}

  static CommandLine group(Supplier<TaskRegistry> registry) {
    return new CommandLine(new Sim2RealCommand())
        .addSubcommand(new ImportCommand())
        .addSubcommand(new ConvertCommand())
        .addSubcommand(new ValidateCommand())
        .addSubcommand(new IdentifyCommand())
        .addSubcommand(new Sim2RealReplayCommand())
        .addSubcommand(new DeltaCommand())
        .addSubcommand(new CompareCommand())
        .addSubcommand(new Sim2RealBenchCommand())
        .addSubcommand(new ExportCommand())
        .addSubcommand(new ExciteCommand())
        .addSubcommand(GapCommand.group())
        .addSubcommand(new EnginesCommand(registry))
        .addSubcommand(new RankCommand())
        .addSubcommand(new FinetuneCommand(registry))
        .addSubcommand(new DeployCheckCommand(registry))
        .addSubcommand(new ClosedLoopCommand(registry))
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "sim2real needs to be told what to do; name one of its commands");
  }
}
