package org.workcell.tasks.robots;

import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/**
 * Reads the hand of a Sawyer and its two fingers, by the names that Meta-World's scenes give them:
 * bodies {@code hand}, {@code rightclaw}, {@code leftclaw}, {@code rightpad}, {@code leftpad},
 * geoms {@code rightpad_geom}, {@code leftpad_geom}, sites {@code rightEndEffector}, {@code
 * leftEndEffector}. Positions are world coordinates (3), metres, as the physics last computed them.
 * One thread at a time; allocates nothing after construction.
 */
public final class SawyerHand {

  /** Distance of the claws, in metres, that counts as fully open. */
  private static final double FULL_OPENING = 0.1;

  private final Physics physics;
  private final int handBody;
  private final int rightClawBody;
  private final int leftClawBody;
  private final int rightPadBody;
  private final int leftPadBody;
  private final int rightPadGeom;
  private final int leftPadGeom;
  private final int rightFingertipSite;
  private final int leftFingertipSite;

  /**
   * Finds the hand.
   *
   * @throws IllegalArgumentException if the scene lacks a part of it
   */
  public SawyerHand(Physics physics) {
    Model scene = physics.scene();
    this.physics = physics;
    this.handBody = scene.body("hand");
    this.rightClawBody = scene.body("rightclaw");
    this.leftClawBody = scene.body("leftclaw");
    this.rightPadBody = scene.body("rightpad");
    this.leftPadBody = scene.body("leftpad");
    this.rightPadGeom = scene.geom("rightpad_geom");
    this.leftPadGeom = scene.geom("leftpad_geom");
    this.rightFingertipSite = scene.site("rightEndEffector");
    this.leftFingertipSite = scene.site("leftEndEffector");
  }

  /** World position of the hand's frame. */
  public void readHand(double[] target) {
    physics.bodyPos().readRow(handBody, target);
  }

  /** Tool centre point: the middle between the fingertips. */
  public void readTcp(double[] target) {
    DoubleArray sites = physics.sitePos();
    for (int axis = 0; axis < 3; axis++) {
      target[axis] = (sites.get(rightFingertipSite, axis) + sites.get(leftFingertipSite, axis)) / 2;
    }
  }

  /** World positions of the finger pads. */
  public void readPads(double[] left, double[] right) {
    physics.bodyPos().readRow(leftPadBody, left);
    physics.bodyPos().readRow(rightPadBody, right);
  }

  /** How far the gripper is open, 0 to 1. */
  public double opening() {
    DoubleArray bodies = physics.bodyPos();
    double squared = 0;
    for (int axis = 0; axis < 3; axis++) {
      double difference = bodies.get(rightClawBody, axis) - bodies.get(leftClawBody, axis);
      squared += difference * difference;
    }
    return Math.min(Math.sqrt(squared) / FULL_OPENING, 1);
  }

  /** Whether both pads press on a geom. */
  public boolean padsTouch(int geom) {
    return physics.normalForce(leftPadGeom, geom) > 0
        && physics.normalForce(rightPadGeom, geom) > 0;
  }
}
