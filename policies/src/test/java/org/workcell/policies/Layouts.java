package org.workcell.policies;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.policy.ChunkPlayer;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/** Layouts, batches with something to see, and the actions that policies choose. */
final class Layouts {

  /** The point mass: elements 0 to 3 and the goal. */
  static final BatchLayout POINT =
      new BatchLayout(
          BlockSpec.vector("action", DataType.FLOAT32, 2, -1, 1),
          List.of(
              BlockSpec.vector("observation", DataType.FLOAT64, 4, -10, 10),
              BlockSpec.vector("goal", DataType.FLOAT32, 2, -1, 1)),
          List.of());

  /** As MetaWorld's tasks. */
  static final BatchLayout METAWORLD =
      new BatchLayout(
          BlockSpec.vector("action", DataType.FLOAT32, 4, -1, 1),
          List.of(BlockSpec.vector("observation", DataType.FLOAT64, 39, -10, 10)),
          List.of());

  private Layouts() {}

  /** A batch in which row {@code i} observes what environment {@code environments[i]} does. */
  static BatchStorage batch(BatchLayout layout, int... environments) {
    BatchStorage batch = BatchStorage.allocate(layout, environments.length);
    for (int row = 0; row < environments.length; row++) {
      RandomStream random = new SeedStreams(environments[row]).stream("observation");
      for (int block = 0; block < batch.observationCount(); block++) {
        for (int i = 0; i < layout.observation().get(block).size(); i++) {
          batch.observation(block).put(row, i, random.uniform(-1, 1));
        }
      }
    }
    return batch;
  }

  /** What a policy chooses for environments, [row][step][element]. */
  static double[][] act(Policy policy, BatchLayout layout, int... environments) {
    return act(policy, batch(layout, environments), environments);
  }

  static double[][] act(Policy policy, BatchStorage batch, int... environments) {
    BlockSpec chunk = ChunkPlayer.chunkSpec(batch.layout().action(), policy.chunkSteps());
    BatchBlock actions = BatchBlock.allocate(chunk, environments.length);
    policy.act(batch, environments, actions);
    double[][] rows = new double[environments.length][chunk.size()];
    for (int row = 0; row < rows.length; row++) {
      actions.getRow(row, rows[row]);
    }
    return rows;
  }

  /** Starts an episode in each environment, whose seed is its number. */
  static void start(Policy policy, int... environments) {
    IntStream.of(environments).forEach(e -> policy.start(e, Episode.seed(e)));
  }
}
