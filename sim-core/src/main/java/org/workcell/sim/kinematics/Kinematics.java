package org.workcell.sim.kinematics;

/**
 * Forward kinematics of an arm: from joint positions to the pose of its tip and the geometric
 * Jacobian. Joint positions are radians for hinges and metres for slides, in the order of the
 * chain. One thread at a time; nothing here allocates.
 */
public interface Kinematics {

  /** Number of joints. */
  int jointCount();

  /** Lower end of a joint's range; negative infinity where it has none. */
  double low(int joint);

  /** Upper end of a joint's range; infinity where it has none. */
  double high(int joint);

  /**
   * Computes everything for joint positions.
   *
   * @param joints the first {@link #jointCount} numbers count
   */
  void compute(double[] joints);

  /** The tip's pose in the world as last computed; a live view, to be read only. */
  Pose tip();

  /**
   * Writes how a joint moves the tip, in world coordinates, as last computed.
   *
   * @param linear metres per radian (or metre) of the joint, [3]
   * @param angular radians per radian (or metre) of the joint, [3]
   */
  void jacobian(int joint, double[] linear, double[] angular);
}
