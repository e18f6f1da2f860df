package org.workcell.tasks.metaworld;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.control.TargetFilterProvider;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.contract.EnvironmentContract;

/** MetaWorld keeps the contract where delay, dead band and gain act on the hand's target. */
class HandFiltersContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(TaskRegistry.load().task("metaworld/push-v3").orElseThrow());
  }

  @Override
  protected EnvironmentOptions options() {
    return EnvironmentOptions.defaults()
        .withFilters(
            List.of(
                new TargetFilterProvider.Delay().create("delay_seconds:0.03"),
                new TargetFilterProvider.DeadBand().create("half_width:0.001"),
                new TargetFilterProvider.Gain().create("gain:0.9")));
  }
}
