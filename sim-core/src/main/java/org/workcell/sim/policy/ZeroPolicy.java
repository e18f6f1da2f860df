package org.workcell.sim.policy;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;

/** Always acts with zeros: the floor that any success rate is compared with. */
public final class ZeroPolicy implements Policy {

  @Override
  public String name() {
    return "zero";
  }

  @Override
  public void start(int environment, Episode episode) {
    // Nothing to remember.
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    for (int row = 0; row < environments.length; row++) {
      actions.clearRow(row);
    }
  }
}
