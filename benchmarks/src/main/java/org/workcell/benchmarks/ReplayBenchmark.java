package org.workcell.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.LogMeta;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.physics.Model;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Windows;

/**
 * What identification by simulation is made of, on our industrial arm with six joints and position
 * commands at 100 Hz: one replay of 200 s in windows of half a second, and the evaluations of one
 * Jacobian of 26 parameters over 60 such windows.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ReplayBenchmark {

  private static final String ARM = "org/workcell/assets/arms/industrial/arm.xml";
  private static final double[] HOME = {0, -1.5708, 1.5708, -1.5708, -1.5708, 0};
  private static final double SECONDS = 200;
  private static final double RATE_HZ = 100;
  private static final double WINDOW_SECONDS = 0.5;
  private static final int WINDOWS_OF_JACOBIAN = 60;
  private static final double LAG_SECONDS = 0.05;

  /** Threads that simulate. */
  @Param({"1", "2"})
  public int threads;

  private RobotModel model;
  private ReplayBatch replay;
  private ReplayBatch search;
  private double[][] one;
  private double[][] columns;

  /** Loads the arm and makes the log. */
  @Setup
  public void open() throws IOException {
    try (InputStream in = ReplayBenchmark.class.getClassLoader().getResourceAsStream(ARM)) {
      model = RobotModel.of(Model.load(ARM, Map.of(ARM, in.readAllBytes())));
    }
    RobotSetup setup = RobotSetup.builder(model).parameters(parameters()).build();
    List<ReplayLog> logs = List.of(ReplayLog.of(log(), setup));
    List<ReplayWindow> windows = Windows.every(logs, WINDOW_SECONDS, WINDOW_SECONDS);
    replay = batch(setup, logs, windows);
    search = batch(setup, logs, windows.subList(0, WINDOWS_OF_JACOBIAN));
    one = new double[][] {setup.nominal()};
    columns = columns(setup.nominal());
  }

  private ReplayBatch batch(RobotSetup setup, List<ReplayLog> logs, List<ReplayWindow> windows) {
    return ReplayBatch.builder(setup).logs(logs).windows(windows).threads(threads).build();
  }

  private List<String> parameters() {
    List<String> paths = new ArrayList<>();
    for (String joint : model.joints().keySet()) {
      paths.add("joint:%s/damping".formatted(joint));
      paths.add("joint:%s/armature".formatted(joint));
      paths.add("joint:%s/frictionloss".formatted(joint));
      paths.add("actuator:%s/kp".formatted(model.joint(joint).actuatorName()));
    }
    paths.add("body:forearm_link/mass");
    paths.add("body:wrist_3_link/mass");
    return paths;
  }

  /** The nominal values, and each of them a little changed. */
  private static double[][] columns(double[] nominal) {
    double[][] points = new double[nominal.length + 1][];
    for (int i = 0; i < points.length; i++) {
      points[i] = nominal.clone();
      if (i > 0) {
        points[i][i - 1] *= 1 + 1e-4;
      }
    }
    return points;
  }

  /** A robot that follows sines some time later. */
  private RobotLog log() {
    List<String> joints = List.copyOf(model.joints().keySet());
    int rows = (int) (SECONDS * RATE_HZ);
    double[] times = new double[rows];
    double[] positions = new double[rows * HOME.length];
    double[] commands = new double[rows * HOME.length];
    for (int row = 0; row < rows; row++) {
      times[row] = row / RATE_HZ;
      for (int joint = 0; joint < HOME.length; joint++) {
        commands[row * HOME.length + joint] = target(times[row], joint);
        positions[row * HOME.length + joint] = target(times[row] - LAG_SECONDS, joint);
      }
    }
    LogMeta meta =
        new LogMeta(
            "sines",
            "",
            joints,
            CommandKind.POSITION,
            RATE_HZ,
            LogClock.MEASURED,
            Map.of(),
            "",
            "0".repeat(64));
    return RobotLog.builder(meta, times)
        .with(Quantity.POSITION, positions)
        .with(Quantity.COMMAND, commands)
        .build();
  }

  private static double target(double seconds, int joint) {
    return HOME[joint] + 0.2 * Math.sin((1 + 0.3 * joint) * seconds);
  }

  /** Closes everything. */
  @TearDown
  public void close() {
    search.close();
    replay.close();
    model.close();
  }

  /** Residuals of one vector over 200 s. */
  @Benchmark
  public double[][] replayOf200Seconds() {
    return replay.evaluate(one);
  }

  /** Residuals of 27 vectors over 30 s, as many as a Jacobian of 26 parameters takes. */
  @Benchmark
  public double[][] jacobianOf26Parameters() {
    return search.evaluate(columns);
  }
}
