package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;

/**
 * Slides a plate over the table into a zone: the fingers close on its rim, on the side that is to
 * go first, and the plate follows the hand without leaving the table. It goes round what lies in
 * the straight way.
 */
final class SlidePlate extends MotionSkill {

  /** Where the grip site is when the fingers hold the rim: from the plate's origin. */
  private static final double RADIUS = 0.06;

  private static final double HEIGHT = 0.016;
  private static final double HIGH = 0.12;

  /** The plate is where it belongs; and has left the hand. */
  private static final double ARRIVED = 0.012;

  private static final double LOST = 0.09;

  /** What is nearer to the way of the plate's origin than this lies in the way. */
  private static final double CLEAR = 0.06;

  /** How near the plate comes to the corner of a way round, and where corners are tried. */
  private static final double PASSED = 0.03;

  private static final double[] ALONG = {0.5, 0.7, 0.9};
  private static final double[] ASIDE = {0.04, -0.04, 0.06, -0.06, 0.08, -0.08, 0.1, -0.1};

  /** Largest distance of a corner from the robot's base, metres: the hand is farther away. */
  private static final double REACH = 0.772;

  /** Ends that are tried around the middle of the zone, as shares of its half size. */
  private static final double[][] ENDS = {
    {0, 0},
    {0.4, 0},
    {-0.4, 0},
    {0, 0.4},
    {0, -0.4},
    {0.7, 0},
    {-0.7, 0},
    {0, 0.7},
    {0, -0.7},
    {0.7, 0.7},
    {0.7, -0.7},
    {-0.7, 0.7},
    {-0.7, -0.7}
  };

  /** Where the plate goes first, and then; the same place for a straight way. */
  private record Way(double[] corner, double[] goal) {}

  private final String plate;
  private final String zone;

  SlidePlate(String plate, String zone) {
    this.plate = plate;
    this.zone = zone;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    Surroundings others = new Surroundings(view, List.of(plate));
    Way way = way(view, others);
    double[] corner = way.corner();
    double[] goal = way.goal();
    double[] at = view.pose(plate).position();
    double heading = Math.atan2(corner[1] - at[1], corner[0] - at[0]);
    Place hold = rim(heading, HEIGHT);
    return List.of(
        Motion.to(Fingers.OPEN, rim(heading, HIGH)).within(0.02, 0.15),
        Transit.approach(Fingers.OPEN, hold),
        Motion.to(Fingers.CLOSE, hold).within(0, 0).atMost(10),
        slide(corner, corner == goal ? ARRIVED : PASSED),
        slide(goal, ARRIVED),
        Motion.to(Fingers.OPEN, (now, target) -> {}).within(0, 0).atMost(6),
        Motion.to(Fingers.OPEN, rim(heading, HIGH)).within(0.03, 1).atMost(20));
  }

  private Motion slide(double[] goal, double near) {
    return Motion.to(Fingers.CLOSE, ahead(goal))
        .within(0, 0)
        .speed(0.5)
        .until(now -> remaining(now, goal) < near)
        .failIf(now -> handDistance(now) > LOST)
        .atMost(150)
        .orFail();
  }

  /** The first end in the zone to which there is a clear way; straight to the middle if none is. */
  private Way way(SceneView view, Surroundings others) {
    double[] range = view.config().region(zone).orElseThrow().ranges().get(0);
    double[] centre = view.centre(zone);
    for (double[] end : ENDS) {
      double[] goal = {
        centre[0] + end[0] * (range[2] - range[0]) / 2,
        centre[1] + end[1] * (range[3] - range[1]) / 2
      };
      Way way = isClear(others, goal, goal) ? shortest(view, others, goal) : null;
      if (way != null) {
        return way;
      }
    }
    return new Way(centre, centre);
  }

  /** The shortest clear way with one corner at most; null if there is none. */
  private Way shortest(SceneView view, Surroundings others, double[] goal) {
    double[] at = view.pose(plate).position();
    double[] base = {view.config().problem().robot().baseX(), 0};
    if (isClear(others, at, goal)) {
      return new Way(goal, goal);
    }
    Way best = null;
    double least = Double.POSITIVE_INFINITY;
    double dx = goal[0] - at[0];
    double dy = goal[1] - at[1];
    for (double along : ALONG) {
      for (double aside : ASIDE) {
        double scale = aside / Math.hypot(dx, dy);
        double[] corner = {at[0] + along * dx - scale * dy, at[1] + along * dy + scale * dx};
        double length = distance(at, corner) + distance(corner, goal);
        boolean within = length < least && distance(base, corner) < REACH;
        if (within && isClear(others, at, corner) && isClear(others, corner, goal)) {
          best = new Way(corner, goal);
          least = length;
        }
      }
    }
    return best;
  }

  private static boolean isClear(Surroundings others, double[] from, double[] to) {
    return others.highest(from, to, CLEAR) == Double.NEGATIVE_INFINITY;
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
  private Place ahead(double[] goal) {
    return (view, target) -> {
      double[] hand = view.hand().position();
      double[] at = view.pose(plate).position();
      double height = target.pose().position()[2];
      target.moveTo(hand[0] + goal[0] - at[0], hand[1] + goal[1] - at[1], height);
    };
  }

  private double remaining(SceneView view, double[] goal) {
    return distance(view.pose(plate).position(), goal);
  }

  private double handDistance(SceneView view) {
    return distance(view.pose(plate).position(), view.hand().position());
  }

  private static double distance(double[] from, double[] to) {
    return Math.hypot(to[0] - from[0], to[1] - from[1]);
  }
}
