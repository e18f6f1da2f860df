package org.workcell.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.formats.lerobot.LeRobotLogs;
import org.workcell.formats.lerobot.LeRobotOptions;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes logs in a format of others: the counterpart of import. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Export logs as a data set of another format.",
    footer = {
      "",
      "lerobot: a data set of LeRobot v3.0 with an episode for each log; positions are"
          + " observation.state, commands are action, other quantities observation.NAME, all in SI"
          + " units; times that were measured are log_time. The logs must hold the same quantities"
          + " of the same joints at the same rate.",
      "",
      "Exit status: 0 written, 2 bad input.",
      "",
      "Example:",
      "  workcell sim2real convert logs/ --format lerobot --out set/"
    })
final class ConvertCommand implements Callable<Integer> {

  /** What logs can be written as. */
  enum Format {
    lerobot
  }

  @Spec private CommandSpec spec;

  @Mixin private LogArguments logs;

  @Option(
      names = "--format",
      required = true,
      paramLabel = "NAME",
      description = "The format: ${COMPLETION-CANDIDATES}.")
  private Format format;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--float64",
      description = "Keep 64-bit numbers; otherwise they become float32, as policies expect.")
  private boolean keepsFloat64;

  @Option(
      names = "--robot-type",
      paramLabel = "NAME",
      description = "robot_type of the data set (default: the robot's name in the first log).")
  private String robotType;

  @Override
  public Integer call() {
    List<RobotLog> all = logs.open().readAll();
    String named = all.get(0).meta().robot();
    Optional<String> robot =
        Optional.ofNullable(robotType).or(() -> Optional.of(named).filter(name -> !name.isEmpty()));
    try {
      LeRobotLogs.write(out, all, new LeRobotOptions(false, keepsFloat64, robot));
    } catch (IOException e) {
      throw new BadInputException(
          "--out %s cannot be written (%s)".formatted(out, IoReason.of(e)), e);
    }
    PrintWriter writer = spec.commandLine().getOut();
    writer.printf(
        "%s has %d episodes, %d rows%n",
        out, all.size(), all.stream().mapToInt(RobotLog::rows).sum());
    writer.flush();
    return ExitStatus.OK;
  }
}
