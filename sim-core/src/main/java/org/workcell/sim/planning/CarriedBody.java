package org.workcell.sim.planning;

import org.workcell.sim.kinematics.Rotations;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** A body with a free joint that keeps its place in a hand. */
final class CarriedBody {

  private static final int FREE = 0;

  private final Physics physics;
  private final int body;
  private final int address;
  private final double[] offset = new double[3];
  private final double[] turn = new double[9];
  private final double[] handPosition = new double[3];
  private final double[] handRotation = new double[9];
  private final double[] position = new double[3];
  private final double[] rotation = new double[9];
  private final double[] quatWxyz = new double[4];

  CarriedBody(Physics physics, String name) {
    Model scene = physics.scene();
    this.physics = physics;
    this.body = scene.body(name);
    int joint = scene.structure("body_jntadr")[body];
    if (joint < 0 || scene.structure("jnt_type")[joint] != FREE) {
      throw new IllegalArgumentException(
          "body %s of scene %s has no free joint; only bodies that move freely can be carried"
              .formatted(name, scene.name()));
    }
    this.address = scene.structure("jnt_qposadr")[joint];
  }

  int index() {
    return body;
  }

  /** Keeps where the body is in the hand. */
  void take(int hand) {
    readHand(hand);
    physics.bodyPos().readRow(body, position);
    physics.bodyMat().readRow(body, rotation);
    double[] apart = new double[3];
    for (int i = 0; i < 3; i++) {
      apart[i] = position[i] - handPosition[i];
    }
    Rotations.toFrame(handRotation, apart, offset);
    double[] inverse = new double[9];
    for (int i = 0; i < 9; i++) {
      inverse[i] = handRotation[3 * (i % 3) + i / 3];
    }
    Rotations.multiply(inverse, rotation, turn);
  }

  /** Puts the body to where it is in the hand. */
  void follow(int hand) {
    readHand(hand);
    Rotations.toWorld(handRotation, offset, position);
    Rotations.multiply(handRotation, turn, rotation);
    Rotations.toQuatWxyz(rotation, quatWxyz);
    for (int i = 0; i < 3; i++) {
      physics.qpos().set(address + i, handPosition[i] + position[i]);
    }
    for (int i = 0; i < 4; i++) {
      physics.qpos().set(address + 3 + i, quatWxyz[i]);
    }
  }

  private void readHand(int hand) {
    physics.bodyPos().readRow(hand, handPosition);
    physics.bodyMat().readRow(hand, handRotation);
  }
}
