package org.workcell.tasks.kitchen;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.control.ActuatorChain;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.testing.contract.EnvironmentContract;

/** The kitchen keeps the contract with other drives than its own. */
class KitchenDrivesContractTest extends EnvironmentContract {

  @Override
  protected Collection<TaskDefinition> tasks() {
    return List.of(TaskRegistry.load().task("kitchen/microwave-v1").orElseThrow());
  }

  @Override
  protected EnvironmentOptions options() {
    Map<String, Map<String, Double>> servos = new LinkedHashMap<>();
    Map<String, Map<String, Double>> delays = new LinkedHashMap<>();
    Map<String, Map<String, Double>> frictions = new LinkedHashMap<>();
    for (int i = 1; i <= 7; i++) {
      String joint = "panda0_joint" + i;
      delays.put(joint, Map.of("delay_seconds", 0.004 * i));
      servos.put(joint, Map.of("stiffness", i < 5 ? 700.0 : 100.0, "damping", 0.1 * i));
      frictions.put(joint, Map.of("coulomb_torque", 0.3, "viscous_coefficient", 0.1 * i));
    }
    ActuatorModel drives =
        new ActuatorModel(
            Optional.empty(),
            ActuatorChain.of(
                List.of(
                    new ActuatorChain.Stage("delay", delays),
                    new ActuatorChain.Stage("servo", servos),
                    new ActuatorChain.Stage("friction", frictions))),
            Map.of("joint:robot:panda0_joint1/armature", 0.3));
    return EnvironmentOptions.defaults().withActuators(drives);
  }
}
