package org.workcell.sim2real.delta;

import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayLog;

/** The drive gain of logs: the constant by which their model multiplies what its servos make. */
final class LoggedGain {

  private LoggedGain() {}

  /**
   * The gain that all joints share; absent where the model binds none.
   *
   * @throws IllegalArgumentException if joints have gains of their own that differ between logs
   */
  static Optional<DriveGain> of(RobotSetup setup, List<ReplayLog> logs) {
    Set<Optional<String>> names = new HashSet<>();
    for (RobotJoint joint : logs.get(0).joints()) {
      names.add(constant(setup, joint));
    }
    List<String> found = names.stream().flatMap(Optional::stream).sorted().toList();
    if (names.size() == 1 && found.size() == 1) {
      DoubleSummaryStatistics range = range(found.get(0), logs);
      return Optional.of(new DriveGain(found.get(0), range.getMin(), range.getMax()));
    }
    for (String name : found) {
      DoubleSummaryStatistics range = range(name, logs);
      if (range.getMin() < range.getMax()) {
        throw new IllegalArgumentException(
            "the logs have %s from %s to %s, which sets the gain of some joints only; train on logs that agree in it"
                .formatted(name, range.getMin(), range.getMax()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> constant(RobotSetup setup, RobotJoint joint) {
    String actuator = "actuator:" + joint.actuatorName();
    return setup
        .bindings()
        .multiplier(actuator + "/servo.stiffness")
        .or(() -> setup.bindings().multiplier(actuator + "/kp"));
  }

  private static DoubleSummaryStatistics range(String constant, List<ReplayLog> logs) {
    return logs.stream().mapToDouble(log -> value(constant, log)).summaryStatistics();
  }

  private static double value(String constant, ReplayLog log) {
    Double value = log.meta().constants().get(constant);
    if (value == null) {
      throw new IllegalArgumentException(
          "log %s has no constant '%s', the gain of its drives; it has %s"
              .formatted(log.meta().name(), constant, log.meta().constants().keySet()));
    }
    return value;
  }

  /** The value of a log. */
  static double value(DriveGain gain, ReplayLog log) {
    return value(gain.constant(), log);
  }

  /** By what differences of commands of a log are multiplied; 1 without a gain. */
  static double ratio(Optional<DriveGain> gain, ReplayLog log) {
    return gain.isPresent() ? gain.get().ratio(value(gain.get(), log)) : 1;
  }
}
