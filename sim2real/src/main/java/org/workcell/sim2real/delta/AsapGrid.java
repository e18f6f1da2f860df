package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ChainStage;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Windows;

/**
 * The identification that ASAP compares itself with (arXiv 2502.01143): a grid of three values for
 * each of few numbers. All masses, stiffnesses and dampings are multiplied by 0.95, 1 or 1.05, and
 * the last link's centre of mass moves by 0.02 m along each axis or stays.
 */
final class AsapGrid {

  private static final double FACTOR = 0.05;
  private static final double SHIFT = 0.02;
  private static final double WINDOW_SECONDS = 0.5;
  private static final int MOST_WINDOWS = 16;
  private static final int BATCH = 81;

  /** Numbers that move together, each by its own step. */
  private record Axis(List<Integer> places, boolean factor) {}

  private final RobotModel robot;
  private final List<ChainStage> chain;
  private final List<String> paths = new ArrayList<>();
  private final List<Axis> axes = new ArrayList<>();

  private AsapGrid(RobotModel robot, List<ChainStage> chain, List<RobotJoint> joints) {
    this.robot = robot;
    this.chain = chain;
    List<String> bodies =
        joints.stream()
            .map(
                joint ->
                    robot.model().names(org.workcell.sim.physics.ObjectKind.BODY).get(joint.body()))
            .distinct()
            .toList();
    add(bodies.stream().map(body -> "body:%s/mass".formatted(body)).toList(), true);
    String last = bodies.get(bodies.size() - 1);
    for (String axis : List.of("com_x", "com_y", "com_z")) {
      add(List.of("body:%s/%s".formatted(last, axis)), false);
    }
    add(joints.stream().map(joint -> gain(joint, true)).toList(), true);
    add(joints.stream().map(joint -> gain(joint, false)).toList(), true);
  }

  /** Where a joint's stiffness or damping is: in the chain, the actuator or the joint. */
  private String gain(RobotJoint joint, boolean stiffness) {
    for (ChainStage stage : chain) {
      if (stage.stage().equals("servo") && stage.actuators().containsKey(joint.actuatorName())) {
        return "actuator:%s/servo.%s"
            .formatted(joint.actuatorName(), stiffness ? "stiffness" : "damping");
      }
    }
    String own = "actuator:%s/%s".formatted(joint.actuatorName(), stiffness ? "kp" : "kv");
    return stiffness || nominal(List.of(own))[0] != 0
        ? own
        : "joint:%s/damping".formatted(joint.name());
  }

  private double[] nominal(List<String> of) {
    return RobotSetup.builder(robot).chain(chain).parameters(of).build().nominal();
  }

  private void add(List<String> more, boolean factor) {
    List<Integer> places = new ArrayList<>();
    for (String path : more) {
      places.add(paths.size());
      paths.add(path);
    }
    axes.add(new Axis(places, factor));
  }

  /**
   * The setup of the grid's best point.
   *
   * @param chain the nominal actuator stages
   * @param logs to fit
   */
  static RobotSetup fit(
      RobotModel robot, List<ChainStage> chain, List<ReplayLog> logs, int threads) {
    AsapGrid grid = new AsapGrid(robot, chain, logs.get(0).joints());
    double[] best = grid.search(logs, threads);
    RobotSetup.Builder builder = RobotSetup.builder(robot).chain(chain);
    Map<String, Double> held = new LinkedHashMap<>();
    for (int i = 0; i < best.length; i++) {
      held.put(grid.paths.get(i), best[i]);
    }
    held.forEach(builder::hold);
    return builder.build();
  }

  private double[] search(List<ReplayLog> logs, int threads) {
    RobotSetup setup = RobotSetup.builder(robot).chain(chain).parameters(paths).build();
    double seconds = logs.stream().mapToDouble(log -> log.log().durationSeconds()).sum();
    List<ReplayWindow> windows =
        Windows.every(logs, WINDOW_SECONDS, Math.max(WINDOW_SECONDS, seconds / MOST_WINDOWS));
    double[] nominal = setup.nominal();
    double[] best = nominal;
    double least = Double.POSITIVE_INFINITY;
    int points = (int) Math.pow(3, axes.size());
    try (ReplayBatch batch =
        ReplayBatch.builder(setup).logs(logs).windows(windows).threads(threads).build()) {
      for (int first = 0; first < points; first += BATCH) {
        double[][] vectors = new double[Math.min(BATCH, points - first)][];
        for (int i = 0; i < vectors.length; i++) {
          vectors[i] = point(nominal, first + i);
        }
        double[][] residuals = batch.evaluate(vectors);
        for (int i = 0; i < vectors.length; i++) {
          double cost = 0;
          for (double residual : residuals[i]) {
            cost += residual * residual;
          }
          if (cost < least) {
            least = cost;
            best = vectors[i];
          }
        }
      }
    }
    return best;
  }

  private double[] point(double[] nominal, int number) {
    double[] vector = nominal.clone();
    int rest = number;
    for (Axis axis : axes) {
      int step = rest % 3 - 1;
      rest /= 3;
      for (int place : axis.places) {
        vector[place] =
            axis.factor ? nominal[place] * (1 + FACTOR * step) : nominal[place] + SHIFT * step;
      }
    }
    return vector;
  }
}
