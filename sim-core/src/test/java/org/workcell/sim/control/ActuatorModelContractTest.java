package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.testing.contract.EnvironmentContract;

/** Seeds, snapshots and allocation hold with a robot's drives. */
class ActuatorModelContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(ActuatorModelTest.task());
  }

  @Override
  protected EnvironmentOptions options() {
    List<ActuatorChain.Stage> stages = new ArrayList<>();
    stages.add(
        new ActuatorChain.Stage(
            "delay", Map.of("servo1", Map.of("delay_seconds", 0.013), "servo4", Map.of())));
    stages.add(new ActuatorChain.Stage("backlash", Map.of("servo2", Map.of("gap", 0.01))));
    stages.addAll(ActuatorModelTest.servos(0.8, Map.of()).chain().stages());
    stages.add(
        new ActuatorChain.Stage(
            "friction",
            Map.of(
                "servo2",
                Map.of("coulomb_torque", 0.4, "motor_load_share", 0.1),
                "servo3",
                Map.of("viscous_coefficient", 0.5, "stribeck_torque", 0.2))));
    ActuatorModel model =
        new ActuatorModel(
            Optional.empty(),
            ActuatorChain.of(stages),
            Map.of("joint:joint2/armature", 0.1, "joint:joint2/frictionloss", 0.2));
    return EnvironmentOptions.defaults().withActuators(model);
  }
}
