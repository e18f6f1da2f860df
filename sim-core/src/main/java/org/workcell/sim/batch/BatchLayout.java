package org.workcell.sim.batch;

import java.util.List;
import java.util.Optional;

/**
 * What a batch holds for each environment.
 *
 * @param action the block that callers write
 * @param observation the blocks that environments write
 * @param infoColumns names of the numbers that accompany each step
 * @param images the block of pictures, [camera][H][W][3], where somebody takes them; environments
 *     know nothing of it
 */
public record BatchLayout(
    BlockSpec action,
    List<BlockSpec> observation,
    List<String> infoColumns,
    Optional<BlockSpec> images) {

  /** Takes defensive copies. */
  public BatchLayout {
    observation = List.copyOf(observation);
    infoColumns = List.copyOf(infoColumns);
  }

  /** A layout without pictures. */
  public BatchLayout(BlockSpec action, List<BlockSpec> observation, List<String> infoColumns) {
    this(action, observation, infoColumns, Optional.empty());
  }

  /** A copy with pictures. */
  public BatchLayout withImages(BlockSpec pictures) {
    return new BatchLayout(action, observation, infoColumns, Optional.of(pictures));
  }
}
