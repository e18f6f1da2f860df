package org.workcell.cli;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.sim.files.BadInputException;

/** The logs on which methods are compared, by their checksums: who has seen them before? */
final class ComparedLogs {

  private final List<Path> files;

  ComparedLogs(List<Path> logs) {
    this.files = LogFolder.open(logs).files();
  }

  /**
   * Refuses logs to learn from among them.
   *
   * @throws BadInputException naming the first one
   */
  void requireApartFrom(List<Path> train) {
    Set<String> known = new HashSet<>();
    if (!train.isEmpty()) {
      LogFolder.open(train).files().forEach(file -> known.add(LogFolder.sha256(file)));
    }
    for (Path file : files) {
      if (known.contains(LogFolder.sha256(file))) {
        throw new BadInputException(
            "%s is among the logs to learn from, too; compare on others".formatted(file));
      }
    }
  }

  /** What is to be said of parameters that were fitted to some of them. */
  Optional<String> noteOfParameters(Path file) {
    Set<String> fitted =
        ParameterFiles.read(file).inputs().stream()
            .map(ParameterFile.Source::sha256)
            .collect(Collectors.toSet());
    return note(file, fitted);
  }

  /** What is to be said of a delta that learned from some of them, or was judged by them. */
  Optional<String> noteOfDelta(Path folder) {
    Set<String> fitted = new HashSet<>();
    DeltaFiles.read(folder)
        .report()
        .path("logs")
        .forEach(log -> fitted.add(log.path("sha256").asText()));
    return note(folder, fitted);
  }

  private Optional<String> note(Path method, Set<String> fitted) {
    long count = files.stream().map(LogFolder::sha256).filter(fitted::contains).count();
    return count == 0
        ? Optional.empty()
        : Optional.of(
            "note: %s was fitted to, or judged by, %d of the %d logs; its errors there say little of others"
                .formatted(method, count, files.size()));
  }
}
