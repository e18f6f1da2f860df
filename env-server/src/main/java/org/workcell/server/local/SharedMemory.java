package org.workcell.server.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.workcell.server.EventLog;
import org.workcell.server.session.CallException;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Segment;
import org.workcell.server.session.SegmentSource;
import org.workcell.sim.files.IoReason;

/**
 * Makes segments as files in folders that are memory, the first with enough room. A file can be
 * read and written by this user only, has a name that nobody can guess, and all of its pages exist
 * before anybody uses it: a full folder is an error here and never a fault in the middle of a step.
 * Thread-safe.
 */
public final class SharedMemory implements SegmentSource {

  /** Where shared memory is on Linux. */
  public static final Path STANDARD_FOLDER = Path.of("/dev/shm");

  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 20).asReadOnlyBuffer();

  /** Tells how many bytes a folder has free. */
  @FunctionalInterface
  interface FreeSpace {
    long bytes(Path folder) throws IOException;
  }

  /**
   * A new file.
   *
   * @param path its name
   * @param channel open for reading and writing
   */
  record SegmentFile(Path path, FileChannel channel) {}

  private final List<Path> folders;
  private final FreeSpace freeSpace;
  private final EventLog log;
  private final OwnProcess owner = OwnProcess.current();
  private final AtomicLong bytes = new AtomicLong();

  SharedMemory(List<Path> folders, FreeSpace freeSpace, EventLog log) {
    this.log = log;
    this.folders = List.copyOf(folders);
    this.freeSpace = freeSpace;
  }

  /**
   * Segments in a folder, and where it lacks room in {@code XDG_RUNTIME_DIR}, then {@code TMPDIR}.
   */
  public static SharedMemory in(Path folder, EventLog log) {
    Set<Path> folders = new LinkedHashSet<>(List.of(folder));
    String runtime = System.getenv("XDG_RUNTIME_DIR");
    if (runtime != null && !runtime.isBlank()) {
      folders.add(Path.of(runtime));
    }
    String temporary = System.getenv("TMPDIR");
    folders.add(
        Path.of(
            temporary == null || temporary.isBlank()
                ? System.getProperty("java.io.tmpdir")
                : temporary));
    return new SharedMemory(
        List.copyOf(folders), each -> Files.getFileStore(each).getUsableSpace(), log);
  }

  /** Removes what servers of this user that were killed have left; returns how many files. */
  public int removeLeftovers() {
    return folders.stream().mapToInt(Leftovers::remove).sum();
  }

  @Override
  public Segment create() {
    return new SharedSegment(this);
  }

  /** Size of all segments that are open. */
  public long bytes() {
    return bytes.get();
  }

  void released(long size) {
    bytes.addAndGet(-size);
  }

  /**
   * A file of zeros.
   *
   * @throws CallException if no folder has room for it
   */
  SegmentFile allocate(long size) {
    List<String> reasons = new ArrayList<>();
    for (Path folder : folders) {
      try {
        long free = freeSpace.bytes(folder);
        if (free >= size) {
          SegmentFile file = create(folder, size);
          bytes.addAndGet(size);
          if (!reasons.isEmpty()) {
            log.warn("segment_elsewhere", "", "folder", folder.toString(), "because", reasons);
          }
          return file;
        }
        reasons.add("%s has %d bytes free".formatted(folder, free));
      } catch (IOException e) {
        reasons.add("%s cannot be used (%s)".formatted(folder, IoReason.of(e)));
      }
    }
    throw new CallException(
        ErrorCode.RESOURCE_EXHAUSTED,
        "the batches of this vector need %d bytes of shared memory, but %s; use fewer environments or smaller images, or give the server a larger folder with --shm-dir"
            .formatted(size, String.join(", ", reasons)));
  }

  private SegmentFile create(Path folder, long size) throws IOException {
    Path path = folder.resolve(Leftovers.newName(owner)).toAbsolutePath();
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      writeZeros(channel, size);
      return new SegmentFile(path, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private static void writeZeros(FileChannel channel, long size) throws IOException {
    ByteBuffer zeros = ZEROS.duplicate();
    for (long written = 0; written < size; ) {
      zeros.clear().limit((int) Math.min(zeros.capacity(), size - written));
      written += channel.write(zeros, written);
    }
  }
}
