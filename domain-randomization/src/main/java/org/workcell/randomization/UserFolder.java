package org.workcell.randomization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.workcell.sim.files.IoReason;

/**
 * A user's folder of files of some kind. Links are followed; folders in it are not entered.
 *
 * @param kind what it is called in messages, for example {@code image}
 * @param contents what it should hold, for messages
 * @param endings of the names that count, in small letters; other files are left alone
 * @param most how many it may hold
 */
record UserFolder(String kind, String contents, Set<String> endings, int most) {

  /**
   * The files in the order of their names.
   *
   * @throws IllegalArgumentException if there is no folder, no such file in it, or too many
   */
  List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "%s folder '%s' is not a folder; give one that holds %s"
              .formatted(kind, folder, contents));
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries
              .filter(file -> endings.contains(ending(file)))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
      if (files.isEmpty() || files.size() > most) {
        throw new IllegalArgumentException(
            "%s folder '%s' holds %d %s; expected 1 to %d"
                .formatted(kind, folder, files.size(), contents, most));
      }
      return files;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "%s folder '%s' cannot be read (%s)".formatted(kind, folder, IoReason.of(e)), e);
    }
  }

  /** What follows the last dot of a file's name, in small letters. */
  static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
