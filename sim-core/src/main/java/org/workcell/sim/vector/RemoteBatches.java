package org.workcell.sim.vector;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.task.TaskSpec;

/**
 * The batches of a vector that another program runs, over memory that {@link SegmentDescriptor}
 * describes: a segment that both programs map, or memory of this one into which somebody copies
 * what the other one sends. For those who implement {@link VectorEnvironment} over a transport.
 *
 * <p>The count of batches shown, at the start of the segment, says which batch is the latest;
 * whoever writes the batches sets it. Used by one thread at a time. Allocates nothing but in the
 * factory.
 */
public final class RemoteBatches {

  private final BatchLayout layout;
  private final SegmentMemory memory;
  private final VectorBatch[] batches;

  private RemoteBatches(
      BatchLayout layout, SegmentMemory memory, List<String> tasks, Optional<ImageOptions> images) {
    this.layout = layout;
    this.memory = memory;
    this.batches = new VectorBatch[memory.descriptor().batches()];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = VectorBatch.viewed(memory.batch(i), memory.finals(i), tasks, images);
    }
  }

  /**
   * Lays the batches over memory.
   *
   * @param descriptor where the other program says that everything lies
   * @param tasks the tasks of the vector in the order of its members
   * @param images the images that come with every batch
   * @param memory asked for each region of the segment in turn
   * @throws IllegalArgumentException if tasks and images give another layout than the descriptor
   */
  public static RemoteBatches over(
      SegmentDescriptor descriptor,
      List<TaskSpec> tasks,
      Optional<ImageOptions> images,
      BatchMemory memory) {
    BatchLayout plain = VectorLayout.of(tasks).withMetadata();
    BatchLayout layout = images.map(each -> plain.withImages(each.blockSpecs())).orElse(plain);
    BatchDescriptor expected = BatchDescriptor.of(layout, descriptor.batch().rows());
    if (!expected.equals(descriptor.batch())) {
      throw new IllegalArgumentException(
          "tasks %s give batches laid out as\n%sand the other program has\n%suse programs of one version"
              .formatted(
                  tasks.stream().map(TaskSpec::id).toList(),
                  expected.toText(),
                  descriptor.batch().toText()));
    }
    return new RemoteBatches(
        layout,
        new SegmentMemory(layout, descriptor, memory),
        tasks.stream().map(TaskSpec::id).toList(),
        images);
  }

  /** What each row holds; bounds are those of all tasks together. */
  public BatchLayout layout() {
    return layout;
  }

  /** Where everything lies in the memory. */
  public SegmentDescriptor descriptor() {
    return memory.descriptor();
  }

  /** Number of batches shown since the vector was opened. */
  public long shown() {
    return memory.shown();
  }

  /** The latest batch; takes the actions of the next step. */
  public VectorBatch current() {
    return batches[(int) (shown() % batches.length)];
  }

  /** The batch whose turn is next, for who copies results into it. */
  public VectorBatch next() {
    return batches[(int) ((shown() + 1) % batches.length)];
  }

  /** The next batch becomes the latest, for who has copied results into it. */
  public VectorBatch show() {
    memory.setShown(memory.shown() + 1);
    return current();
  }
}
