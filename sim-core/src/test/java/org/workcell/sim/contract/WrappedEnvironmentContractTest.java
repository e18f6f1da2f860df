package org.workcell.sim.contract;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.vector.VectorMember;
import org.workcell.testing.HookedSource;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.contract.EnvironmentContract;
import org.workcell.testing.contract.EnvironmentOpener;

/** The contract holds for what only has the methods of {@link Environment}. */
class WrappedEnvironmentContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(new PointMassTask());
  }

  @Override
  protected EnvironmentOpener opener() {
    EnvironmentFactory factory = new EnvironmentFactory();
    return new EnvironmentOpener() {
      @Override
      public Environment open(TaskDefinition task, EnvironmentOptions options) {
        return new HookedSource(new VectorMember(task, options), (seed, step) -> {}).open(factory);
      }

      @Override
      public void close() {
        factory.close();
      }
    };
  }
}
