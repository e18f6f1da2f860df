package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;

import org.workcell.sim.physics.Physics;

/** The ring with a handle, {@code RoundNut}, of the assembly scene. */
final class RingNut {

  private final Physics physics;
  private final FreeObject joint;
  private final int body;
  private final int ringSite;
  private final int handleSite;

  RingNut(Physics physics) {
    this.physics = physics;
    this.joint = new FreeObject(physics);
    this.body = physics.scene().body("RoundNut");
    this.ringSite = physics.scene().site("RoundNut");
    this.handleSite = physics.scene().site("RoundNut-8");
  }

  /** Puts the ring's centre at a place, at rest, with the orientation that it has. */
  void place(double[] position) {
    joint.place(position);
  }

  /** World height of the ring's centre. */
  double ringHeight() {
    return physics.bodyPos().get(body, 2);
  }

  /** World height of the handle's centre. */
  double handleHeight() {
    return physics.sitePos().get(handleSite, 2);
  }

  /** Writes the handle's position and the orientation, which has the scalar first. */
  void read(double[] frame) {
    MetaWorldTask.copyRow(physics.sitePos(), handleSite, frame, FIRST_OBJECT);
    MetaWorldTask.copyRow(physics.bodyQuat(), body, frame, FIRST_OBJECT + QUATERNION);
  }

  void readInputs(NutInputs inputs) {
    physics.sitePos().readRow(ringSite, inputs.ring);
    physics.bodyQuat().readRow(body, inputs.objectQuatWxyz);
  }
}
