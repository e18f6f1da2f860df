package org.workcell.tasks.libero.experts;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.kinematics.Pose;
import org.workcell.tasks.libero.problem.Categories;
import org.workcell.tasks.libero.problem.Instance;

/** What stands in a hand's way, as boxes, at one moment. */
final class Surroundings {

  private static final double OPEN = -0.02;
  private static final double WALL = 0.008;

  /** Drawers of cabinets: inner half width, front and back at rest, height. */
  static final double DRAWER_HALF = 0.1095;

  private static final double DRAWER_FRONT = -0.076;
  private static final double DRAWER_BACK = 0.094;
  static final double HANDLE_FRONT = -0.11;
  private static final double[] DRAWER_LOW = {0.149, 0.079, 0.010};
  private static final double DRAWER_HEIGHT = 0.068;

  /** Half the length of the hand's palm along which the fingers close, and across. */
  private static final double PALM_HALF = 0.1;

  private static final double PALM_ACROSS = 0.035;

  /** How far the palm is above the grip site, and the finger tips below it. */
  static final double PALM_HEIGHT = 0.032;

  static final double TIPS = 0.009;

  /** The palm passes so far along the fingers when the hand comes or goes. */
  private static final double WAY = 0.2;

  private static final double FINGER_CENTRE = 0.05;
  private static final double FINGER_HALF = 0.014;
  private static final double PATH_STEP = 0.02;

  private final List<Box> boxes = new ArrayList<>();

  /** Looks at everything but some instances. */
  Surroundings(SceneView view, List<String> left) {
    for (Instance instance : view.config().movables()) {
      if (!left.contains(instance.name())) {
        add(view, instance);
      }
    }
    for (Instance fixture : view.config().fixtures()) {
      if (!left.contains(fixture.name())) {
        add(view, fixture);
        if (fixture.category().endsWith("cabinet")) {
          addDrawers(view, fixture);
        }
        if (fixture.category().equals("microwave")) {
          addDoor(view, fixture);
        }
      }
    }
  }

  private void add(SceneView view, Instance instance) {
    Shape shape = Shape.of(instance);
    boxes.add(Box.of(Shape.upright(view, instance), shape.low(), shape.high()));
  }

  private void addDrawers(SceneView view, Instance cabinet) {
    Pose frame = Shape.upright(view, cabinet);
    List<String> joints = Categories.of(cabinet).joints();
    for (int i = 0; i < joints.size(); i++) {
      double q = view.joint(cabinet.name() + "_" + joints.get(i));
      if (q < OPEN) {
        double z = DRAWER_LOW[i];
        double top = z + DRAWER_HEIGHT;
        wall(frame, -DRAWER_HALF, HANDLE_FRONT + q, DRAWER_HALF, DRAWER_FRONT + q + WALL, z, top);
        wall(frame, -DRAWER_HALF, DRAWER_FRONT + q, DRAWER_HALF, DRAWER_BACK + q, z, z + WALL);
        wall(frame, -DRAWER_HALF, DRAWER_FRONT + q, -DRAWER_HALF + WALL, DRAWER_BACK + q, z, top);
        wall(frame, DRAWER_HALF - WALL, DRAWER_FRONT + q, DRAWER_HALF, DRAWER_BACK + q, z, top);
      }
    }
  }

  private void wall(
      Pose frame, double x0, double y0, double x1, double y1, double low, double high) {
    boxes.add(Box.of(frame, new double[] {x0, y0, low}, new double[] {x1, y1, high}));
  }

  /** The open door of a microwave: a leaf of 0.26 m about its hinge. */
  private void addDoor(SceneView view, Instance microwave) {
    Pose hinge = Shape.upright(view, microwave);
    double q = view.joint(microwave.name() + "_" + Categories.of(microwave).joints().get(0));
    hinge.advance(0, -0.1725);
    hinge.advance(1, -0.088);
    hinge.turn(2, q);
    boxes.add(Box.of(hinge, new double[] {0, -0.06, 0}, new double[] {0.26, 0, 0.19}));
  }

  /** Height of the highest thing within a distance of the straight way between two points. */
  double highest(double[] from, double[] to, double distance) {
    double length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    int steps = 1 + (int) (length / PATH_STEP);
    double highest = Double.NEGATIVE_INFINITY;
    for (Box box : boxes) {
      for (int i = 0; i <= steps && box.high() > highest; i++) {
        double x = from[0] + (to[0] - from[0]) * i / steps;
        double y = from[1] + (to[1] - from[1]) * i / steps;
        if (box.distance(x, y) < distance) {
          highest = box.high();
        }
      }
    }
    return highest;
  }

  /**
   * How many things an open hand would touch at a pose and on its way there, see {@link
   * HandTarget}.
   */
  int touched(Pose hand) {
    int touched = 0;
    for (Box box : boxes) {
      touched += touches(hand, box) ? 1 : 0;
    }
    return touched;
  }

  private static boolean touches(Pose hand, Box box) {
    for (double s : new double[] {-FINGER_CENTRE, FINGER_CENTRE}) {
      if (fills(box, hand, s, -TIPS, FINGER_HALF) || fills(box, hand, s, 0.015, FINGER_HALF)) {
        return true;
      }
    }
    for (double up = PALM_HEIGHT; up <= WAY; up += PATH_STEP) {
      for (double s = -PALM_HALF; s <= PALM_HALF; s += PATH_STEP) {
        if (fills(box, hand, s, up, PALM_ACROSS)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a box is near a point of the hand: beside the grip site, and back from the tips. */
  private static boolean fills(Box box, Pose hand, double beside, double back, double near) {
    double[] point = Shape.toWorld(hand, 0, beside, -back);
    return point[2] > box.low() && point[2] < box.high() && box.distance(point[0], point[1]) < near;
  }
}
