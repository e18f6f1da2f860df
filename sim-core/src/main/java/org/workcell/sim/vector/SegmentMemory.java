package org.workcell.sim.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.SegmentDescriptor;

/** The parts of a memory segment: the count of the batches shown, and the batches. */
final class SegmentMemory {

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final BatchLayout layout;
  private final SegmentDescriptor descriptor;
  private final BatchMemory memory;
  private final ByteBuffer control;

  SegmentMemory(BatchLayout layout, SegmentDescriptor descriptor, BatchMemory memory) {
    this.layout = layout;
    this.descriptor = descriptor;
    this.memory = memory;
    this.control = region(0, SegmentDescriptor.CONTROL_BYTES);
  }

  SegmentDescriptor descriptor() {
    return descriptor;
  }

  /** Number of batches shown; what has been written before it can be read after it. */
  long shown() {
    return (long) LONG.getAcquire(control, 0);
  }

  void setShown(long count) {
    LONG.setRelease(control, 0, count);
  }

  BatchStorage batch(int index) {
    return storage(descriptor.batchOffset(index));
  }

  /** The last results of episodes beside a batch; null where they are not kept apart. */
  BatchStorage finals(int index) {
    return descriptor.finals() ? storage(descriptor.finalsOffset(index)) : null;
  }

  private BatchStorage storage(long offset) {
    long bytes = descriptor.batch().bytes();
    int rows = descriptor.batch().rows();
    if (bytes > Integer.MAX_VALUE - BatchDescriptor.PAGE_BYTES) {
      throw new IllegalArgumentException(
          "a batch of %d environments needs %d bytes, more than one buffer holds; use fewer"
              .formatted(rows, bytes));
    }
    return BatchStorage.over(layout, rows, region(offset, (int) bytes));
  }

  private ByteBuffer region(long offset, int bytes) {
    ByteBuffer region = memory.region(descriptor, offset, bytes);
    boolean fits = region.isDirect() && !region.isReadOnly() && region.capacity() >= bytes;
    int alignment = offset == 0 ? BatchDescriptor.PAGE_BYTES : descriptor.batch().alignment();
    if (!fits || region.alignmentOffset(0, alignment) != 0) {
      throw new IllegalArgumentException(
          "a vector's memory at offset %d must be %d bytes of writable direct memory that starts at"
                  .formatted(offset, bytes)
              + " a multiple of %d, not %s".formatted(alignment, region));
    }
    return region;
  }
}
