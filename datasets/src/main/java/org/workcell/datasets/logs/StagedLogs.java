package org.workcell.datasets.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;

/** Logs on their way into a folder: they lie in a folder of their own until all are there. */
final class StagedLogs implements AutoCloseable {

  private final Path folder;
  private final boolean overwrite;
  private final Path stage;
  private final List<String> names = new ArrayList<>();

  StagedLogs(Path folder, boolean overwrite) throws IOException {
    this.folder = folder;
    this.overwrite = overwrite;
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BadInputException("%s is not a folder".formatted(folder));
    }
    Files.createDirectories(folder);
    this.stage = Files.createTempDirectory(folder, ".importing-");
  }

  void add(RobotLog log) {
    String name = log.meta().name();
    if (names.contains(name)) {
      throw new BadInputException(
          "two of the logs would be named '%s'; import them to different folders".formatted(name));
    }
    for (String ending : List.of(LogFile.ARRAYS, LogFile.META)) {
      Path file = folder.resolve(name + ending);
      if (!overwrite && Files.exists(file)) {
        throw new BadInputException(
            "%s exists already; give another folder, or --overwrite".formatted(file));
      }
    }
    LogFolder.write(stage, log);
    names.add(name);
  }

  /** Moves all of them to where they belong. */
  void publish() throws IOException {
    for (String name : names) {
      for (String ending : List.of(LogFile.ARRAYS, LogFile.META)) {
        AtomicFiles.replace(folder.resolve(name + ending), stage.resolve(name + ending));
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> left = Files.list(stage)) {
      for (Path file : left.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(stage);
  }
}
