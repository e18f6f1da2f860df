package org.workcell.sim.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The memory of a batch of environments: action, observation blocks, reward, flags, info columns,
 * episode statistics, images and what rows show, each {@code [env][...]} and aligned to cache lines
 * or pages. Allocated here, or laid over memory that a caller supplies, such as a shared segment.
 * Different threads may use different rows at the same time.
 */
public final class BatchStorage {

  private final BatchLayout layout;
  private final BatchDescriptor descriptor;
  private final List<BatchBlock> blocks;
  private final BatchBlock action;
  private final BatchBlock intervention;
  private final BatchBlock actor;
  private final BatchBlock executedAction;
  private final BatchBlock executedBy;
  private final List<BatchBlock> observation;
  private final BatchBlock reward;
  private final BatchBlock terminated;
  private final BatchBlock truncated;
  private final BatchBlock success;
  private final BatchBlock info;
  private final BatchBlock episode;
  private final List<BatchBlock> images;
  private final List<BatchBlock> masks;
  private final RowMetadata metadata;

  private BatchStorage(BatchLayout layout, BatchDescriptor descriptor, ByteBuffer memory) {
    this.layout = layout;
    this.descriptor = descriptor;
    List<BatchLayout.Part> parts = layout.parts();
    Map<BlockRole, List<BatchBlock>> byRole = new EnumMap<>(BlockRole.class);
    List<BatchBlock> all = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      BatchDescriptor.Block place = descriptor.blocks().get(i);
      int bytes = Math.toIntExact(descriptor.rows() * place.rowBytes());
      BatchBlock block =
          new BatchBlock(parts.get(i).spec(), memory.slice((int) place.offset(), bytes));
      byRole.computeIfAbsent(place.role(), unused -> new ArrayList<>()).add(block);
      all.add(block);
    }
    this.blocks = List.copyOf(all);
    List<BatchBlock> flags = byRole.get(BlockRole.FLAG);
    this.action = byRole.get(BlockRole.ACTION).get(0);
    this.intervention = byRole.get(BlockRole.ACTION).get(1);
    this.actor = byRole.get(BlockRole.ACTION).get(2);
    this.executedAction = byRole.get(BlockRole.EXECUTED).get(0);
    this.executedBy = byRole.get(BlockRole.EXECUTED).get(1);
    this.observation = List.copyOf(byRole.getOrDefault(BlockRole.OBSERVATION, List.of()));
    this.reward = byRole.get(BlockRole.REWARD).get(0);
    this.terminated = flags.get(0);
    this.truncated = flags.get(1);
    this.success = flags.get(2);
    this.info = byRole.get(BlockRole.INFO).get(0);
    this.episode = byRole.get(BlockRole.EPISODE).get(0);
    this.images = List.copyOf(byRole.getOrDefault(BlockRole.IMAGE, List.of()));
    this.masks = List.copyOf(byRole.getOrDefault(BlockRole.MASK, List.of()));
    this.metadata = layout.meta().isEmpty() ? null : new RowMetadata(byRole.get(BlockRole.META));
  }

  /** Allocates direct memory for this many environments. */
  public static BatchStorage allocate(BatchLayout layout, int rows) {
    BatchDescriptor descriptor = BatchDescriptor.of(layout, rows);
    long bytes = descriptor.bytes();
    if (bytes > Integer.MAX_VALUE - BatchDescriptor.PAGE_BYTES) {
      throw new IllegalArgumentException(
          "a batch of %d environments needs %d bytes, more than one buffer holds; use fewer"
              .formatted(rows, bytes));
    }
    return over(layout, rows, BatchMemory.allocate((int) bytes, descriptor.alignment()));
  }

  /**
   * Lays a batch over a caller's direct memory, from its first cache line or page on, as {@link
   * BatchDescriptor#alignment} says.
   *
   * @throws IllegalArgumentException if the memory is not direct or too small
   */
  public static BatchStorage over(BatchLayout layout, int rows, ByteBuffer memory) {
    if (rows < 1) {
      throw new IllegalArgumentException("a batch has at least one environment, not " + rows);
    }
    BatchDescriptor descriptor = BatchDescriptor.of(layout, rows);
    ByteBuffer aligned = memory.isDirect() ? memory.alignedSlice(descriptor.alignment()) : null;
    if (aligned == null || aligned.capacity() < descriptor.bytes()) {
      throw new IllegalArgumentException(
          "a batch of %d environments needs %d bytes of direct memory, not %s"
              .formatted(rows, descriptor.bytes() + descriptor.alignment(), memory));
    }
    return new BatchStorage(layout, descriptor, aligned);
  }

  /** Bytes needed for this many environments, from an aligned start on. */
  public static long requiredBytes(BatchLayout layout, int rows) {
    return BatchDescriptor.of(layout, rows).bytes();
  }

  /** Where each block lies. */
  public BatchDescriptor descriptor() {
    return descriptor;
  }

  /** What each row holds. */
  public BatchLayout layout() {
    return layout;
  }

  /** All blocks, in the order of the descriptor. */
  public List<BatchBlock> blocks() {
    return blocks;
  }

  /** Number of environments. */
  public int rows() {
    return descriptor.rows();
  }

  /**
   * Checks a row number.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public void requireRow(int row) {
    if (row < 0 || row >= rows()) {
      throw new IndexOutOfBoundsException(
          "row %d of a batch of %d environments".formatted(row, rows()));
    }
  }

  /** Actions; written by the caller before each step. */
  public BatchBlock action() {
    return action;
  }

  /** Actions of whoever takes over from the policy; read where {@link #actor} says so. */
  public BatchBlock intervention() {
    return intervention;
  }

  /**
   * Whose action the next step carries out, as an {@link Actor} number; the caller writes it before
   * a step, which sets it back to the policy.
   */
  public BatchBlock actor() {
    return actor;
  }

  /** The action that the last step carried out; padded like the action. */
  public BatchBlock executedAction() {
    return executedAction;
  }

  /** Who chose the action of the last step, as an {@link Actor} number. */
  public BatchBlock executedBy() {
    return executedBy;
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

  /** Block {@code index} of images, in the order of the layout. */
  public BatchBlock image(int index) {
    return images.get(index);
  }

  /** Number of blocks of images. */
  public int imageCount() {
    return images.size();
  }

  /** Mask {@code index}, in the order of the layout. */
  public BatchBlock mask(int index) {
    return masks.get(index);
  }

  /** Number of masks. */
  public int maskCount() {
    return masks.size();
  }

  /** The mask of a block; empty where all tasks of the batch fill it. */
  public Optional<BatchBlock> maskOf(String block) {
    String name = BatchLayout.maskName(block);
    return masks.stream().filter(mask -> mask.spec().name().equals(name)).findFirst();
  }

  /**
   * What the rows show.
   *
   * @throws IllegalStateException if the layout has no metadata
   */
  public RowMetadata metadata() {
    if (metadata == null) {
      throw new IllegalStateException("the rows of this batch have no metadata");
    }
    return metadata;
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
   * Copies the results of a row, everything but what the caller writes, to a row of the same
   * layout; images where both have them.
   */
  public void copyResults(int row, BatchStorage target, int targetRow) {
    copyRows(observation, row, target.observation, targetRow);
    info.copyRow(row, target.info, targetRow);
    if (!images.isEmpty() && !target.images.isEmpty()) {
      copyRows(images, row, target.images, targetRow);
    }
    copyRows(masks, row, target.masks, targetRow);
    executedAction.copyRow(row, target.executedAction, targetRow);
    executedBy.copyRow(row, target.executedBy, targetRow);
    copyOutcome(row, target, targetRow);
  }

  /** Whether a block of this batch holds images. */
  public boolean isImage(BatchBlock block) {
    return images.contains(block);
  }

  /** Copies all blocks, those that callers write too, to a batch of the same layout and size. */
  public void copyAll(BatchStorage target, boolean withImages) {
    for (int i = 0; i < blocks.size(); i++) {
      if (withImages || !isImage(blocks.get(i))) {
        target.blocks.get(i).memory().put(blocks.get(i).memory());
      }
    }
  }

  private static void copyRows(
      List<BatchBlock> blocks, int row, List<BatchBlock> targets, int targetRow) {
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).copyRow(row, targets.get(i), targetRow);
    }
  }
}
