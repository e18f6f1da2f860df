package org.workcell.datasets.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.providers.Providers;

/** The formats that the class path offers. */
public final class LogFormats {

  private LogFormats() {}

  /** All formats, by name. */
  public static List<LogFormat> all() {
    return Providers.load(LogFormat.class).stream()
        .sorted(Comparator.comparing(LogFormat::name))
        .toList();
  }

  /**
   * The format of a name.
   *
   * @throws BadInputException if there is none
   */
  public static LogFormat named(String name) {
    return Providers.named("log format", name, all(), LogFormat::name);
  }

  /**
   * The format of a file or a folder.
   *
   * @throws BadInputException if no format or more than one recognises it
   */
  public static LogFormat of(Path path) throws IOException {
    requireExists(path);
    List<LogFormat> found = new java.util.ArrayList<>();
    for (LogFormat format : all()) {
      if (format.recognises(path)) {
        found.add(format);
      }
    }
    if (found.size() != 1) {
      String known =
          (found.isEmpty() ? all() : found)
              .stream().map(LogFormat::name).collect(Collectors.joining(", "));
      throw new BadInputException(
          found.isEmpty()
              ? "%s is in no format that is known (%s); name one with --format"
                  .formatted(path, known)
              : "%s may be in any of the formats %s; name one with --format"
                  .formatted(path, known));
    }
    return found.get(0);
  }

  /**
   * Whether some format recognises it.
   *
   * @throws BadInputException if it does not exist
   */
  public static boolean isKnown(Path path) throws IOException {
    requireExists(path);
    for (LogFormat format : all()) {
      if (format.recognises(path)) {
        return true;
      }
    }
    return false;
  }

  private static void requireExists(Path path) {
    if (!Files.exists(path)) {
      throw new BadInputException("%s does not exist; check the path".formatted(path));
    }
  }
}
