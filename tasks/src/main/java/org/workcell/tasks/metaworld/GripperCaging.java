package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Rewards.hamacherProduct;
import static org.workcell.tasks.common.Rewards.tolerance;

import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/**
 * The reward for having an object between the fingers and closing them on it, after {@code
 * _gripper_caging_reward} of upstream's {@code sawyer_xyz_env.py}. Immutable and pure.
 *
 * @param objectRadius distance of a pad from the object's centre, along y, when it touches
 * @param padMargin distance of a pad from the object's centre, along y, that counts as around it
 * @param reachRadius distance of the tool centre point that counts as reached; used by {@link
 *     Density#MEDIUM} only
 * @param planeMargin distance of the tool centre point in the x-z plane that counts as around it
 * @param desiredEffort gripper effort that counts as a full grip
 * @param density what is blended in to guide the hand before it is there
 */
record GripperCaging(
    double objectRadius,
    double padMargin,
    double reachRadius,
    double planeMargin,
    double desiredEffort,
    Density density) {

  /** Caging above which gripping begins to count. */
  private static final double CAGED = 0.97;

  /** What guides the hand towards the object. */
  enum Density {
    /** Nothing. */
    NONE,
    /** Reaching the object. */
    MEDIUM,
    /** Caging it. */
    HIGH
  }

  /** The reward, 0 to 1, for the first object as observed and where it started. */
  double reward(RewardInputs in) {
    return reward(in, in.object, in.objectStart);
  }

  /**
   * The reward, 0 to 1.
   *
   * @param object what is to be grasped
   * @param start what the margins are measured from; upstream takes the object's start
   */
  double reward(RewardInputs in, double[] object, double[] start) {
    double alongY =
        hamacherProduct(
            padCaging(in.leftPad, object, start), padCaging(in.rightPad, object, start));
    double caging = hamacherProduct(alongY, cagingInPlane(in, object, start));
    double grip = Math.min(Math.max(0, in.action[3]), desiredEffort) / desiredEffort;
    double gripping = hamacherProduct(caging, caging > CAGED ? grip : 0);
    return switch (density) {
      case NONE -> gripping;
      case MEDIUM -> (gripping + reaching(in, object, start)) / 2;
      case HIGH -> (gripping + caging) / 2;
    };
  }

  /** The margin is how far the pad, where it is now, is from where the object started. */
  private double padCaging(double[] pad, double[] object, double[] start) {
    double distance = Math.abs(pad[1] - object[1]);
    double margin = Math.abs(Math.abs(pad[1] - start[1]) - padMargin);
    return tolerance(distance, objectRadius, padMargin, margin, Falloff.LONG_TAIL);
  }

  private double cagingInPlane(RewardInputs in, double[] object, double[] start) {
    double distance = Vectors.distanceXz(in.tcp, object);
    double margin = Vectors.distanceXz(start, in.initialTcp) - planeMargin;
    return tolerance(distance, 0, planeMargin, margin, Falloff.LONG_TAIL);
  }

  private double reaching(RewardInputs in, double[] object, double[] start) {
    double distance = Vectors.distance(object, in.tcp);
    double margin = Math.abs(Vectors.distance(start, in.initialTcp) - reachRadius);
    return tolerance(distance, 0, reachRadius, margin, Falloff.LONG_TAIL);
  }
}
