package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayRig;

/** Logs of an arm of two joints whose drives differ from the model's. */
final class DeltaRig {

  static final List<String> JOINTS = List.of("shoulder", "elbow");
  static final double PERIOD = 0.02;

  private DeltaRig() {}

  static RobotModel model() {
    return ReplayRig.model(ReplayRig.ARM.formatted(ReplayRig.SERVOS));
  }

  /** A stage of both joints. */
  static ChainStage stage(String name, String parameter, double value) {
    return new ChainStage(
        name, Map.of("shoulder", Map.of(parameter, value), "elbow", Map.of(parameter, value)));
  }

  /** The robot ignores errors of its position below this. */
  static RobotSetup deadBand(RobotModel model, double halfWidth) {
    return RobotSetup.builder(model)
        .chain(List.of(stage("position-dead-band", "half_width", halfWidth)))
        .build();
  }

  static LogMeta meta(String name) {
    return new LogMeta(
        name,
        "",
        JOINTS,
        CommandKind.POSITION,
        1 / PERIOD,
        LogClock.MEASURED,
        Map.of(),
        name + ".npz",
        "");
  }

  /**
   * Logs of a robot.
   *
   * @param added to the commands that the robot gets, and that the log does not know of
   */
  static List<RobotLog> logs(
      RobotSetup robot, int count, double seconds, double noise, double added) {
    List<RobotLog> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] times = ReplayRig.times((int) Math.round(seconds / PERIOD), PERIOD);
      double[] commands = ReplayRig.sines(times, 2, 10 + i);
      double[] given = commands.clone();
      for (int k = 0; k < given.length; k++) {
        given[k] += added;
      }
      RobotLog clean = ReplayRig.record(robot, meta("log" + i), times, given, null);
      Random random = new Random(i);
      logs.add(
          RobotLog.builder(clean.meta(), times)
              .with(Quantity.COMMAND, commands)
              .with(Quantity.POSITION, noisy(clean.values(Quantity.POSITION), noise, random))
              .with(Quantity.VELOCITY, noisy(clean.values(Quantity.VELOCITY), 20 * noise, random))
              .build());
    }
    return logs;
  }

  private static double[] noisy(double[] values, double deviation, Random random) {
    for (int i = 0; i < values.length; i++) {
      values[i] += deviation * random.nextGaussian();
    }
    return values;
  }

  static DeltaTrainingOptions options(int epochs, int iterations) {
    DeltaTrainingOptions usual = DeltaTrainingOptions.usual(1, 2);
    return new DeltaTrainingOptions(
        usual.inputs(),
        List.of(12),
        false,
        List.of(),
        0.2,
        1,
        0,
        0.01,
        epochs,
        1,
        List.of(5, 15),
        iterations,
        1,
        2);
  }
}
