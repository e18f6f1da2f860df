package org.workcell.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;
import picocli.CommandLine.Option;

/** Where a page goes. */
final class ReportArguments {

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Write one HTML page with numbers, plots and limits.")
  private Path report;

  /** Refuses a page that cannot be written, before anything is computed. */
  void requireWritable() {
    OutputArguments.requireWritable("--report", report);
  }

  /**
   * Writes the page if it is wanted.
   *
   * @throws BadInputException if it cannot be written
   */
  void write(Supplier<String> page) {
    if (report != null) {
      write(report, page.get());
    }
  }

  /**
   * Writes a text; whole or not at all.
   *
   * @throws BadInputException if it cannot be written
   */
  static void write(Path file, String text) {
    try {
      AtomicFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BadInputException(
          "report %s cannot be written (%s)".formatted(file, IoReason.of(e)), e);
    }
  }
}
