package org.workcell.sim2real.gap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import org.workcell.sim.physics.Physics;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;

/**
 * Joint positions that bring a robot's tip to places, by damped least squares from the last ones;
 * its orientation follows as it may. Borrows a simulation. One thread at a time.
 */
final class TipPath {

  private static final int ITERATIONS = 50;
  private static final double TOLERANCE_METRES = 1e-7;
  private static final double DAMPING = 1e-6;

  private final GapArm arm;
  private final Physics physics;
  private final DoubleBuffer position;
  private final DoubleBuffer rotation;
  private final int velocities;

  TipPath(GapArm arm, Physics physics) {
    this.arm = arm;
    this.physics = physics;
    this.velocities = arm.model().velocityCount();
    this.position = direct(3 * velocities);
    this.rotation = direct(3 * velocities);
  }

  private static DoubleBuffer direct(int size) {
    return ByteBuffer.allocateDirect(size * Double.BYTES)
        .order(ByteOrder.nativeOrder())
        .asDoubleBuffer();
  }

  /** Where the tip is in the world. */
  static double[] tip(RobotModel robot, Physics physics) {
    double[] place = new double[3];
    if (robot.tip().site() >= 0) {
      physics.sitePos().readRow(robot.tip().site(), place);
    } else {
      physics.bodyPos().readRow(robot.tip().body(), place);
    }
    return place;
  }

  /**
   * Moves joint positions so that the tip is at a place.
   *
   * @param joints changed in place
   * @throws IllegalArgumentException if the robot does not reach it from there
   */
  void reach(double[] place, double[] joints) {
    double distance = Double.NaN;
    for (int i = 0; i < ITERATIONS; i++) {
      put(joints);
      double[] tip = tip(arm.robot(), physics);
      double[] error = {place[0] - tip[0], place[1] - tip[1], place[2] - tip[2]};
      distance = Math.sqrt(error[0] * error[0] + error[1] * error[1] + error[2] * error[2]);
      if (distance < TOLERANCE_METRES) {
        return;
      }
      step(error, joints);
    }
    throw new IllegalArgumentException(
        "the hand of %s does not reach the table at (%.3f, %.3f, %.3f): %.4f m are left"
            .formatted(arm.model().name(), place[0], place[1], place[2], distance));
  }

  private void put(double[] joints) {
    physics.qpos().write(0, arm.home());
    for (int j = 0; j < joints.length; j++) {
      physics.qpos().set(arm.joints().get(j).positionAddress(), joints[j]);
    }
    physics.refreshJacobians();
  }

  /** {@code dq = J^T (J J^T + d I)^-1 e}, the inverse by Cramer's rule. */
  private void step(double[] error, double[] joints) {
    readJacobian();
    double[][] a = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        a[r][c] = r == c ? DAMPING : 0;
        for (RobotJoint joint : arm.joints()) {
          a[r][c] += at(r, joint) * at(c, joint);
        }
      }
    }
    double[] weights = solve(a, error);
    for (int j = 0; j < joints.length; j++) {
      for (int r = 0; r < 3; r++) {
        joints[j] += at(r, arm.joints().get(j)) * weights[r];
      }
    }
  }

  private void readJacobian() {
    if (arm.robot().tip().site() >= 0) {
      physics.siteJacobian(arm.robot().tip().site(), position, rotation);
    } else {
      physics.bodyJacobian(arm.robot().tip().body(), position, rotation);
    }
  }

  private double at(int row, RobotJoint joint) {
    return position.get(row * velocities + joint.velocityAddress());
  }

  /** How far the tip yields, m/N, along the vertical when each joint yields as its servo does. */
  double verticalCompliance(double[] joints, double[] stiffness) {
    put(joints);
    readJacobian();
    double compliance = 0;
    for (int j = 0; j < joints.length; j++) {
      double lever = at(2, arm.joints().get(j));
      compliance += lever * lever / stiffness[j];
    }
    return compliance;
  }

  private static double[] solve(double[][] a, double[] b) {
    double whole = determinant(a);
    double[] x = new double[3];
    for (int c = 0; c < 3; c++) {
      double[][] replaced = {a[0].clone(), a[1].clone(), a[2].clone()};
      for (int r = 0; r < 3; r++) {
        replaced[r][c] = b[r];
      }
      x[c] = determinant(replaced) / whole;
    }
    return x;
  }

  private static double determinant(double[][] a) {
    return a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[2][1])
        - a[0][1] * (a[1][0] * a[2][2] - a[1][2] * a[2][0])
        + a[0][2] * (a[1][0] * a[2][1] - a[1][1] * a[2][0]);
  }
}
