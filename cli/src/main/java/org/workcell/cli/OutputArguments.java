package org.workcell.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.workcell.sim.files.BadInputException;

/** Checks of what a command will write, before it computes anything. */
final class OutputArguments {

  private OutputArguments() {}

  /**
   * Refuses a folder that holds an earlier result, and what can be no folder.
   *
   * @param file in the folder, without which there is no result
   */
  static void requireNew(Path folder, String file) {
    if (Files.exists(folder.resolve(file))) {
      throw new BadInputException(
          "--out %s holds a %s already; name a new folder, or remove it".formatted(folder, file));
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new BadInputException("--out %s is a file; name a new folder".formatted(folder));
    }
    Path existing = folder.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    requireWritable("--out", folder, existing);
  }

  /** Refuses files that cannot be written: folders, and names in folders that are not there. */
  static void requireWritable(String option, Path file) {
    if (file == null) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new BadInputException("%s %s is a folder; name a file".formatted(option, file));
    }
    requireWritable(option, file, file.toAbsolutePath().getParent());
  }

  private static void requireWritable(String option, Path named, Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException(
          "%s %s: there is no folder %s; make it, or name another"
              .formatted(option, named, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new BadInputException(
          "%s %s: folder %s cannot be written to; name another".formatted(option, named, folder));
    }
  }
}
