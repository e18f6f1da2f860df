package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;

/**
 * Slides a plate over the table into a zone: the fingers close on its rim, on the side that is to
 * go first, and the plate follows the hand without leaving the table.
 */
final class SlidePlate extends MotionSkill {

  /** Where the grip site is when the fingers hold the rim: from the plate's origin. */
  private static final double RADIUS = 0.06;

  private static final double HEIGHT = 0.016;
  private static final double HIGH = 0.12;

  /** The plate is where it belongs; and has left the hand. */
  private static final double ARRIVED = 0.012;

  private static final double LOST = 0.09;

  private final String plate;
  private final String zone;

  SlidePlate(String plate, String zone) {
    this.plate = plate;
    this.zone = zone;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    double heading = heading(view);
    Place hold = rim(heading, HEIGHT);
    return List.of(
        Motion.to(Fingers.OPEN, rim(heading, HIGH)).within(0.02, 0.15),
        Transit.approach(Fingers.OPEN, hold),
        Motion.to(Fingers.CLOSE, hold).within(0, 0).atMost(10),
        Motion.to(Fingers.CLOSE, ahead())
            .within(0, 0)
            .speed(0.5)
            .until(now -> remaining(now) < ARRIVED)
            .failIf(now -> handDistance(now) > LOST)
            .atMost(150)
            .orFail(),
        Motion.to(Fingers.OPEN, (now, target) -> {}).within(0, 0).atMost(6),
        Motion.to(Fingers.OPEN, rim(heading, HIGH)).within(0.03, 1).atMost(20));
  }

  /** Direction of the way, radians. */
  private double heading(SceneView view) {
    double[] at = view.pose(plate).position();
    double[] goal = view.centre(zone);
    return Math.atan2(goal[1] - at[1], goal[0] - at[0]);
  }

  /** At the rim in a direction; the fingers close across it. */
  private Place rim(double direction, double z) {
    double yaw = FixtureFrame.easyYaw(direction - Math.PI / 2);
    return (view, target) -> {
      double[] at = view.pose(plate).position();
      target.pointDown(yaw);
      target.moveTo(
          at[0] + RADIUS * Math.cos(direction), at[1] + RADIUS * Math.sin(direction), at[2] + z);
    };
  }

  /** As far beyond the hand as the plate has still to go. */
  private Place ahead() {
    return (view, target) -> {
      double[] hand = view.hand().position();
      double[] at = view.pose(plate).position();
      double[] goal = view.centre(zone);
      double height = target.pose().position()[2];
      target.moveTo(hand[0] + goal[0] - at[0], hand[1] + goal[1] - at[1], height);
    };
  }

  private double remaining(SceneView view) {
    double[] at = view.pose(plate).position();
    double[] goal = view.centre(zone);
    return Math.hypot(goal[0] - at[0], goal[1] - at[1]);
  }

  private double handDistance(SceneView view) {
    double[] at = view.pose(plate).position();
    double[] hand = view.hand().position();
    return Math.hypot(hand[0] - at[0], hand[1] - at[1]);
  }
}
