package org.workcell.sim2real.forward;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;

/**
 * The most that drives without limits give in the windows of logs, by actuator. A limit above it
 * acts in none of them.
 *
 * @param effort N m or N before the gear; V where a motor makes torque of voltage
 * @param speed rad/s or m/s
 */
record DrivePeaks(Map<String, Double> effort, Map<String, Double> speed) {

  /** In replays with the values of a fit. */
  static DrivePeaks of(FamilyFit fit, List<RobotLog> logs, ForwardOptions options) {
    List<ReplayLog> ready =
        logs.stream().map(log -> ReplayLog.of(log, fit.model().setup())).toList();
    DrivePeaks peaks = new DrivePeaks(new HashMap<>(), new HashMap<>());
    try (ReplayBatch batch =
        ReplayBatch.builder(fit.model().setup())
            .logs(ready)
            .windows(Windows.every(ready, options.windowSeconds(), options.strideSeconds()))
            .threads(options.threads())
            .channels(Channel.TORQUE)
            .build()) {
      batch.replay(fit.model().vector(fit.values())).forEach(window -> peaks.add(window, fit));
    }
    return peaks;
  }

  private void add(Trajectory window, FamilyFit fit) {
    List<RobotJoint> joints = window.log().joints();
    for (int i = 0; i < joints.size(); i++) {
      RobotJoint joint = joints.get(i);
      for (int row = 0; row < window.goodRows() && joint.actuator() >= 0; row++) {
        double gear = Math.abs(joint.gear());
        double torque = Math.abs(window.value(Channel.TORQUE, row, i)) / gear;
        double rate = Math.abs(window.value(Channel.VELOCITY, row, i));
        effort.merge(joint.actuatorName(), effort(fit, joint, torque, rate), Math::max);
        speed.merge(joint.actuatorName(), rate * gear, Math::max);
      }
    }
  }

  private static double effort(FamilyFit fit, RobotJoint joint, double torque, double rate) {
    if (fit.model().family().drive() != DriveModel.VOLTAGE) {
      return torque;
    }
    String motor = "actuator:%s/dc-motor.".formatted(joint.actuatorName());
    double constant = fit.value(motor + "torque_constant");
    double resistance = fit.value(motor + "resistance");
    return torque * resistance / constant + constant * rate * Math.abs(joint.gear());
  }

  /** Of the actuator that a path names. */
  double effortOf(String path) {
    return effort.getOrDefault(actuator(path), 0.0);
  }

  double speedOf(String path) {
    return speed.getOrDefault(actuator(path), 0.0);
  }

  private static String actuator(String path) {
    return path.substring(path.indexOf(':') + 1, path.lastIndexOf('/'));
  }
}
