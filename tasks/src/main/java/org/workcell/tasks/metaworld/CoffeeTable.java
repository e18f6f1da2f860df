package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;

/** The coffee machine and the free mug of the coffee scene. */
final class CoffeeTable {

  /** From the machine's origin to the mug's place under the spout, against y. */
  static final double MUG_BEFORE_MACHINE = 0.22;

  /** The mug's joint has no name; its body is the first of the scene that moves. */
  private static final int MUG_POSITION_ADDRESS = 0;

  /**
   * The velocities that upstream brings to rest with the mug. In this scene they belong to the arm;
   * the mug's own are the first six, and keep what is left of the mug's fall to the table.
   */
  private static final int FIRST_RESTED_VELOCITY = 9;

  private static final int RESTED_VELOCITIES = 6;

  private final Physics physics;
  private final int machineBody;
  private final int mugBody;
  private final int mugGeom;

  CoffeeTable(Physics physics) {
    this.physics = physics;
    this.machineBody = physics.scene().body("coffee_machine");
    this.mugBody = physics.scene().body("obj");
    this.mugGeom = physics.scene().geom("mug");
  }

  int machineBody() {
    return machineBody;
  }

  int mugGeom() {
    return mugGeom;
  }

  /** Puts the mug to a place with the orientation that it has, and computes where everything is. */
  void placeMug(double x, double y, double z) {
    physics.qpos().write(MUG_POSITION_ADDRESS, new double[] {x, y, z});
    physics.qvel().fill(FIRST_RESTED_VELOCITY, RESTED_VELOCITIES, 0);
    physics.forward();
  }

  /** Writes the mug's position, and its orientation with the scalar last. */
  void readMug(double[] frame) {
    MetaWorldTask.copyRow(physics.bodyPos(), mugBody, frame, FIRST_OBJECT);
    Quaternions.fromMatrix(physics.geomMat(), mugGeom, frame, FIRST_OBJECT + QUATERNION);
  }
}
