package org.workcell.sim2real.gap;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * Where the truth lies: numbers, and what held-out logs would be without noise. Only {@link
 * GapScorer} may read it; a test holds that.
 */
final class TruthFile {

  private static final String FOLDER = "hidden";
  private static final String FILE = "truth.json";

  private TruthFile() {}

  /** Where the logs of a split lie as a perfect logger would have made them. */
  static Path trueLogs(Path folder, String split) {
    return folder.resolve(FOLDER).resolve(split);
  }

  static void write(Path folder, GapTruth truth) {
    Path file = folder.resolve(FOLDER).resolve(FILE);
    try {
      Files.createDirectories(file.getParent());
      AtomicFiles.write(file, Json.pretty(truth).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the truth cannot be written to '%s'".formatted(file), e);
    }
  }

  static GapTruth read(Path folder) {
    Path file = folder.resolve(FOLDER).resolve(FILE);
    try {
      return Json.mapper().readValue(Files.readAllBytes(file), GapTruth.class);
    } catch (JsonProcessingException e) {
      throw new BadInputException("%s: %s".formatted(file, Json.problem(e)), e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be read (%s); score a folder that 'workcell sim2real gap make' made"
              .formatted(file, IoReason.of(e)),
          e);
    }
  }
}
