package org.workcell.sim.delta;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.RandomDelta;
import org.workcell.testing.contract.EnvironmentContract;

/** Seeds, snapshots and allocation hold behind a delta of commands. */
class DeltaContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(new PointMassTask());
  }

  @Override
  protected EnvironmentOptions options() {
    return EnvironmentOptions.defaults()
        .withDelta(
            new DeltaAction(
                Optional.empty(),
                RandomDelta.ofCommands(0.02, 0.2, List.of("force_y", "slide_x")),
                DeltaOptions.parse("rescale=0.5:1.5,without=0.2")));
  }
}
