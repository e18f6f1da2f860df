package org.workcell.tasks.libero.experts;

import org.workcell.sim.kinematics.Pose;

/**
 * The frame of a fixture that stands upright, as it is observed: places in its coordinates, and
 * angles in its plane. Immutable.
 *
 * @param fixture name of the instance
 */
record FixtureFrame(String fixture) {

  /** Yaw of the hand in which the arm's last joint is in the middle of its range. */
  private static final double EASY_YAW = Math.PI / 4;

  /** Turn of the fixture about the vertical, radians. */
  double yaw(SceneView view) {
    double[] rotation = view.pose(fixture).rotation();
    return Math.atan2(rotation[3], rotation[0]);
  }

  /** Height of the fixture's origin. */
  double height(SceneView view) {
    return view.pose(fixture).position()[2];
  }

  /** Moves the target to a place in the fixture's coordinates. */
  void moveTo(SceneView view, HandTarget target, double x, double y, double z) {
    Pose pose = view.pose(fixture);
    double[] origin = pose.position();
    double[] rotation = pose.rotation();
    target.moveTo(
        origin[0] + rotation[0] * x + rotation[1] * y,
        origin[1] + rotation[3] * x + rotation[4] * y,
        origin[2] + z);
  }

  /** Coordinate of the hand along one of the fixture's axes: 0 for x, 1 for y, 2 for z. */
  double handAlong(SceneView view, int axis) {
    Pose pose = view.pose(fixture);
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += pose.rotation()[3 * i + axis] * (view.hand().position()[i] - pose.position()[i]);
    }
    return sum;
  }

  /**
   * Points the fingers down.
   *
   * @param angle of the line along which they close to the fixture's y axis, radians
   */
  void pointDown(SceneView view, HandTarget target, double angle) {
    target.pointDown(easyYaw(yaw(view) + angle));
  }

  /**
   * Leans the hand so that the fingers, which close along the fixture's x, point to its +y and
   * down.
   *
   * @param lean from the vertical, radians
   */
  void leanForward(SceneView view, HandTarget target, double lean) {
    double forward = yaw(view) - Math.PI / 2;
    double yaw = easyYaw(forward);
    boolean turned = Math.cos(yaw - forward) < 0;
    target.point(yaw, turned ? -lean : lean, 0);
  }

  /** Of the two yaws with which the fingers close along the same line, the easier one. */
  static double easyYaw(double yaw) {
    return EASY_YAW + Math.IEEEremainder(yaw - EASY_YAW, Math.PI);
  }
}
