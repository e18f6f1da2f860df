package org.workcell.sim.control;

import org.workcell.mujoco.global.MuJoCo;
import org.workcell.sim.physics.DriveNames;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.StageKind;

/** Whether the actuators of a scene are such that a stage can act on them. */
final class ActuatorCheck {

  private final Model scene;
  private final String stage;
  private final boolean replacesServos;

  /**
   * A check of one stage.
   *
   * @param replacesServos whether position servos of the scene become torque motors before they get
   *     anything from the stage, see {@link ActuatorModel}
   */
  ActuatorCheck(Model scene, String stage, boolean replacesServos) {
    this.scene = scene;
    this.stage = stage;
    this.replacesServos = replacesServos;
  }

  void require(StageKind kind, int option, int... actuators) {
    if (scene.controlCount() != scene.count(ObjectKind.ACTUATOR)) {
      throw refused("each actuator to have one control", 0);
    }
    boolean readsJoint =
        switch (kind) {
          case DELAY, BACKLASH, RAMP, RESIDUAL -> false;
          case DEAD_BAND -> option == 1;
          case SERVO, DC_MOTOR, TORQUE_SPEED, FRICTION, OPERATIONAL_SPACE -> true;
        };
    boolean torques =
        switch (kind) {
          case DELAY, BACKLASH, RAMP, DEAD_BAND, FRICTION, RESIDUAL -> false;
          case SERVO, DC_MOTOR, TORQUE_SPEED, OPERATIONAL_SPACE -> true;
        };
    for (int actuator : actuators) {
      if (readsJoint) {
        requireJoint(actuator);
      }
      if (torques) {
        requireTorqueMotor(actuator);
      }
    }
  }

  private void requireJoint(int actuator) {
    int target = scene.structure("actuator_trnid")[2 * actuator];
    boolean joint = is("actuator_trntype", actuator, MuJoCo.mjTRN_JOINT);
    if (!joint
        || !(is("jnt_type", target, MuJoCo.mjJNT_HINGE)
            || is("jnt_type", target, MuJoCo.mjJNT_SLIDE))) {
      throw refused("a hinge or slide joint at the actuator", actuator);
    }
  }

  private void requireTorqueMotor(int actuator) {
    if (DriveNames.isTorqueMotor(scene, actuator)
        || replacesServos && DriveNames.isPositionServo(scene, actuator)) {
      return;
    }
    throw refused(
        replacesServos
            ? "a position servo or a motor that takes torques (fixed gain 1, no bias, no dynamics)"
            : "a motor that takes torques (fixed gain 1, no bias, no dynamics)",
        actuator);
  }

  private boolean is(String array, int index, int value) {
    return scene.structure(array)[index] == value;
  }

  private IllegalArgumentException refused(String expected, int actuator) {
    return new IllegalArgumentException(
        "a stage %s needs %s, which actuator '%s' of scene %s does not have; name other actuators"
            .formatted(
                stage, expected, scene.names(ObjectKind.ACTUATOR).get(actuator), scene.name()));
  }
}
