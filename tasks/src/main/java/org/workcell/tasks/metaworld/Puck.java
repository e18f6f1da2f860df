package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;

/** The free puck {@code obj} of the reach and push scenes. */
final class Puck {

  /** Between the puck's start and the goal, in the plane of the table, in metres. */
  private static final double SMALLEST_DISTANCE = 0.15;

  private final Physics physics;
  private final int body;
  private final int geom;
  private final int positionAddress;
  private final int velocityAddress;

  Puck(Physics physics) {
    this.physics = physics;
    this.body = physics.scene().body("obj");
    this.geom = physics.scene().geom("objGeom");
    this.positionAddress = physics.scene().positionAddress("objjoint");
    this.velocityAddress = physics.scene().velocityAddress("objjoint");
  }

  /**
   * Whether a context, puck position (3) and goal position (3), puts the puck too close to the goal
   * for upstream.
   */
  static boolean tooClose(double[] context) {
    double x = context[0] - context[3];
    double y = context[1] - context[4];
    return Math.sqrt(x * x + y * y) < SMALLEST_DISTANCE;
  }

  int geom() {
    return geom;
  }

  /** World height of the centre. */
  double height() {
    return physics.bodyPos().get(body, 2);
  }

  /** Puts the puck at a place, at rest, with the orientation that it has. */
  void place(double[] position) {
    physics.qpos().write(positionAddress, position);
    physics.qvel().fill(velocityAddress, 6, 0);
    physics.forward();
  }

  /** Writes position and orientation, which is that of the geom and has the scalar last. */
  void read(double[] frame) {
    MetaWorldTask.copyRow(physics.bodyPos(), body, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.geomMat(), geom, frame, FIRST_OBJECT + QUATERNION);
  }
}
