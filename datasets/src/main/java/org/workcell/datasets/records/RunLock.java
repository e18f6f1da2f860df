package org.workcell.datasets.records;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * Keeps two processes, or two threads, from writing to one run. The system takes the lock away from
 * a process that ends, however it ends.
 */
public final class RunLock implements AutoCloseable {

  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a run.
   *
   * @param manifest a file of the run that stays as it is
   * @throws BadInputException if another one holds it
   */
  public static RunLock take(Path manifest) {
    try {
      FileChannel channel = FileChannel.open(manifest, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new BadInputException(
            "the run in '%s' is being written by another process; wait for it or stop it"
                .formatted(manifest.getParent()));
      }
      return new RunLock(channel);
    } catch (IOException e) {
      throw new BadInputException(
          "%s cannot be locked (%s); use a folder that may be written to and supports locks"
              .formatted(manifest, IoReason.of(e)),
          e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Gives the lock back. Idempotent. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
