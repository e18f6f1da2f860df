package org.workcell.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Simulated robots with a hidden truth. */
@Command(
    name = "gap",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Make logs of simulated robots with hidden parameters, and score what was "
            + "identified from them.")
final class GapCommand implements Runnable {

  @Spec private CommandSpec spec;

  private GapCommand() {}

  static CommandLine group() {
    return new CommandLine(new GapCommand())
        .addSubcommand(new GapMakeCommand())
        .addSubcommand(new GapScoreCommand())
        .addSubcommand(new GapRevealCommand());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "gap needs to be told what to do; name one of its commands");
  }
}
