package org.workcell.sim.contract;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.contract.EnvironmentContract;

class PointMassContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(new PointMassTask());
  }
}
