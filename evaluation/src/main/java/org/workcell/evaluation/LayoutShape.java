package org.workcell.evaluation;

import java.util.List;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/**
 * What tasks must have in common to be rows of one batch: everything of a layout but the bounds of
 * observations.
 *
 * @param action the action space, bounds included
 * @param observation the observation blocks
 * @param infoColumns names of the info columns
 * @param images the blocks of images
 */
record LayoutShape(
    BlockSpec action, List<Block> observation, List<String> infoColumns, List<BlockSpec> images) {

  /** A block without its bounds. */
  record Block(String name, DataType type, List<Integer> shape) {}

  static LayoutShape of(BatchLayout layout) {
    return new LayoutShape(
        layout.action(),
        layout.observation().stream()
            .map(block -> new Block(block.name(), block.type(), block.shape()))
            .toList(),
        layout.infoColumns(),
        layout.images());
  }
}
