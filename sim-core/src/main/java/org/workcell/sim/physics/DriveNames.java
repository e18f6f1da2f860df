package org.workcell.sim.physics;

import java.util.List;
import org.workcell.mujoco.global.MuJoCo;

/** Finds actuators of a scene by name, and says of which kind they are. */
public final class DriveNames {

  private DriveNames() {}

  /**
   * An actuator by its own name, or by the name of the joint that it moves; see {@link #joint}.
   *
   * @throws IllegalArgumentException if there is none, naming those that exist
   */
  public static int actuator(Model scene, String name) {
    int actuator = find(scene, ObjectKind.ACTUATOR, name);
    if (actuator >= 0) {
      return actuator;
    }
    int joint = find(scene, ObjectKind.JOINT, name);
    for (int i = 0; joint >= 0 && i < scene.count(ObjectKind.ACTUATOR); i++) {
      if (is(scene, "actuator_trntype", i, MuJoCo.mjTRN_JOINT)
          && scene.structure("actuator_trnid")[2 * i] == joint) {
        return i;
      }
    }
    if (scene.mocapCount() > 0) {
      throw handIsNotActuated(scene, "actuator", name);
    }
    throw new IllegalArgumentException(
        "scene %s has no actuator '%s', nor a joint of this name with an actuator; it has %s"
            .formatted(
                scene.name(),
                name,
                scene.count(ObjectKind.ACTUATOR) == 0
                    ? "none"
                    : String.join(", ", scene.names(ObjectKind.ACTUATOR))));
  }

  private static IllegalArgumentException handIsNotActuated(Model scene, String kind, String name) {
    return new IllegalArgumentException(
        "the hand of scene %s is moved as a motion-capture body and not by actuators, so there is no %s '%s' on which a robot's drives could act; --filter delay=delay_seconds:S, --filter dead-band=half_width:M and --filter gain=gain:G act on the hand's target instead"
            .formatted(scene.name(), kind, name));
  }

  /**
   * A joint by its name, or by the name that it has in the file of its robot: where the scene holds
   * one robot under a prefix, {@code elbow} is its {@code robot/elbow}.
   *
   * @throws IllegalArgumentException if there is none, naming those that exist
   */
  public static int joint(Model scene, String name) {
    int joint = find(scene, ObjectKind.JOINT, name);
    if (joint < 0 && scene.mocapCount() > 0) {
      throw handIsNotActuated(scene, "joint", name);
    }
    return joint >= 0 ? joint : scene.index(ObjectKind.JOINT, name);
  }

  /** Of an object of this name, or else of the only one that has it after a prefix; else -1. */
  private static int find(Model scene, ObjectKind kind, String name) {
    if (scene.has(kind, name)) {
      return scene.index(kind, name);
    }
    List<String> attached =
        scene.names(kind).stream().filter(each -> each.endsWith("/" + name)).toList();
    return attached.size() == 1 ? scene.index(kind, attached.get(0)) : -1;
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
