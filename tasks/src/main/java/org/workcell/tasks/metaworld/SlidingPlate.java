package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;

/**
 * The plate of the plate-slide scenes, geom {@code puck}: it slides along x and y from (0, 0.6) and
 * neither tilts nor leaves the table.
 */
final class SlidingPlate {

  private final Physics physics;
  private final int geom;
  private final int positionAddress;

  SlidingPlate(Physics physics) {
    this.physics = physics;
    this.geom = physics.scene().geom("puck");
    this.positionAddress = physics.scene().positionAddress("goal_slidex");
  }

  /**
   * Puts the plate at a displacement from its middle place. Leaves its velocity alone, as upstream.
   */
  void place(double x, double y) {
    physics.qpos().set(positionAddress, x);
    physics.qpos().set(positionAddress + 1, y);
    physics.forward();
  }

  /** Horizontal distance of the plate, where it is now, from a point. */
  double horizontalDistance(double[] point) {
    double x = physics.geomPos().get(geom, 0) - point[0];
    double y = physics.geomPos().get(geom, 1) - point[1];
    return Math.sqrt(x * x + y * y);
  }

  /** Writes position and orientation, which has the scalar last. */
  void read(double[] frame) {
    MetaWorldTask.copyRow(physics.geomPos(), geom, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.geomMat(), geom, frame, FIRST_OBJECT + QUATERNION);
  }
}
