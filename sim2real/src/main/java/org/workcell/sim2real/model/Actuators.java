package org.workcell.sim2real.model;

import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;

/** Actuators of a model by name, and scales of torque by which bounds are set. */
final class Actuators {

  private static final double GRAVITY = 9.81;

  private Actuators() {}

  /** By its own name, or by the name of the joint that it acts on. */
  static int index(RobotModel model, String name) {
    if (model.model().has(ObjectKind.ACTUATOR, name)) {
      return model.model().index(ObjectKind.ACTUATOR, name);
    }
    RobotJoint joint = model.joints().get(name);
    if (joint != null && joint.actuator() >= 0) {
      return joint.actuator();
    }
    throw new IllegalArgumentException(
        "%s has no actuator '%s', nor a joint of this name with an actuator; it has %s"
            .formatted(
                model.model().name(),
                name,
                model.model().count(ObjectKind.ACTUATOR) == 0
                    ? "none; add <actuator> elements to the model"
                    : String.join(", ", model.model().names(ObjectKind.ACTUATOR))));
  }

  /** The joint that an actuator acts on. */
  static RobotJoint joint(RobotModel model, int actuator) {
    return model.joints().values().stream()
        .filter(joint -> joint.actuator() == actuator)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "actuator '%s' of %s acts on no hinge or slide joint"
                        .formatted(
                            model.model().names(ObjectKind.ACTUATOR).get(actuator),
                            model.model().name())));
  }

  /**
   * The torque, N m or N, that a joint has to do with: its actuator's limit, or what gravity and an
   * acceleration of 10 in SI units ask for.
   */
  static double torqueScale(RobotModel model, RobotJoint joint) {
    if (joint.actuator() >= 0
        && model.model().structure("actuator_forcelimited")[joint.actuator()] != 0) {
      double limit = model.model().get(ModelField.ACTUATOR_FORCERANGE, 2 * joint.actuator() + 1);
      if (limit > 0) {
        return limit * Math.abs(joint.gear());
      }
    }
    double mass = model.model().get(ModelField.BODY_SUBTREEMASS, joint.body());
    double inertia = model.model().get(ModelField.DOF_INERTIA0, joint.velocityAddress());
    double reach = joint.slides() ? 1 : Math.sqrt(inertia / Math.max(mass, 1e-9));
    return Math.max(1e-3, mass * GRAVITY * reach + 10 * inertia);
  }
}
