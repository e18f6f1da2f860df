package org.workcell.datasets.logs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * Logs as files: NAME.npz with the arrays {@code t} (rows), s, and {@link Quantity#column} (rows,
 * width), float64, beside NAME.json with the {@link LogMeta}. Thread-safe.
 */
public final class LogFolder {

  private final List<Path> files;

  private LogFolder(List<Path> files) {
    this.files = List.copyOf(files);
  }

  /**
   * The logs of a folder, in the order of their names, or one log by its NPZ file.
   *
   * @throws BadInputException if there is none
   */
  public static LogFolder open(Path folderOrFile) {
    return open(List.of(folderOrFile));
  }

  /**
   * The logs of several folders and NPZ files.
   *
   * @throws BadInputException if one has no log, or two have the same name
   */
  public static LogFolder open(List<Path> foldersOrFiles) {
    List<Path> all = new ArrayList<>();
    foldersOrFiles.forEach(path -> all.addAll(files(path)));
    TreeSet<String> names = new TreeSet<>();
    for (Path file : all) {
      if (!names.add(SourceFiles.stem(file))) {
        throw new BadInputException(
            "log %s is given twice; names of logs must differ".formatted(SourceFiles.stem(file)));
      }
    }
    return new LogFolder(all);
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      if (Files.isRegularFile(path) && path.toString().endsWith(LogFile.ARRAYS)) {
        return List.of(path);
      }
      throw new BadInputException(
          "%s is neither a folder of logs nor a log (NAME.npz beside NAME.json); files of other"
                  .formatted(path)
              + " formats become logs by 'workcell sim2real import'");
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> found =
          entries
              .filter(file -> file.toString().endsWith(LogFile.ARRAYS))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new BadInputException(
            "folder %s has no log (NAME.npz beside NAME.json); 'workcell sim2real import' makes them"
                .formatted(path));
      }
      return found;
    } catch (IOException e) {
      throw new BadInputException(
          "folder %s cannot be read (%s)".formatted(path, IoReason.of(e)), e);
    }
  }

  /** The NPZ files, in order. */
  public List<Path> files() {
    return files;
  }

  /** Names of the logs, in order. */
  public List<String> names() {
    return files.stream().map(SourceFiles::stem).toList();
  }

  /**
   * All logs, in order.
   *
   * @throws BadInputException if one cannot be used; see {@link #read}
   */
  public List<RobotLog> readAll() {
    return files.stream().map(LogFolder::read).toList();
  }

  /**
   * Reads a log whose rows can be used: at least two, at finite times that grow, without infinite
   * values. NaN marks values that are missing.
   *
   * @param npz its NPZ file
   * @throws BadInputException with the reason if it cannot be read or used
   */
  public static RobotLog read(Path npz) {
    RobotLog log = readAsItIs(npz);
    LogRules.require(log);
    return log;
  }

  /**
   * Reads a log whatever its values are, for those who examine it.
   *
   * @param npz its NPZ file
   * @throws BadInputException with the reason if it cannot be read
   */
  public static RobotLog readAsItIs(Path npz) {
    try {
      return LogFile.read(npz);
    } catch (IOException e) {
      throw new BadInputException("log %s cannot be read (%s)".formatted(npz, IoReason.of(e)), e);
    }
  }

  /**
   * Writes a log under the name that its {@link LogMeta} has; each file appears whole or not at
   * all.
   *
   * @param folder made if it does not exist
   * @throws BadInputException if the name is no name of a file
   */
  public static void write(Path folder, RobotLog log) {
    try {
      Files.createDirectories(folder);
      LogFile.write(folder, log);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "log %s cannot be written to '%s'".formatted(log.meta().name(), folder), e);
    }
  }

  /**
   * SHA-256 of a file in hexadecimal digits, for files that name what they were made from.
   *
   * @throws BadInputException if it cannot be read
   */
  public static String sha256(Path file) {
    try {
      return SourceFiles.sha256(file);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }
}
