package org.workcell.tasks.libero.experts;

import org.workcell.sim.kinematics.Pose;
import org.workcell.tasks.libero.problem.Instance;

/** How objects fit into what contains them, at one moment. */
final class Containers {

  private static final double SHELF_ANGLE = 0.8;
  private static final double OVEN_ANGLE = 0.4;
  private static final double DRAWER_ANGLE = 1.0;
  private static final double TALL = 0.05;

  private final Instance object;
  private final Instance target;
  private final Pose frame;
  private final double yaw;

  Containers(Instance object, Instance target, SceneView view) {
    this.object = object;
    this.target = target;
    this.frame = Shape.upright(view, target);
    this.yaw = Shape.yaw(frame);
  }

  /** Changes a spot so that the object fits. */
  Spot fit(Spot spot, String region, double[] centre, double[] half) {
    return switch (target.category()) {
      case "desk_caddy" -> caddy(spot, region);
      case "wooden_two_layer_shelf" -> shelf(spot, region);
      case "microwave" -> oven(spot);
      case "wooden_cabinet", "white_cabinet" -> drawer(spot);
      default -> spot.withRim(frame.position()[2] + Shape.of(target).high()[2]);
    };
  }

  private double[] middle() {
    Shape shape = Shape.of(object);
    return new double[] {
      (shape.low()[0] + shape.high()[0]) / 2, (shape.low()[1] + shape.high()[1]) / 2
    };
  }

  /** The long side of a book along the compartment. */
  private Spot caddy(Spot spot, String region) {
    double[] middle = middle();
    Spot centred = spot.withCentre(middle[0], middle[1]).withEntry(0, 0, 0.1);
    boolean narrow = region.contains("front") || region.contains("back");
    return narrow
        ? centred.withYaws(yaw, yaw + Math.PI)
        : centred.withYaws(yaw, yaw + Math.PI, yaw + Math.PI / 2, yaw - Math.PI / 2);
  }

  /** Through the open front, which faces the fixture's -y. */
  private Spot shelf(Spot spot, String region) {
    double x = -Math.sin(yaw);
    double y = Math.cos(yaw);
    boolean top = region.contains("top");
    if (object.category().endsWith("frypan")) {
      double[] end = Shape.toWorld(frame, 0.005, -0.045, top ? 0.09 : 0);
      double z = top ? end[2] : Math.min(end[2], spot.z() + 0.012);
      return Spot.at(end[0], end[1], z).withYaws(yaw + Math.PI).withEntry(-0.2 * x, -0.2 * y, 0);
    }
    double[] end = Shape.toWorld(frame, 0.005, -0.05, top ? 0.135 : 0.02);
    return Spot.at(end[0], end[1], end[2])
        .withYaws(yaw + Math.PI / 2, yaw - Math.PI / 2)
        .withEntry(-0.12 * x, -0.12 * y, top ? 0.02 : 0.02)
        .withLean(new Spot.Lean(x, y, SHELF_ANGLE, false));
  }

  private Spot oven(Spot spot) {
    double x = -Math.sin(yaw);
    double y = Math.cos(yaw);
    double[] end = Shape.toWorld(frame, -0.02, -0.04, 0.028);
    return Spot.at(end[0], end[1], end[2])
        .withYaws(yaw)
        .withEntry(-0.15 * x, -0.15 * y, 0.01)
        .withLean(new Spot.Lean(x, y, OVEN_ANGLE, true));
  }

  /** What is too tall for a drawer leans sideways and falls over when it is let go. */
  private Spot drawer(Spot spot) {
    Shape shape = Shape.of(object);
    double below = -shape.low()[2];
    if (below < TALL) {
      return spot;
    }
    double x = Math.cos(yaw);
    double y = Math.sin(yaw);
    double low = below * Math.cos(DRAWER_ANGLE) + shape.high()[1] * Math.sin(DRAWER_ANGLE);
    return Spot.at(spot.x() + 0.02 * x, spot.y() + 0.02 * y, spot.z() - below + low)
        .withEntry(0, 0, 0.09)
        .withLean(new Spot.Lean(x, y, DRAWER_ANGLE, false));
  }
}
