package org.workcell.sim.policy;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.batch.BatchStorage;

/** A scripted expert for every environment. */
public final class ExpertPolicy implements Policy {

  private final ExpertDefinition definition;
  private final List<Expert> experts = new ArrayList<>();
  private final BatchRow view = new BatchRow();
  private final double[] action;

  /** Uses experts of this kind for actions of this length. */
  public ExpertPolicy(ExpertDefinition definition, int actionSize) {
    this.definition = definition;
    this.action = new double[actionSize];
  }

  @Override
  public String name() {
    return "expert";
  }

  @Override
  public boolean readsScene() {
    return definition.readsScene();
  }

  @Override
  public void start(int environment, Episode episode) {
    if (readsScene() && episode.scene().isEmpty()) {
      throw new IllegalArgumentException(
          "this expert reads the scene, which the caller does not have; run it where the simulation"
              + " runs");
    }
    while (experts.size() <= environment) {
      experts.add(definition.newExpert().get());
    }
    experts.get(environment).start(episode);
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
