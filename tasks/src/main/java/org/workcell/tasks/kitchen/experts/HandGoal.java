package org.workcell.tasks.kitchen.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.Rotations;

/** Where the hand and its fingers are to be, for one step. One thread at a time. */
final class HandGoal {

  /** The point between the fingers and the hand's frame, and how much turns count. */
  final PoseTarget target = new PoseTarget();

  /** Where each finger is to be, metres from closed. */
  double opening;

  /**
   * Points the fingers at the counter.
   *
   * @param yaw turn of the hand about the vertical, counter-clockwise from above
   * @param pitch how far the fingers point upwards
   * @param roll turn of the hand about its fingers
   */
  void point(double yaw, double pitch, double roll) {
    // Columns: x along the hand's back, y to the right of the fingers, z along them.
    Pose pose = target.pose();
    Rotations.identity(pose.rotation());
    pose.turn(2, yaw);
    pose.turn(0, pitch);
    pose.turn(0, -Math.PI / 2);
    pose.turn(2, -Math.PI / 2);
    pose.turn(2, roll);
  }
}
