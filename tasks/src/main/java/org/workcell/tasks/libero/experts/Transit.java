package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.experts.HandTarget.Fingers;

/** Ways of the closed hand above what stands on the table. */
final class Transit {

  /** Height of the grip site above a fixture's origin, metres. */
  private static final double HEIGHT = 0.26;

  /** The hand goes down within a funnel: how far aside it may be at its end, and the slope. */
  private static final double ASIDE = 0.006;

  private static final double STEEPNESS = 6;

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

  /** Down to a place, and no lower than the hand is well above it. */
  static Motion down(Fingers fingers, Motion.Place place) {
    return Motion.to(
            fingers,
            (view, target) -> {
              place.write(view, target);
              double[] to = target.pose().position();
              double[] hand = view.hand().position();
              double aside = Math.hypot(hand[0] - to[0], hand[1] - to[1]);
              to[2] = Math.max(to[2], Math.min(hand[2], to[2] + STEEPNESS * (aside - ASIDE)));
            })
        .speed(0.6)
        .within(0.008, 0.15)
        .atMost(60);
  }
}
