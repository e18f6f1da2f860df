package org.workcell.sim.contract;

import java.util.Collection;
import java.util.List;
import org.workcell.sim.control.ActuatorStages;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.contract.EnvironmentContract;

/** Environments with actuator stages keep the contract, snapshots in the middle of a delay too. */
class StagesContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(new PointMassTask());
  }

  @Override
  protected EnvironmentOptions options() {
    return EnvironmentOptions.defaults()
        .withStages(
            List.of(
                ActuatorStages.delay(0.033),
                ActuatorStages.backlash(0.1),
                ActuatorStages.deadBand(0.05),
                ActuatorStages.torqueSpeedLimit(1, 3),
                ActuatorStages.friction(0.02, 0.05)
                    .with("stribeck_torque", 0.03)
                    .with("stribeck_velocity", 0.1)
                    .with("motor_load_share", 0.1)
                    .with("external_load_share", 0.05)));
  }
}
