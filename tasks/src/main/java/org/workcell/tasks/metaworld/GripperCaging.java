package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Rewards.hamacherProduct;
import static org.workcell.tasks.metaworld.Rewards.tolerance;

import org.workcell.tasks.metaworld.Rewards.Falloff;

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

  /** The reward, 0 to 1, for the first object as observed. */
  double reward(RewardInputs in) {
    double caging = hamacherProduct(cagingAlongY(in), cagingInPlane(in));
    double grip = Math.min(Math.max(0, in.action[3]), desiredEffort) / desiredEffort;
    double gripping = hamacherProduct(caging, caging > CAGED ? grip : 0);
    return switch (density) {
      case NONE -> gripping;
      case MEDIUM -> (gripping + reaching(in)) / 2;
      case HIGH -> (gripping + caging) / 2;
    };
  }

  private double cagingAlongY(RewardInputs in) {
    return hamacherProduct(padCaging(in, in.leftPad), padCaging(in, in.rightPad));
  }

  /** The margin is how far the pad, where it is now, is from where the object started. */
  private double padCaging(RewardInputs in, double[] pad) {
    double distance = Math.abs(pad[1] - in.object[1]);
    double margin = Math.abs(Math.abs(pad[1] - in.objectStart[1]) - padMargin);
    return tolerance(distance, objectRadius, padMargin, margin, Falloff.LONG_TAIL);
  }

  private double cagingInPlane(RewardInputs in) {
    double distance = Vectors.distanceXz(in.tcp, in.object);
    double margin = Vectors.distanceXz(in.objectStart, in.initialTcp) - planeMargin;
    return tolerance(distance, 0, planeMargin, margin, Falloff.LONG_TAIL);
  }

  private double reaching(RewardInputs in) {
    double distance = Vectors.distance(in.object, in.tcp);
    double margin = Math.abs(Vectors.distance(in.objectStart, in.initialTcp) - reachRadius);
    return tolerance(distance, 0, reachRadius, margin, Falloff.LONG_TAIL);
  }
}
