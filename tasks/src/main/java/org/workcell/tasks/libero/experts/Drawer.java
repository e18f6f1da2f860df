package org.workcell.tasks.libero.experts;

import java.util.Map;

/**
 * A drawer of a cabinet. It slides along the cabinet's y, and opens towards -y; the bar of its
 * handle lies along x.
 *
 * @param frame of the cabinet
 * @param joint its full name, such as {@code wooden_cabinet_1_top_level}
 * @param barHeight of the bar, above the cabinet's origin, metres
 */
record Drawer(FixtureFrame frame, String joint, double barHeight) {

  /** Its position at the stop. */
  private static final double OPEN = -0.16;

  private static final double BAR_X = -0.0025;
  private static final Map<String, Double> HEIGHTS =
      Map.of("top_level", 0.18325, "middle_level", 0.1133, "bottom_level", 0.0435);

  /** The drawer of a cabinet that a joint moves. */
  static Drawer of(String cabinet, String joint) {
    Double height = HEIGHTS.get(joint.substring(cabinet.length() + 1));
    if (height == null) {
      throw new IllegalArgumentException(
          "'%s' moves no drawer of '%s'; expected it to end with one of %s"
              .formatted(joint, cabinet, HEIGHTS.keySet()));
    }
    return new Drawer(new FixtureFrame(cabinet), joint, height);
  }

  /** Half its width, and the y of its handle when it is open, in the cabinet's coordinates. */
  double[] openFootprint() {
    return new double[] {Surroundings.DRAWER_HALF, Surroundings.HANDLE_FRONT + OPEN};
  }

  /** Whether it is above what stands on the table before it. */
  boolean isOverhead() {
    return !joint.endsWith("bottom_level");
  }

  /** How far it is pushed in: -0.16 open, 0.01 at the stop. */
  double position(SceneView view) {
    return view.joint(joint);
  }

  /** A place that moves with the drawer: y as when it is closed, z above the middle of the bar. */
  Motion.Place place(double lean, double y, double z) {
    return (view, target) -> {
      frame.leanForward(view, target, lean);
      frame.moveTo(view, target, BAR_X, y + position(view), barHeight + z);
    };
  }

  /** The y of the hand where a place says it. */
  double handDepth(SceneView view) {
    return frame.handAlong(view, 1) - position(view);
  }
}
