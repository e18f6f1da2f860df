package org.workcell.datasets.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/** Makes a folder of logs of files in other formats: all of them, or none where one is refused. */
public final class LogImport {

  /** What was found where. */
  private record Found(Path path, LogFormat format) {}

  private final Optional<LogMapping> mapping;
  private final Optional<LogFormat> format;

  /**
   * An import.
   *
   * @param mapping what the columns mean; may be left out for logs that a built-in mapping knows
   * @param format of the files; told from their content where it is left out
   */
  public LogImport(Optional<LogMapping> mapping, Optional<LogFormat> format) {
    this.mapping = mapping;
    this.format =
        format.isPresent() ? format : mapping.flatMap(LogMapping::format).map(LogFormats::named);
  }

  /**
   * The logs of files and folders, before anything is mapped.
   *
   * @param skipped is told of files in folders that are in no known format
   * @throws BadInputException if one cannot be read
   */
  public List<RawLog> read(List<Path> paths, Consumer<Path> skipped) {
    List<RawLog> logs = new ArrayList<>();
    try {
      for (Found each : find(paths, skipped)) {
        logs.addAll(read(each));
      }
    } catch (IOException e) {
      throw new BadInputException("a log cannot be read (%s)".formatted(IoReason.of(e)), e);
    }
    return logs;
  }

  /**
   * Maps the logs of files and folders, and writes them to a folder. Where one is refused, none of
   * them stays there. A log with the name of an earlier one is called after its file or folder,
   * too.
   *
   * @param overwrite whether logs of the folder with the same name are replaced
   * @param each is told of each log as it is written
   * @param skipped is told of files in folders that are in no known format
   * @throws BadInputException with the reason if one is refused
   */
  public void run(
      List<Path> paths,
      Path folder,
      boolean overwrite,
      Consumer<LogMapping.Mapped> each,
      Consumer<Path> skipped) {
    Set<String> names = new HashSet<>();
    try (StagedLogs staged = new StagedLogs(folder, overwrite)) {
      for (Found found : find(paths, skipped)) {
        for (RawLog raw : read(found)) {
          Path file = Files.isRegularFile(raw.file()) ? raw.file() : found.path();
          String sha256 = Files.isRegularFile(file) ? SourceFiles.sha256(file) : "";
          LogMapping.Mapped mapped = mappingOf(raw).apply(raw, sha256);
          if (!names.add(mapped.log().meta().name())) {
            mapped = mappingOf(raw).apply(underItsSource(raw, found.path()), sha256);
            names.add(mapped.log().meta().name());
          }
          staged.add(mapped.log());
          each.accept(mapped);
        }
      }
      staged.publish();
    } catch (IOException e) {
      throw new BadInputException("a log cannot be imported (%s)".formatted(e), e);
    }
  }

  /** Recordings of one robot often have one name in many folders: theirs tells them apart. */
  private static RawLog underItsSource(RawLog raw, Path source) {
    String stem = SourceFiles.stem(source);
    Path folder = source.toAbsolutePath().getParent();
    String prefix =
        !stem.equals(raw.name()) || folder == null || folder.getFileName() == null
            ? stem
            : folder.getFileName().toString();
    return new RawLog(
        prefix + "_" + raw.name(), raw.file(), raw.columns(), raw.constants(), raw.texts());
  }

  private static List<RawLog> read(Found found) throws IOException {
    List<RawLog> logs = found.format().read(found.path());
    if (logs.isEmpty()) {
      throw new BadInputException(found.path() + " holds no log");
    }
    return logs;
  }

  private LogMapping mappingOf(RawLog raw) {
    if (mapping.isPresent()) {
      return mapping.get();
    }
    if (LogMapping.isAsap(raw)) {
      return LogMapping.asap();
    }
    throw new BadInputException(
        "nothing says what the columns of %s mean; give a mapping file with --map, drafted by"
                .formatted(raw.file())
            + " --guess-map");
  }

  private List<Found> find(List<Path> paths, Consumer<Path> skipped) throws IOException {
    List<Found> all = new ArrayList<>();
    for (Path path : paths) {
      boolean plainFolder =
          Files.isDirectory(path)
              && (format.isPresent() ? !format.get().recognises(path) : !LogFormats.isKnown(path));
      if (plainFolder) {
        all.addAll(inFolder(path, skipped));
      } else {
        all.add(new Found(path, format.isPresent() ? named(path) : LogFormats.of(path)));
      }
    }
    return all;
  }

  /** The format that was asked for, of a path that exists. */
  private LogFormat named(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException("%s does not exist; check the path".formatted(path));
    }
    return format.get();
  }

  private List<Found> inFolder(Path folder, Consumer<Path> skipped) throws IOException {
    List<Found> all = new ArrayList<>();
    List<Path> entries;
    try (Stream<Path> listed = Files.list(folder)) {
      entries = listed.sorted().toList();
    }
    for (Path entry : entries) {
      boolean known =
          format.isPresent() ? format.get().recognises(entry) : LogFormats.isKnown(entry);
      if (known) {
        all.add(new Found(entry, format.isPresent() ? format.get() : LogFormats.of(entry)));
      } else {
        skipped.accept(entry);
      }
    }
    if (all.isEmpty()) {
      throw new BadInputException(
          "folder %s has no log in a format that is known (%s)"
              .formatted(
                  folder,
                  (format.isPresent() ? List.of(format.get()) : LogFormats.all())
                      .stream().map(LogFormat::name).collect(Collectors.joining(", "))));
    }
    return all;
  }
}
