package org.workcell.tasks.libero.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;

/** Ways of the closed hand above what stands on the table. */
final class Transit {

  /** Height of the grip site above a fixture's origin, metres. */
  private static final double HEIGHT = 0.26;

  /** A funnel: how far aside the hand may be at its end, and the slope. */
  private static final double ASIDE = 0.008;

  private static final double STEEPNESS = 8;

  private Transit() {}

  /** Straight up. */
  static Motion rise(SceneView start, FixtureFrame frame) {
    double[] from = start.hand().position().clone();
    double height = Math.max(from[2], frame.height(start) + HEIGHT - 0.04);
    return Motion.to(Fingers.CLOSE, (view, target) -> target.moveTo(from[0], from[1], height))
        .within(0.05, 4)
        .atMost(30);
  }

  /** To a point high above a place, turned as there. */
  static Motion over(Motion.Place place, SceneView start, FixtureFrame frame) {
    double height = frame.height(start) + HEIGHT;
    return Motion.to(
            Fingers.CLOSE,
            (view, target) -> {
              place.write(view, target);
              double[] position = target.pose().position();
              position[2] = Math.max(position[2], height);
            })
        .within(0.05, 0.3);
  }

  /**
   * To a place along the direction of the fingers, within a funnel: the hand goes on only as far as
   * it is near the line.
   */
  static Motion approach(Fingers fingers, Motion.Place place) {
    return Motion.to(
            fingers,
            (view, target) -> {
              place.write(view, target);
              target.pose().advance(2, -distanceToKeep(view.hand(), target.pose()));
            })
        .speed(0.6)
        .within(ASIDE, 0.15)
        .atMost(60);
  }

  private static double distanceToKeep(Pose hand, Pose goal) {
    double toGo = 0;
    for (int i = 0; i < 3; i++) {
      toGo += (goal.position()[i] - hand.position()[i]) * goal.rotation()[3 * i + 2];
    }
    double squares = hand.distanceTo(goal) * hand.distanceTo(goal) - toGo * toGo;
    double aside = Math.sqrt(Math.max(0, squares));
    return Math.max(0, Math.min(toGo, STEEPNESS * (aside - ASIDE)));
  }
}
