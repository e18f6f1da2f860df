package org.workcell.tasks.arm.robot;

import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.SerialChain;

/**
 * Leads the tip of an arm to points, if it is wanted with the tool pointing down; turns about the
 * tool are free. One thread at a time; steps allocate nothing.
 */
public final class ToolDown {

  private static final double UPRIGHT_WEIGHT = 0.15;

  private final SerialChain chain;
  private final InverseKinematics inverse;
  private final PoseTarget target = new PoseTarget();
  private final double[] change;
  private final double weight;

  /** For an arm. */
  public ToolDown(ArmRobot robot) {
    this.chain = robot.newChain();
    this.weight = UPRIGHT_WEIGHT * robot.reachMetres();
    this.inverse =
        InverseKinematics.builder(robot.newChain())
            .limits(robot.low(), robot.high())
            .posture(robot.home())
            .postureGain(0.05)
            .limitMargin(0.01)
            .damping(0.05 * robot.reachMetres())
            .build();
    this.change = new double[robot.jointCount()];
    target.setLongestMoveMetres(0.1 * robot.reachMetres());
  }

  /**
   * One step towards a point.
   *
   * @param joints positions from which to step; takes those after the step
   * @param point where the tip is to be, metres
   * @param down whether the tool is to point down
   */
  public void step(double[] joints, double[] point, boolean down) {
    chain.compute(joints);
    Pose wanted = target.pose();
    System.arraycopy(point, 0, wanted.position(), 0, 3);
    System.arraycopy(chain.tip().rotation(), 0, wanted.rotation(), 0, 9);
    if (down) {
      pointDown(wanted.rotation());
    }
    target.rotationWeights()[0] = down ? weight : 0;
    target.rotationWeights()[1] = down ? weight : 0;
    target.rotationWeights()[2] = 0;
    inverse.step(joints, target, change);
    for (int i = 0; i < change.length; i++) {
      joints[i] += change[i];
    }
  }

  /** How far the tip was from the point before the last step. */
  public double errorMetres() {
    return inverse.positionErrorMetres();
  }

  /** The tip of the arm at these positions; a live pose. */
  public Pose tip(double[] joints) {
    chain.compute(joints);
    return chain.tip();
  }

  /** Tilts a frame the short way until its z axis points down. */
  private static void pointDown(double[] rotation) {
    double x = rotation[0];
    double y = rotation[3];
    double length = Math.hypot(x, y);
    if (length < 1e-6) {
      x = 1;
      y = 0;
      length = 1;
    }
    rotation[0] = x / length;
    rotation[3] = y / length;
    rotation[6] = 0;
    rotation[1] = y / length;
    rotation[4] = -x / length;
    rotation[7] = 0;
    rotation[2] = 0;
    rotation[5] = 0;
    rotation[8] = -1;
  }

  /** How far a frame's z axis is from pointing down, radians. */
  static double tilt(double[] rotation) {
    return Math.acos(Math.max(-1, Math.min(1, -rotation[8])));
  }
}
