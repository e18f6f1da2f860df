package org.workcell.sim.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there in full or not at all. */
public final class AtomicFiles {

  private AtomicFiles() {}

  /** Writes a file; readers see the old one or the new one. */
  public static void write(Path file, byte[] content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, content);
      replace(file, next);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Puts {@code next}, which lies in the same folder, in place of a file. */
  public static void replace(Path file, Path next) throws IOException {
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
