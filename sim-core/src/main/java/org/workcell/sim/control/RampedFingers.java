package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;

/**
 * Fingers with position actuators whose targets ramp between the ends of their control ranges while
 * the gripper is told to close or to open. One thread at a time; commands allocate nothing.
 */
final class RampedFingers {

  private final Model scene;
  private final List<ActuatorStage> ramps = new ArrayList<>();
  private int[] actuators = {};

  RampedFingers(Model scene) {
    this.scene = scene;
  }

  /**
   * Adds a finger.
   *
   * @param increment of a closing gripper, per physics step, of half the range
   */
  void add(String actuator, double increment) {
    int index = scene.index(ObjectKind.ACTUATOR, actuator);
    double[] range = scene.constants("actuator_ctrlrange");
    ChannelStage ramp =
        ActuatorStages.ramp(increment, range[2 * index], range[2 * index + 1]).on(actuator);
    ramps.add(ramp.newStage(scene));
    actuators = Arrays.copyOf(actuators, actuators.length + 1);
    actuators[actuators.length - 1] = index;
  }

  List<ActuatorStage> stages() {
    return ramps;
  }

  /** Closes where positive, opens where negative, stays where zero. */
  void command(double closing, Physics physics) {
    for (int actuator : actuators) {
      physics.ctrl().set(actuator, closing);
    }
  }
}
