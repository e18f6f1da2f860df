package org.workcell.sim2real.gap;

import java.util.List;
import org.workcell.sim.physics.DoubleArray;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim2real.model.RobotJoint;

/**
 * What the unchanged robot does in some motions, by joint; scales of what is drawn.
 *
 * @param torque largest torques of the actuators, N m or N
 * @param speed largest speeds, rad/s or m/s
 * @param holding largest torques that hold the arm still on its way
 */
record NominalPeaks(double[] torque, double[] speed, double[] holding) {

  static NominalPeaks of(GapArm arm, List<double[][]> motions, double rateHz) {
    int joints = arm.joints().size();
    NominalPeaks peaks =
        new NominalPeaks(new double[joints], new double[joints], new double[joints]);
    try (GapRun run = new GapRun(arm.nominal(), arm)) {
      for (double[][] motion : motions) {
        GapRun.Rows rows = run.run(motion, new GapRun.Timing(rateHz, 0, 0), new RandomStream(0));
        for (int row = 0; row < motion.length; row++) {
          for (int j = 0; j < joints; j++) {
            peaks.torque[j] = Math.max(peaks.torque[j], Math.abs(rows.torques()[row][j]));
            peaks.speed[j] = Math.max(peaks.speed[j], Math.abs(rows.velocities()[row][j]));
          }
        }
        hold(run.physics(), arm, rows.positions(), peaks.holding);
      }
    }
    return peaks;
  }

  private static void hold(Physics physics, GapArm arm, double[][] positions, double[] largest) {
    DoubleArray bias = physics.array("qfrc_bias");
    for (double[] row : positions) {
      physics.qvel().fill(0, physics.qvel().size(), 0);
      for (int j = 0; j < row.length; j++) {
        physics.qpos().set(arm.joints().get(j).positionAddress(), row[j]);
      }
      physics.forward();
      for (int j = 0; j < row.length; j++) {
        RobotJoint joint = arm.joints().get(j);
        largest[j] = Math.max(largest[j], Math.abs(bias.get(joint.velocityAddress())));
      }
    }
  }
}
