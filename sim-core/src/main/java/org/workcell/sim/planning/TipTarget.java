package org.workcell.sim.planning;

import org.workcell.sim.kinematics.InverseKinematics;
import org.workcell.sim.kinematics.Kinematics;
import org.workcell.sim.kinematics.Pose;
import org.workcell.sim.kinematics.PoseTarget;
import org.workcell.sim.kinematics.Rotations;

/** Inverse kinematics with a tolerance that is checked apart from the solver's. */
final class TipTarget {

  private final Kinematics kinematics;
  private final InverseKinematics inverse;
  private final double toleranceMetres;
  private final double toleranceRadians;
  private final PoseTarget target = new PoseTarget();
  private final double[] turn = new double[3];

  TipTarget(
      Kinematics kinematics,
      InverseKinematics inverse,
      double toleranceMetres,
      double toleranceRadians) {
    this.kinematics = kinematics;
    this.inverse = inverse;
    this.toleranceMetres = toleranceMetres;
    this.toleranceRadians = toleranceRadians;
  }

  /** Where the tip is at joint positions; a live pose. */
  Pose tipAt(double[] joints) {
    kinematics.compute(joints);
    return kinematics.tip();
  }

  /** Changes joint positions to some of a pose; returns whether they are close enough. */
  boolean solve(Pose pose, double[] joints) {
    target.pose().set(pose);
    inverse.solve(target, joints);
    return isReached(pose, joints);
  }

  boolean isReached(Pose pose, double[] joints) {
    Pose tip = tipAt(joints);
    Rotations.difference(tip.rotation(), pose.rotation(), turn);
    double angle = Math.sqrt(turn[0] * turn[0] + turn[1] * turn[1] + turn[2] * turn[2]);
    return tip.distanceTo(pose) <= toleranceMetres && angle <= toleranceRadians;
  }
}
