package org.workcell.server.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.server.session.CallException;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Segment;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;

/**
 * A segment that a client maps, too. Its file has a name until the client has mapped it; its memory
 * is freed when both have let go.
 */
final class SharedSegment implements Segment {

  private final SharedMemory source;
  private final List<MappedByteBuffer> mappings = new ArrayList<>();
  private SharedMemory.SegmentFile file;
  private long bytes;
  private boolean named;
  private boolean closed;

  SharedSegment(SharedMemory source) {
    this.source = source;
  }

  @Override
  public BatchMemory memory() {
    return this::region;
  }

  private synchronized ByteBuffer region(SegmentDescriptor segment, long offset, int size) {
    if (closed) {
      throw new IllegalStateException("the segment is closed; make another one");
    }
    if (file == null) {
      bytes = segment.bytes();
      file = source.allocate(bytes);
      named = true;
    }
    try {
      MappedByteBuffer mapping = file.channel().map(FileChannel.MapMode.READ_WRITE, offset, size);
      mappings.add(mapping);
      return mapping;
    } catch (IOException e) {
      throw new CallException(
          ErrorCode.RESOURCE_EXHAUSTED,
          "shared memory of %d bytes cannot be mapped: %s".formatted(size, e.getMessage()));
    }
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public synchronized Optional<Path> path() {
    return Optional.ofNullable(file).map(SharedMemory.SegmentFile::path);
  }

  @Override
  public synchronized void mapped() {
    if (named) {
      named = false;
      try {
        Files.deleteIfExists(file.path());
      } catch (IOException e) {
        throw new UncheckedIOException("a segment's file cannot be removed", e);
      }
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    mappings.forEach(Unmapping::unmap);
    mappings.clear();
    if (file != null) {
      source.released(bytes);
      try {
        mapped();
        file.channel().close();
      } catch (IOException e) {
        throw new UncheckedIOException("a segment's file cannot be closed", e);
      }
    }
  }
}
