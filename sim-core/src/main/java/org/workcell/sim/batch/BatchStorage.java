package org.workcell.sim.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The memory of a batch of environments: action, observation blocks, reward, flags, info columns
 * episode statistics and pictures, each {@code [env][...]} and aligned to cache lines. Allocated
 * here, or laid over memory that a caller supplies, such as a shared segment. Different threads may
 * use different rows at the same time.
 */
public final class BatchStorage {

  private static final int ALIGNMENT = 64;

  private final BatchLayout layout;
  private final int rows;
  private final BatchBlock action;
  private final List<BatchBlock> observation;
  private final BatchBlock reward;
  private final BatchBlock terminated;
  private final BatchBlock truncated;
  private final BatchBlock success;
  private final BatchBlock info;
  private final BatchBlock episode;
  private final BatchBlock images;

  private BatchStorage(BatchLayout layout, int rows, ByteBuffer memory) {
    this.layout = layout;
    this.rows = rows;
    List<BatchBlock> blocks = new ArrayList<>();
    int offset = 0;
    for (BlockSpec spec : blockSpecs(layout)) {
      int bytes = Math.multiplyExact(rows, Math.multiplyExact(spec.size(), spec.type().bytes()));
      blocks.add(new BatchBlock(spec, memory.slice(offset, bytes)));
      offset = aligned(offset + bytes);
    }
    int observations = layout.observation().size();
    this.action = blocks.get(0);
    this.observation = List.copyOf(blocks.subList(1, 1 + observations));
    this.reward = blocks.get(1 + observations);
    this.terminated = blocks.get(2 + observations);
    this.truncated = blocks.get(3 + observations);
    this.success = blocks.get(4 + observations);
    this.info = blocks.get(5 + observations);
    this.episode = blocks.get(6 + observations);
    this.images = layout.images().isPresent() ? blocks.get(7 + observations) : null;
  }

  /** Allocates direct memory for this many environments. */
  public static BatchStorage allocate(BatchLayout layout, int rows) {
    long bytes = requiredBytes(layout, rows);
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of %d environments needs %d bytes, more than one buffer holds; use fewer"
              .formatted(rows, bytes));
    }
    return over(layout, rows, ByteBuffer.allocateDirect((int) bytes + ALIGNMENT));
  }

  /**
   * Lays a batch over a caller's direct memory, from its first cache line on.
   *
   * @throws IllegalArgumentException if the memory is not direct or too small
   */
  public static BatchStorage over(BatchLayout layout, int rows, ByteBuffer memory) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch has at least one environment, not " + rows);
    }
    long required = requiredBytes(layout, rows);
    ByteBuffer alignedMemory = memory.isDirect() ? memory.alignedSlice(ALIGNMENT) : null;
    if (alignedMemory == null || alignedMemory.capacity() < required) {
      throw new IllegalArgumentException(
          "a batch of %d environments needs %d bytes of direct memory, not %s"
              .formatted(rows, required + ALIGNMENT, memory));
    }
    return new BatchStorage(layout, rows, alignedMemory);
  }

  /** Bytes needed for this many environments, from an aligned start on. */
  public static long requiredBytes(BatchLayout layout, int rows) {
    long offset = 0;
    for (BlockSpec spec : blockSpecs(layout)) {
      offset = aligned(offset + (long) rows * spec.size() * spec.type().bytes());
    }
    return offset;
  }

  private static List<BlockSpec> blockSpecs(BatchLayout layout) {
    List<BlockSpec> specs = new ArrayList<>();
    specs.add(layout.action());
    specs.addAll(layout.observation());
    double any = Double.POSITIVE_INFINITY;
    specs.add(BlockSpec.vector("reward", DataType.FLOAT64, 1, -any, any));
    specs.add(BlockSpec.vector("terminated", DataType.UINT8, 1, 0, 1));
    specs.add(BlockSpec.vector("truncated", DataType.UINT8, 1, 0, 1));
    specs.add(BlockSpec.vector("success", DataType.UINT8, 1, 0, 1));
    specs.add(BlockSpec.vector("info", DataType.FLOAT64, layout.infoColumns().size(), -any, any));
    specs.add(
        BlockSpec.vector("episode", DataType.FLOAT64, EpisodeColumn.values().length, -any, any));
    layout.images().ifPresent(specs::add);
    return specs;
  }

  private static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static int aligned(int offset) {
    return Math.toIntExact(aligned((long) offset));
  }

  /** What each row holds. */
  public BatchLayout layout() {
    return layout;
  }

  /** Number of environments. */
  public int rows() {
    return rows;
  }

  /** Actions; written by the caller before each step. */
  public BatchBlock action() {
    return action;
  }

  /** Observation block {@code index}, in the order of the layout. */
  public BatchBlock observation(int index) {
    return observation.get(index);
  }

  /** Number of observation blocks. */
  public int observationCount() {
    return observation.size();
  }

  /** Reward of the last step, float64. */
  public BatchBlock reward() {
    return reward;
  }

  /** Whether the task ended the episode, 0 or 1. */
  public BatchBlock terminated() {
    return terminated;
  }

  /** Whether the horizon ended the episode, 0 or 1. */
  public BatchBlock truncated() {
    return truncated;
  }

  /** Whether the last step met the success rule, 0 or 1. */
  public BatchBlock success() {
    return success;
  }

  /** Info columns, float64, [env][column]. */
  public BatchBlock info() {
    return info;
  }

  /** Statistics of the episode that the last step belonged to, float64, [env][EpisodeColumn]. */
  public BatchBlock episode() {
    return episode;
  }

  /**
   * Pictures, uint8, [env][camera][H][W][3], top row first.
   *
   * @throws IllegalStateException if the layout has none
   */
  public BatchBlock images() {
    if (images == null) {
      throw new IllegalStateException("this batch has no pictures; ask for them when it is opened");
    }
    return images;
  }

  /** Copies reward, flags and statistics of a row to a row of the same layout. */
  public void copyOutcome(int row, BatchStorage target, int targetRow) {
    reward.copyRow(row, target.reward, targetRow);
    terminated.copyRow(row, target.terminated, targetRow);
    truncated.copyRow(row, target.truncated, targetRow);
    success.copyRow(row, target.success, targetRow);
    episode.copyRow(row, target.episode, targetRow);
  }

  /** Reward and flags of a row without a step: zero. */
  public void clearOutcome(int row) {
    reward.clearRow(row);
    terminated.clearRow(row);
    truncated.clearRow(row);
    success.clearRow(row);
  }

  /**
   * Copies the results of a row, everything but its action, to a row of the same layout; pictures
   * where both have them.
   */
  public void copyResults(int row, BatchStorage target, int targetRow) {
    for (int i = 0; i < observation.size(); i++) {
      observation.get(i).copyRow(row, target.observation.get(i), targetRow);
    }
    info.copyRow(row, target.info, targetRow);
    if (images != null && target.images != null) {
      images.copyRow(row, target.images, targetRow);
    }
    copyOutcome(row, target, targetRow);
  }
}
