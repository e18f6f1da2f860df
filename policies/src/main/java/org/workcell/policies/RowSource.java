package org.workcell.policies;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.policy.Episode;

/** Where a block of a network's input comes from. One thread at a time. */
interface RowSource {

  /** No environment: rows whose episode nobody knows, in trials. Their episode blocks are zero. */
  int NOBODY = -1;

  /** Name, type and shape. */
  BlockSpec spec();

  /** A new episode begins in an environment. */
  void start(int environment, Episode episode);

  /** One element of a row, which belongs to an environment. */
  double get(BatchStorage batch, int row, int environment, int element);

  /** A block of the batch, which environments or cameras write: {@code index} counts both. */
  record OfBatch(int index, BlockSpec spec) implements RowSource {

    @Override
    public void start(int environment, Episode episode) {
      // The environment writes what is new.
    }

    @Override
    public double get(BatchStorage batch, int row, int environment, int element) {
      return block(batch).get(row, element);
    }

    BatchBlock block(BatchStorage batch) {
      return index < batch.observationCount()
          ? batch.observation(index)
          : batch.image(index - batch.observationCount());
    }
  }
}
