package mine;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.contract.EnvironmentContract;

/** Runs the checks that every task of Workcell passes. */
class PlanarReachTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(new PlanarReach());
  }
}
