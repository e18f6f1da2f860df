package org.workcell.sim.policy;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.random.SeedStreams;

/** Always acts with zeros: the floor that any success rate is compared with. */
public final class ZeroPolicy implements Policy {

  @Override
  public String name() {
    return "zero";
  }

  @Override
  public void start(int row, SeedStreams seeds) {
    // Nothing to remember.
  }

  @Override
  public void act(BatchStorage batch, int firstRow, int rowCount) {
    BatchBlock action = batch.action();
    int size = action.spec().size();
    for (int row = firstRow; row < firstRow + rowCount; row++) {
      for (int i = 0; i < size; i++) {
        action.put(row, i, 0);
      }
    }
  }
}
