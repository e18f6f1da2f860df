package org.workcell.tasks.libero.experts;

import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.Rotations;
import org.workcell.tasks.libero.experts.HandTarget.Fingers;
import org.workcell.tasks.libero.experts.Motion.Place;
import org.workcell.tasks.libero.problem.Instance;

/**
 * Drags an object away from where a drawer is when it is open, so that a hand can take it from
 * above. The closed fingers reach behind the object, or into a bowl, and lean away from the drawer.
 */
final class MakeRoom extends MotionSkill {

  /** How far the object's origin is to be from an open drawer, metres. */
  private static final double ROOM = 0.09;

  /** Gains that are not worth the way. */
  private static final double SMALL = 0.015;

  /**
   * The object stands on the table if its bottom is so near to the height of the cabinet's feet.
   */
  private static final double ON_TABLE = 0.025;

  private static final int DIRECTIONS = 16;
  private static final double[] DISTANCES = {0.03, 0.05, 0.07, 0.09, 0.12};

  /** An open drawer hangs over the object, so that the hand has to lean. */
  private static final double OPEN = -0.03;

  private static final double LEAN = 0.5;
  private static final double BESIDE = 0.014;
  private static final double ABOVE_TABLE = 0.013;
  private static final double ABOVE_RIM = 0.008;
  private static final double APPROACH = 0.12;
  private static final double AHEAD = 0.03;

  private final Instance object;
  private final Drawer drawer;

  MakeRoom(Instance object, Drawer drawer) {
    this.object = object;
    this.drawer = drawer;
  }

  /** Whether there is room, or none to be gained, or the object does not stand on the table. */
  boolean isDone(SceneView view) {
    double bottom = view.pose(object.name()).position()[2] + Shape.of(object).low()[2];
    return Math.abs(bottom - drawer.frame().height(view)) > ON_TABLE || best(view) == null;
  }

  @Override
  List<Motion> plan(SceneView view, int attempt) {
    double[] end = best(view);
    if (end == null) {
      return List.of();
    }
    double[] at = view.pose(object.name()).position().clone();
    double distance = Math.hypot(end[0] - at[0], end[1] - at[1]);
    double[] way = {(end[0] - at[0]) / distance, (end[1] - at[1]) / distance};
    double behind = isHollow() ? 0 : reach(view, way) + BESIDE;
    Place start = place(view, way, -behind, 0);
    return List.of(
        Motion.to(Fingers.CLOSE, place(view, way, -behind, APPROACH)).within(0.02, 0.15),
        Transit.approach(Fingers.CLOSE, start),
        Motion.to(Fingers.CLOSE, place(view, way, distance - behind + AHEAD, 0))
            .within(0.006, 9)
            .speed(0.5)
            .until(now -> along(now, at, way) > distance)
            .atMost(50),
        Motion.to(Fingers.CLOSE, place(view, way, distance - behind, APPROACH))
            .within(0.03, 9)
            .atMost(20));
  }

  private boolean isHollow() {
    return object.category().endsWith("bowl");
  }

  /** Half the size of the object in a direction. */
  private double reach(SceneView view, double[] way) {
    Shape shape = Shape.of(object);
    double yaw = Shape.yaw(Shape.upright(view, object));
    double x = Math.cos(yaw) * way[0] + Math.sin(yaw) * way[1];
    double y = -Math.sin(yaw) * way[0] + Math.cos(yaw) * way[1];
    return Math.max(-x * shape.high()[0], -x * shape.low()[0])
        + Math.max(-y * shape.high()[1], -y * shape.low()[1]);
  }

  private double along(SceneView view, double[] start, double[] way) {
    double[] at = view.pose(object.name()).position();
    return (at[0] - start[0]) * way[0] + (at[1] - start[1]) * way[1];
  }

  /** A place on the way, from where the object is now; the fingers lean back from it. */
  private Place place(SceneView now, double[] way, double forward, double back) {
    Pose pose = now.pose(object.name());
    Shape shape = Shape.of(object);
    double height = shape.high()[2] - shape.low()[2];
    double x = pose.position()[0] + forward * way[0];
    double y = pose.position()[1] + forward * way[1];
    double z =
        pose.position()[2]
            + shape.low()[2]
            + Math.max(ABOVE_TABLE, height + ABOVE_RIM - Surroundings.PALM_HEIGHT);
    double heading = Math.atan2(way[1], way[0]);
    double yaw = FixtureFrame.easyYaw(heading);
    double most = drawer.position(now) < OPEN ? LEAN : 0;
    double lean = Math.cos(yaw - heading) < 0 ? -most : most;
    return (view, target) -> {
      target.point(yaw, lean, 0);
      target.moveTo(x, y, z);
      target.pose().advance(2, -back);
    };
  }

  /** Where the object has most room, nearer places first; null where it may stay. */
  private double[] best(SceneView view) {
    double[] at = view.pose(object.name()).position();
    Surroundings others = new Surroundings(view, List.of(object.name()));
    double radius = radius();
    double room = room(view, at[0], at[1]);
    double[] best = null;
    double most = room + SMALL;
    for (double distance : DISTANCES) {
      for (int i = 0; i < DIRECTIONS; i++) {
        double angle = 2 * Math.PI * i / DIRECTIONS;
        double[] end = {at[0] + distance * Math.cos(angle), at[1] + distance * Math.sin(angle)};
        double gained = room(view, end[0], end[1]);
        if (gained > most && others.highest(end, end, radius) == Double.NEGATIVE_INFINITY) {
          best = end;
          most = gained;
        }
      }
    }
    return best;
  }

  private double radius() {
    Shape shape = Shape.of(object);
    return Math.max(
        Math.max(shape.high()[0], -shape.low()[0]), Math.max(shape.high()[1], -shape.low()[1]));
  }

  /** Distance of a place from the open drawer, as far as it counts; negative under it. */
  private double room(SceneView view, double x, double y) {
    double[] corner = drawer.openFootprint();
    Pose cabinet = view.pose(drawer.frame().fixture());
    double[] local = new double[3];
    double[] offset = {x - cabinet.position()[0], y - cabinet.position()[1], 0};
    Rotations.toFrame(cabinet.rotation(), offset, local);
    double beside = Math.abs(local[0]) - corner[0];
    double before = corner[1] - local[1];
    return Math.min(ROOM, Math.max(beside, before));
  }
}
