package org.workcell.tasks.libero.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;

/**
 * Where the hand is to be, how fast it may go there, and what the fingers do. The hand's frame has
 * its origin at the grip site; z points along the fingers, y is the line along which they close.
 * Mutable; one thread at a time.
 */
final class HandTarget {

  /** What the fingers do: the value is the gripper's number in an action. */
  enum Fingers {
    /** They move apart. */
    OPEN(-1),
    /** They stay. */
    STAY(0),
    /** They move together. */
    CLOSE(1);

    private final double action;

    Fingers(double action) {
      this.action = action;
    }

    double action() {
      return action;
    }
  }

  /** Full speed: 1 is the longest displacement that an action can ask for, about 0.26 m/s. */
  static final double FULL_SPEED = 1;

  private final Pose pose = new Pose();
  private double speed = FULL_SPEED;
  private Fingers fingers = Fingers.OPEN;

  /** Position of the grip site and orientation of the hand; live arrays that may be written. */
  Pose pose() {
    return pose;
  }

  double speed() {
    return speed;
  }

  Fingers fingers() {
    return fingers;
  }

  /** Sets the largest displacement of an action, as a share of what is possible. */
  void setSpeed(double newSpeed) {
    speed = newSpeed;
  }

  void setFingers(Fingers newFingers) {
    fingers = newFingers;
  }

  void moveTo(double x, double y, double z) {
    pose.position()[0] = x;
    pose.position()[1] = y;
    pose.position()[2] = z;
  }

  /**
   * Points the fingers straight down.
   *
   * @param yaw turn about the vertical, counter-clockwise from above, radians; 0 as at the start of
   *     an episode, with the fingers closing along the world's y
   */
  void pointDown(double yaw) {
    point(yaw, 0, 0);
  }

  /**
   * Points the fingers down, then leans the hand.
   *
   * @param yaw turn about the vertical, radians
   * @param pitch turn about the line along which the fingers close: positive leans the finger tips
   *     towards the hand's -x, which at yaw 0 is towards the robot
   * @param roll turn about the hand's x, which stays in the plane in which the fingers close
   */
  void point(double yaw, double pitch, double roll) {
    Rotations.identity(pose.rotation());
    pose.turn(2, yaw);
    pose.turn(0, Math.PI);
    pose.turn(1, -pitch);
    pose.turn(0, roll);
  }
}
