package org.workcell.server.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;

/** Memory of a vector as a transport would supply it: private, or as if another process saw it. */
final class TestSegment implements Segment {

  private final boolean shared;
  private ByteBuffer memory;
  private SegmentDescriptor descriptor;
  boolean mapped;
  int closed;

  TestSegment(boolean shared) {
    this.shared = shared;
  }

  /** A source that remembers what it made. */
  static final class Source implements SegmentSource {

    final List<TestSegment> made = new ArrayList<>();
    private final boolean shared;

    Source(boolean shared) {
      this.shared = shared;
    }

    @Override
    public Segment create() {
      made.add(new TestSegment(shared));
      return made.get(made.size() - 1);
    }
  }

  @Override
  public BatchMemory memory() {
    return (segment, offset, bytes) -> {
      if (memory == null) {
        descriptor = segment;
        memory = BatchMemory.allocate((int) segment.bytes(), BatchDescriptor.PAGE_BYTES);
      }
      return memory.slice((int) offset, bytes);
    };
  }

  /** The bytes of a block in the latest batch, as a client reads them. */
  ByteBuffer block(String name) {
    ByteBuffer whole = memory.duplicate().order(ByteOrder.nativeOrder());
    int batch = (int) (whole.getLong(0) % descriptor.batches());
    BatchDescriptor.Block block = descriptor.batch().block(name);
    return whole
        .slice(
            (int) (descriptor.batchOffset(batch) + block.offset()),
            (int) (block.rowBytes() * descriptor.batch().rows()))
        .order(ByteOrder.nativeOrder());
  }

  long shown() {
    return memory.duplicate().order(ByteOrder.nativeOrder()).getLong(0);
  }

  @Override
  public Optional<Path> path() {
    return shared ? Optional.of(Path.of("/dev/shm/of-a-test")) : Optional.empty();
  }

  @Override
  public void mapped() {
    mapped = true;
  }

  @Override
  public void close() {
    closed++;
  }
}
