package org.workcell.sim.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.pictures.ImageOptions;

/** The batches of a vector that take turns, in one memory segment that says which is the latest. */
final class BatchSegment {

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final SegmentDescriptor descriptor;
  private final BatchLayout layout;
  private final BatchMemory memory;
  private final List<String> tasks;
  private final Optional<ImageOptions> images;
  private final ByteBuffer control;
  private final VectorBatch[] batches;
  private long shown;

  BatchSegment(
      BatchLayout layout,
      SegmentDescriptor descriptor,
      BatchMemory memory,
      List<String> tasks,
      Optional<ImageOptions> images) {
    this.layout = layout;
    this.descriptor = descriptor;
    this.memory = memory;
    this.tasks = tasks;
    this.images = images;
    this.control = region(0, SegmentDescriptor.CONTROL_BYTES);
    this.batches = new VectorBatch[descriptor.batches()];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = newBatch(i);
    }
    LONG.setRelease(control, 0, 0L);
  }

  private VectorBatch newBatch(int index) {
    BatchStorage rows = storage(descriptor.batchOffset(index));
    BatchStorage finals = descriptor.finals() ? storage(descriptor.finalsOffset(index)) : null;
    return new VectorBatch(rows, finals, tasks, images);
  }

  private BatchStorage storage(long offset) {
    long bytes = descriptor.batch().bytes();
    int rows = descriptor.batch().rows();
    if (bytes > Integer.MAX_VALUE - BatchDescriptor.ALIGNMENT) {
      throw new IllegalArgumentException(
          "a batch of %d environments needs %d bytes, more than one buffer holds; use fewer"
              .formatted(rows, bytes));
    }
    return BatchStorage.over(layout, rows, region(offset, (int) bytes));
  }

  private ByteBuffer region(long offset, int bytes) {
    ByteBuffer region = memory.region(descriptor, offset, bytes);
    boolean fits = region.isDirect() && !region.isReadOnly() && region.capacity() >= bytes;
    if (!fits || region.alignmentOffset(0, BatchDescriptor.ALIGNMENT) != 0) {
      throw new IllegalArgumentException(
          "a vector's memory at offset %d must be %d bytes of writable direct memory that starts at"
                  .formatted(offset, bytes)
              + " a multiple of %d, not %s".formatted(BatchDescriptor.ALIGNMENT, region));
    }
    return region;
  }

  SegmentDescriptor descriptor() {
    return descriptor;
  }

  /** How many batches have been shown, as in the first control word. */
  long shown() {
    return shown;
  }

  /** The latest batch. */
  VectorBatch current() {
    return batches[(int) (shown % batches.length)];
  }

  /** The batch whose turn is next. */
  VectorBatch next() {
    return batches[(int) ((shown + 1) % batches.length)];
  }

  /** The batch that comes so many turns after the first. */
  VectorBatch turn(long number) {
    return batches[(int) (number % batches.length)];
  }

  /** The next batch becomes the latest. */
  VectorBatch show() {
    shown++;
    LONG.setRelease(control, 0, shown);
    return current();
  }

  /** Puts fresh memory in place of that of the next batch; only where nobody else maps it. */
  VectorBatch replaceNext() {
    int index = (int) ((shown + 1) % batches.length);
    batches[index] = newBatch(index);
    return batches[index];
  }
}
