package org.workcell.sim2real.excitation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim2real.model.VelocityLimits;

/**
 * What a joint may do.
 *
 * @param joint its name in the model
 * @param low lowest position, rad or m
 * @param high highest position
 * @param velocity largest speed, rad/s or m/s
 * @param acceleration largest acceleration, rad/s² or m/s²
 * @param torque largest torque of its actuator, and that the joint takes, N m or N; infinite where
 *     the model has no limit
 */
public record JointLimits(
    String joint, double low, double high, double velocity, double acceleration, double torque) {

  private static final int JOINT_TRANSMISSION = 0;

  /** Refuses what no motion could keep. */
  public JointLimits {
    if (!(low < high) || !(velocity > 0) || !(acceleration > 0) || !(torque > 0)) {
      throw new IllegalArgumentException(
          "joint '%s' may move from %s to %s at %s per s, %s per s² with torque %s; expected a range and positive limits"
              .formatted(joint, low, high, velocity, acceleration, torque));
    }
  }

  /** A copy with shares of velocity and acceleration. */
  public JointLimits slower(double share) {
    return new JointLimits(joint, low, high, share * velocity, share * acceleration, torque);
  }

  /**
   * Limits from a model: ranges of joints and of their actuators' controls, force ranges of both,
   * and {@link VelocityLimits}. Models hold no limits of acceleration.
   *
   * @param joints names; every hinge or slide joint with an actuator where it is empty
   * @param velocity of joints that the model allows as much or says nothing of, rad/s or m/s
   * @throws IllegalArgumentException if there is no such joint
   */
  public static List<JointLimits> of(
      Model model, List<String> joints, double velocity, double acceleration) {
    List<JointLimits> limits = new ArrayList<>();
    Map<String, Double> slowest = VelocityLimits.of(model);
    for (String joint : joints.isEmpty() ? actuated(model) : joints) {
      double speed = Math.min(velocity, slowest.getOrDefault(joint, velocity));
      limits.add(of(model, joint, speed, acceleration));
    }
    if (limits.isEmpty()) {
      throw new IllegalArgumentException(
          "model %s has no hinge or slide joint with an actuator".formatted(model.name()));
    }
    return List.copyOf(limits);
  }

  /**
   * Where motions lie around: the keyframe {@code home}, or else the first one, or else the model's
   * initial positions; in a new array.
   */
  public static double[] home(Model model) {
    if (model.count(ObjectKind.KEYFRAME) == 0) {
      return model.values(ModelField.QPOS0);
    }
    int key = Math.max(0, model.names(ObjectKind.KEYFRAME).indexOf("home"));
    int size = model.positionCount();
    return Arrays.copyOfRange(model.constants("key_qpos"), key * size, (key + 1) * size);
  }

  private static JointLimits of(Model model, String joint, double velocity, double acceleration) {
    int index = model.index(ObjectKind.JOINT, joint);
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    if (model.structure("jnt_limited")[index] != 0) {
      low = model.get(ModelField.JNT_RANGE, 2 * index);
      high = model.get(ModelField.JNT_RANGE, 2 * index + 1);
    }
    int actuator = actuator(model, index);
    double torque = Double.POSITIVE_INFINITY;
    if (actuator >= 0 && model.structure("actuator_forcelimited")[actuator] != 0) {
      torque = model.get(ModelField.ACTUATOR_FORCERANGE, 2 * actuator + 1);
    }
    if (model.structure("jnt_actfrclimited")[index] != 0) {
      torque = Math.min(torque, model.constants("jnt_actfrcrange")[2 * index + 1]);
    }
    if (actuator >= 0 && takesPositions(model, actuator)) {
      low = Math.max(low, model.get(ModelField.ACTUATOR_CTRLRANGE, 2 * actuator));
      high = Math.min(high, model.get(ModelField.ACTUATOR_CTRLRANGE, 2 * actuator + 1));
    }
    return new JointLimits(joint, low, high, velocity, acceleration, torque);
  }

  private static boolean takesPositions(Model model, int actuator) {
    double[] biases = model.constants("actuator_biasprm");
    int columns = biases.length / model.count(ObjectKind.ACTUATOR);
    return model.structure("actuator_ctrllimited")[actuator] != 0
        && biases[columns * actuator + 1] != 0;
  }

  /** Index of the first actuator on a joint, or -1. */
  static int actuator(Model model, int joint) {
    int[] types = model.structure("actuator_trntype");
    int[] targets = model.structure("actuator_trnid");
    for (int i = 0; i < types.length; i++) {
      if (types[i] == JOINT_TRANSMISSION && targets[2 * i] == joint) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> actuated(Model model) {
    List<String> names = model.names(ObjectKind.JOINT);
    List<String> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (actuator(model, i) >= 0) {
        found.add(names.get(i));
      }
    }
    return found;
  }
}
