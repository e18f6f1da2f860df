package org.workcell.sim.vector;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.cameras.ImageOptions;

/** The batches of a vector that take turns, in one memory segment that says which is the latest. */
final class BatchSegment {

  private final SegmentMemory memory;
  private final List<String> tasks;
  private final Optional<ImageOptions> images;
  private final VectorBatch[] batches;
  private long shown;

  BatchSegment(
      BatchLayout layout,
      SegmentDescriptor descriptor,
      BatchMemory memory,
      List<String> tasks,
      Optional<ImageOptions> images) {
    this.memory = new SegmentMemory(layout, descriptor, memory);
    this.tasks = tasks;
    this.images = images;
    this.batches = new VectorBatch[descriptor.batches()];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = newBatch(i);
    }
    this.memory.setShown(0);
  }

  private VectorBatch newBatch(int index) {
    return VectorBatch.written(memory.batch(index), memory.finals(index), tasks, images);
  }

  SegmentDescriptor descriptor() {
    return memory.descriptor();
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
    memory.setShown(shown);
    return current();
  }

  /**
   * The next batch becomes the latest.
   *
   * @param callNanoseconds what the call took whose results it holds
   */
  VectorBatch show(long callNanoseconds) {
    memory.setCallNanoseconds(callNanoseconds);
    return show();
  }

  /** Puts fresh memory in place of that of the next batch; only where nobody else maps it. */
  VectorBatch replaceNext() {
    int index = (int) ((shown + 1) % batches.length);
    batches[index] = newBatch(index);
    return batches[index];
  }
}
