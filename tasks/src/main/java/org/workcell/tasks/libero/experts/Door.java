package org.workcell.tasks.libero.experts;

/**
 * The door of a microwave oven: it turns about a vertical hinge at the oven's -x edge and opens
 * towards -y.
 *
 * @param frame of the oven
 * @param joint its full name
 */
record Door(FixtureFrame frame, String joint) {

  private static final double HINGE_X = -0.1725;
  private static final double HINGE_Y = -0.088;

  /** Angle: 0 closed, -2.094 fully open. */
  double angle(SceneView view) {
    return view.joint(joint);
  }

  /**
   * Moves the target to a place that turns with the door.
   *
   * @param more turn beyond what is observed, radians
   * @param along distance from the hinge along the closed door's x
   * @param outside distance from the hinge towards the closed door's -y
   * @param z above the oven's origin
   */
  void moveTo(
      SceneView view, HandTarget target, double more, double along, double outside, double z) {
    double angle = angle(view) + more;
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    frame.moveTo(
        view,
        target,
        HINGE_X + cosine * along + sine * outside,
        HINGE_Y + sine * along - cosine * outside,
        z);
  }

  /** Horizontal distance between the hand and a place that turns with the door. */
  double handDistance(SceneView view, double along, double outside) {
    double angle = angle(view);
    double x = HINGE_X + Math.cos(angle) * along + Math.sin(angle) * outside;
    double y = HINGE_Y + Math.sin(angle) * along - Math.cos(angle) * outside;
    return Math.hypot(frame.handAlong(view, 0) - x, frame.handAlong(view, 1) - y);
  }
}
