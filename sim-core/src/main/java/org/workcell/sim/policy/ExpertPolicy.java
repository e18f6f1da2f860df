package org.workcell.sim.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.random.SeedStreams;

/** A scripted expert for every environment. */
public final class ExpertPolicy implements Policy {

  private final Supplier<Expert> newExpert;
  private final List<Expert> experts = new ArrayList<>();
  private final BatchRow view = new BatchRow();
  private final double[] action;

  /** Uses experts of this kind for actions of this length. */
  public ExpertPolicy(Supplier<Expert> newExpert, int actionSize) {
    this.newExpert = newExpert;
    this.action = new double[actionSize];
  }

  @Override
  public String name() {
    return "expert";
  }

  @Override
  public void start(int environment, SeedStreams seeds) {
    while (experts.size() <= environment) {
      experts.add(newExpert.get());
    }
    experts.get(environment).start();
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    for (int row = 0; row < environments.length; row++) {
      view.moveTo(batch, row);
      experts.get(environments[row]).act(view, action);
      actions.putRow(row, action);
    }
  }
}
