package org.workcell.sim.physics;

import org.workcell.mujoco.global.MuJoCo;

/** Finds actuators of a scene by name, and says of which kind they are. */
public final class DriveNames {

  private DriveNames() {}

  /**
   * An actuator by its own name, or by the name of the joint that it moves.
   *
   * @throws IllegalArgumentException if there is none, naming those that exist
   */
  public static int actuator(Model scene, String name) {
    if (scene.has(ObjectKind.ACTUATOR, name)) {
      return scene.index(ObjectKind.ACTUATOR, name);
    }
    if (scene.has(ObjectKind.JOINT, name)) {
      int joint = scene.index(ObjectKind.JOINT, name);
      for (int i = 0; i < scene.count(ObjectKind.ACTUATOR); i++) {
        if (is(scene, "actuator_trntype", i, MuJoCo.mjTRN_JOINT)
            && scene.structure("actuator_trnid")[2 * i] == joint) {
          return i;
        }
      }
    }
    throw new IllegalArgumentException(
        scene.mocapCount() > 0
            ? "the hand of scene %s is moved as a motion-capture body and not by actuators, so there is no actuator '%s' on which a robot's drives could act; --filter delay=delay_seconds:S, --filter dead-band=half_width:M and --filter gain=gain:G act on the hand's target instead"
                .formatted(scene.name(), name)
            : "scene %s has no actuator '%s', nor a joint of this name with an actuator; it has %s"
                .formatted(
                    scene.name(),
                    name,
                    scene.count(ObjectKind.ACTUATOR) == 0
                        ? "none"
                        : String.join(", ", scene.names(ObjectKind.ACTUATOR))));
  }

  /** Whether the engine integrates damping of actuators explicitly in time, like a stage. */
  public static boolean usesEuler(Model scene) {
    return scene.handle().opt().integrator() == MuJoCo.mjINT_EULER;
  }

  /** Numbers of an actuator in {@link ModelField#ACTUATOR_GAINPRM} and its biases. */
  public static int gainColumns(Model scene) {
    return scene.constants("actuator_gainprm").length / scene.count(ObjectKind.ACTUATOR);
  }

  /** Whether an actuator's control is its torque. */
  public static boolean isTorqueMotor(Model scene, int actuator) {
    return is(scene, "actuator_gaintype", actuator, MuJoCo.mjGAIN_FIXED)
        && is(scene, "actuator_biastype", actuator, MuJoCo.mjBIAS_NONE)
        && is(scene, "actuator_dyntype", actuator, MuJoCo.mjDYN_NONE)
        && gain(scene, actuator) == 1;
  }

  /** Whether an actuator's control is the position that it pulls to, with or without damping. */
  public static boolean isPositionServo(Model scene, int actuator) {
    double[] biases = scene.constants("actuator_biasprm");
    double stiffness = gain(scene, actuator);
    return is(scene, "actuator_gaintype", actuator, MuJoCo.mjGAIN_FIXED)
        && is(scene, "actuator_biastype", actuator, MuJoCo.mjBIAS_AFFINE)
        && is(scene, "actuator_dyntype", actuator, MuJoCo.mjDYN_NONE)
        && stiffness > 0
        && biases[actuator * gainColumns(scene) + 1] == -stiffness;
  }

  private static double gain(Model scene, int actuator) {
    return scene.constants("actuator_gainprm")[actuator * gainColumns(scene)];
  }

  private static boolean is(Model scene, String array, int index, int value) {
    return scene.structure(array)[index] == value;
  }
}
