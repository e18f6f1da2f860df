package org.workcell.sim.batch;

import java.util.List;

/**
 * What a batch holds for each environment.
 *
 * @param action the block that callers write
 * @param observation the blocks that environments write
 * @param infoColumns names of the numbers that accompany each step
 */
public record BatchLayout(BlockSpec action, List<BlockSpec> observation, List<String> infoColumns) {

  /** Takes defensive copies. */
  public BatchLayout {
    observation = List.copyOf(observation);
    infoColumns = List.copyOf(infoColumns);
  }
}
