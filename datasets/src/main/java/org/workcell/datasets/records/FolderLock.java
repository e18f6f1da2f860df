package org.workcell.datasets.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * A folder in which one process works. The system takes the lock away from a process that ends,
 * however it ends. Closing is idempotent.
 */
public final class FolderLock implements AutoCloseable {

  private static final String FILE = ".lock";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks a folder.
   *
   * @throws BadInputException if another process or thread works in it, or it cannot be written to
   */
  public static FolderLock of(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new FolderLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new BadInputException(
          "folder '%s' cannot be written to (%s)".formatted(folder, IoReason.of(e)), e);
    }
    throw new BadInputException(
        "another process works in folder '%s'; wait until it ends, or name another folder"
            .formatted(folder));
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a lock cannot be released", e);
    }
  }
}
