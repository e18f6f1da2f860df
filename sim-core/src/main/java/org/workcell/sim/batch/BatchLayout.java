package org.workcell.sim.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a batch holds for each environment.
 *
 * @param action the block that callers write
 * @param observation the blocks that environments write
 * @param infoColumns names of the numbers that accompany each step
 * @param images blocks of images, where somebody draws them; environments know nothing of them
 * @param masks where tasks of different shapes share a batch: for a block that is larger than what
 *     some task has, a block named {@link #maskName} that is 1 for the elements that the row's task
 *     has and 0 for the padding
 * @param meta what rows show, {@link RowMetadata#specs}, or nothing
 */
public record BatchLayout(
    BlockSpec action,
    List<BlockSpec> observation,
    List<String> infoColumns,
    List<BlockSpec> images,
    List<BlockSpec> masks,
    List<BlockSpec> meta) {

  private static final BlockSpec ACTOR =
      BlockSpec.vector("actor", DataType.UINT8, 1, 0, Actor.values().length - 1);

  /** One block, what it is for, and the names of its elements where they have names. */
  record Part(BlockSpec spec, BlockRole role, List<String> columns) {}

  /** Takes defensive copies. */
  public BatchLayout {
    observation = List.copyOf(observation);
    infoColumns = List.copyOf(infoColumns);
    images = List.copyOf(images);
    masks = List.copyOf(masks);
    meta = List.copyOf(meta);
  }

  /** A layout of a single environment: without images, masks and metadata. */
  public BatchLayout(BlockSpec action, List<BlockSpec> observation, List<String> infoColumns) {
    this(action, observation, infoColumns, List.of(), List.of(), List.of());
  }

  /** The name of the mask of a block. */
  public static String maskName(String block) {
    return "mask_" + block;
  }

  /** A copy with other blocks of images. */
  public BatchLayout withImages(List<BlockSpec> blocks) {
    return new BatchLayout(action, observation, infoColumns, blocks, masks, meta);
  }

  /** A copy with other masks. */
  public BatchLayout withMasks(List<BlockSpec> blocks) {
    return new BatchLayout(action, observation, infoColumns, images, blocks, meta);
  }

  /** A copy whose rows say what they show. */
  public BatchLayout withMetadata() {
    return new BatchLayout(action, observation, infoColumns, images, masks, RowMetadata.specs());
  }

  /** All blocks in the order of their memory. */
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    double any = Double.POSITIVE_INFINITY;
    parts.add(unnamed(action, BlockRole.ACTION));
    parts.add(unnamed(action.named("intervention"), BlockRole.ACTION));
    parts.add(unnamed(ACTOR.named("actor"), BlockRole.ACTION));
    observation.forEach(spec -> parts.add(unnamed(spec, BlockRole.OBSERVATION)));
    parts.add(
        unnamed(BlockSpec.vector("reward", DataType.FLOAT64, 1, -any, any), BlockRole.REWARD));
    for (String flag : List.of("terminated", "truncated", "success")) {
      parts.add(unnamed(BlockSpec.vector(flag, DataType.UINT8, 1, 0, 1), BlockRole.FLAG));
    }
    List<String> statistics =
        Arrays.stream(EpisodeColumn.values()).map(EpisodeColumn::label).toList();
    parts.add(unnamed(action.named("executed_action"), BlockRole.EXECUTED));
    parts.add(unnamed(ACTOR.named("executed_by"), BlockRole.EXECUTED));
    parts.add(numbers("info", BlockRole.INFO, infoColumns));
    parts.add(numbers("episode", BlockRole.EPISODE, statistics));
    images.forEach(spec -> parts.add(unnamed(spec, BlockRole.IMAGE)));
    masks.forEach(spec -> parts.add(unnamed(spec, BlockRole.MASK)));
    meta.forEach(spec -> parts.add(unnamed(spec, BlockRole.META)));
    return parts;
  }

  private static Part unnamed(BlockSpec spec, BlockRole role) {
    return new Part(spec, role, List.of());
  }

  private static Part numbers(String name, BlockRole role, List<String> columns) {
    double any = Double.POSITIVE_INFINITY;
    return new Part(
        BlockSpec.vector(name, DataType.FLOAT64, columns.size(), -any, any), role, columns);
  }
}
