package org.workcell.sim2real.gap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.random.RandomStream;

/** What a logger makes of what a robot did: noise, or the defects of a bad one. Immutable. */
final class Recording {

  private final GapArm arm;
  private final double[] peakTorques;
  private final boolean bad;
  private final double rateHz;

  /**
   * A logger.
   *
   * @param peakTorques of which noise of torques is a share, by joint
   * @param bad whether it has the defects of family G11
   */
  Recording(GapArm arm, double[] peakTorques, boolean bad, double rateHz) {
    this.arm = arm;
    this.peakTorques = peakTorques;
    this.bad = bad;
    this.rateHz = rateHz;
  }

  RobotLog log(String name, GapRun.Rows rows, RandomStream random) {
    return bad
        ? badLog(meta(name, LogClock.NOMINAL), rows, random)
        : goodLog(meta(name, LogClock.MEASURED), rows, random);
  }

  /** What a perfect logger would make of it. */
  RobotLog trueLog(String name, GapRun.Rows rows) {
    return RobotLog.builder(meta(name, LogClock.MEASURED), rows.times())
        .with(Quantity.POSITION, flat(rows.positions()))
        .with(Quantity.VELOCITY, flat(rows.velocities()))
        .with(Quantity.TORQUE, flat(rows.torques()))
        .with(Quantity.COMMAND, flat(rows.commands()))
        .build();
  }

  private LogMeta meta(String name, LogClock clock) {
    return new LogMeta(
        name,
        "simulated " + arm.model().name(),
        arm.jointNames(),
        CommandKind.POSITION,
        rateHz,
        clock,
        Map.of(),
        "",
        "");
  }

  private RobotLog goodLog(LogMeta meta, GapRun.Rows rows, RandomStream random) {
    GapRanges ranges = GapRanges.committed();
    int count = rows.commands().length;
    double[] positionNoise = all(ranges.recording("position_noise"));
    double[] velocityNoise = all(ranges.recording("velocity_noise"));
    double[] torqueNoise = all(ranges.recording("torque_noise"));
    for (int j = 0; j < torqueNoise.length; j++) {
      torqueNoise[j] *= peakTorques[j];
    }
    return RobotLog.builder(meta, times(count))
        .with(Quantity.POSITION, flat(noisy(rows.positions(), positionNoise, random)))
        .with(Quantity.VELOCITY, flat(noisy(rows.velocities(), velocityNoise, random)))
        .with(Quantity.TORQUE, flat(noisy(rows.torques(), torqueNoise, random)))
        .with(Quantity.COMMAND, flat(rows.commands()))
        .build();
  }

  /** Lost rows leave no gap in the times, because these are row numbers. */
  private RobotLog badLog(LogMeta meta, GapRun.Rows rows, RandomStream random) {
    GapRanges ranges = GapRanges.committed();
    double count = 2 * StrictMath.PI / ranges.defect("encoder_counts");
    double dropped = ranges.defect("dropped_share");
    List<double[]> positions = new ArrayList<>();
    List<double[]> commands = new ArrayList<>();
    for (int row = 0; row < rows.commands().length; row++) {
      if (random.nextDouble() < dropped) {
        continue;
      }
      positions.add(
          Arrays.stream(rows.positions()[row]).map(q -> count * Math.rint(q / count)).toArray());
      commands.add(rows.commands()[row]);
    }
    return RobotLog.builder(meta, times(positions.size()))
        .with(Quantity.POSITION, flat(positions.toArray(double[][]::new)))
        .with(Quantity.COMMAND, flat(commands.toArray(double[][]::new)))
        .build();
  }

  private double[] all(double value) {
    double[] all = new double[arm.joints().size()];
    Arrays.fill(all, value);
    return all;
  }

  private double[] times(int rows) {
    double[] times = new double[rows];
    Arrays.setAll(times, row -> row / rateHz);
    return times;
  }

  private static double[][] noisy(double[][] rows, double[] deviations, RandomStream random) {
    double[][] noisy = new double[rows.length][deviations.length];
    for (int row = 0; row < rows.length; row++) {
      for (int j = 0; j < deviations.length; j++) {
        noisy[row][j] = rows[row][j] + deviations[j] * random.nextGaussian();
      }
    }
    return noisy;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }
}
