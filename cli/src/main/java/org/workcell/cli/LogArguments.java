package org.workcell.cli;

import java.nio.file.Path;
import java.util.List;
import org.workcell.datasets.logs.LogFolder;
import picocli.CommandLine.Parameters;

/** The logs that a command reads. */
final class LogArguments {

  @Parameters(
      arity = "1..*",
      paramLabel = "LOGS",
      description = "Folders of logs, or NPZ files, as 'import' writes them.")
  private List<Path> paths;

  /**
   * The logs.
   *
   * @throws org.workcell.sim.files.BadInputException if there are none
   */
  LogFolder open() {
    return LogFolder.open(paths);
  }

  /** What the user named first. */
  Path first() {
    return paths.get(0);
  }
}
