package org.workcell.sim2real.validation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** A joint in motion, 10 s at 100 Hz with uneven times, that follows its command by 60 ms. */
final class TestLogs {

  static final double LAG_SECONDS = 0.06;

  private TestLogs() {}

  static LogMeta meta(CommandKind kind, String... joints) {
    return new LogMeta(
        "run", "", List.of(joints), kind, 0, LogClock.MEASURED, Map.of(), "run.csv", "");
  }

  static double[] times() {
    return IntStream.range(0, 1000)
        .mapToDouble(i -> 5 + 0.01 * i + 0.0008 * Math.sin(12.9898 * i))
        .toArray();
  }

  static double position(double t) {
    return 0.8 * Math.sin(2 * Math.PI * 0.4 * t) + 0.3 * Math.sin(2 * Math.PI * 1.1 * t + 1);
  }

  static double velocity(double t) {
    return 2
        * Math.PI
        * (0.32 * Math.cos(2 * Math.PI * 0.4 * t) + 0.33 * Math.cos(2 * Math.PI * 1.1 * t + 1));
  }

  static double[] positions() {
    return Arrays.stream(times()).map(TestLogs::position).toArray();
  }

  static double[] velocities() {
    return Arrays.stream(times()).map(TestLogs::velocity).toArray();
  }

  static double[] commands() {
    return Arrays.stream(times()).map(t -> position(t + LAG_SECONDS)).toArray();
  }

  static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  /** A log in which nothing is wrong, with other values of one quantity. */
  static RobotLog with(Quantity quantity, double... values) {
    return RobotLog.builder(meta(CommandKind.POSITION, "elbow"), times())
        .with(Quantity.POSITION, positions())
        .with(Quantity.VELOCITY, velocities())
        .with(Quantity.COMMAND, commands())
        .with(quantity, values)
        .build();
  }
}
