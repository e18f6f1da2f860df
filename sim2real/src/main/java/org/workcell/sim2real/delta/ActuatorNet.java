package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.workcell.datasets.logs.Quantity;
import org.workcell.sim2real.replay.ReplayFilter;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.training.RegressionOptions;
import org.workcell.training.RegressionShape;
import org.workcell.training.RegressionTrainer;
import org.workcell.training.RegressionWeights;

/**
 * An actuator network after Hwangbo and others (2019): what each drive makes of its position error
 * and velocity, now and one and two rows ago, takes the place of the model's drives in every
 * physics step. Learned from measured torques.
 */
final class ActuatorNet {

  /** Values of now, one row ago, two rows ago. */
  private static final int AGES = 3;

  private static final List<Integer> HIDDEN = List.of(32, 32);
  private static final double RATE = 3e-3;

  private final RegressionWeights weights;
  private final double[] means;
  private final double[] deviations;
  private final double[] scales;
  private final double periodSeconds;
  private final double timestepSeconds;
  private final int joints;

  private ActuatorNet(DeltaProblem problem, RegressionWeights weights, double[][] moments) {
    this.weights = weights;
    this.means = moments[0];
    this.deviations = moments[1];
    this.scales = moments[2];
    this.periodSeconds = problem.periodSeconds();
    this.timestepSeconds = problem.setup().model().model().timestepSeconds();
    this.joints = problem.joints();
  }

  /**
   * Learns.
   *
   * @throws IllegalArgumentException if a log has no torques
   */
  static ActuatorNet train(DeltaProblem problem) {
    int joints = problem.joints();
    SampleRows rows = rows(problem.training(), joints);
    SampleRows validation = rows(problem.validation(), joints);
    double[] means = rows.means();
    double[] deviations = rows.deviations(means);
    double[] scales = rows.labelSizes();
    for (int i = 0; i < joints; i++) {
      scales[i] = Math.max(scales[i], 1e-9);
    }
    RegressionOptions options = RegressionOptions.usual(problem.options().seed());
    try (RegressionTrainer trainer =
        new RegressionTrainer(shape(joints), 2 * AGES * joints, options)) {
      trainer.fit(
          rows.standardized(means, deviations, scales),
          validation.standardized(means, deviations, scales),
          problem.options().epochs(),
          RATE);
      double[][] moments = {means, deviations, scales};
      return new ActuatorNet(problem, trainer.weights(), moments);
    }
  }

  private static RegressionShape shape(int joints) {
    List<int[]> groups = new ArrayList<>();
    for (int joint = 0; joint < joints; joint++) {
      int[] own = new int[2 * AGES];
      for (int i = 0; i < own.length; i++) {
        own[i] = i * joints + joint;
      }
      groups.add(own);
    }
    return new RegressionShape(groups, joints, HIDDEN);
  }

  private static SampleRows rows(List<ReplayLog> logs, int joints) {
    SampleRows rows = new SampleRows(2 * AGES * joints, joints);
    double[] weights = new double[joints];
    Arrays.fill(weights, 1);
    double[] torques = new double[joints];
    for (ReplayLog log : logs) {
      if (!log.log().has(Quantity.TORQUE)) {
        throw new IllegalArgumentException(
            "log %s has no torques, from which an actuator network could learn"
                .formatted(log.meta().name()));
      }
      for (int row = AGES; row < log.rows(); row++) {
        double[] input = new double[2 * AGES * joints];
        boolean known = true;
        for (int joint = 0; joint < joints; joint++) {
          for (int age = 0; age < AGES; age++) {
            // The torque of a row is a mean about its time: half before its own command acts.
            double command =
                0.5 * (log.command(row - 1 - age, joint) + log.command(row - age, joint));
            input[2 * age * joints + joint] = command - log.position(row - age, joint);
            input[(2 * age + 1) * joints + joint] = log.velocity(row - age, joint);
          }
          torques[joint] = log.log().value(Quantity.TORQUE, row, joint);
          known &= Double.isFinite(torques[joint]);
        }
        for (double value : input) {
          known &= Double.isFinite(value);
        }
        if (known) {
          rows.add(input, torques, weights, 0);
        }
      }
    }
    return rows;
  }

  /** Filters that drive replays by it. */
  Supplier<ReplayFilter> filters() {
    return Drives::new;
  }

  private final class Drives implements ReplayFilter {

    /** Errors and velocities of the last physics steps, the newest first. */
    private final double[] ring;

    private final int rowSteps = Math.max(1, (int) Math.round(periodSeconds / timestepSeconds));
    private final int slots = rowSteps * (AGES - 1) + 1;
    private final double[] commands = new double[joints];
    private final double[] input = new double[2 * AGES * joints];
    private final PlainNetwork network = PlainNetwork.of(weights, means, deviations);
    private int newest;

    Drives() {
      this.ring = new double[slots * 2 * joints];
    }

    @Override
    public void start(ReplayLog log, int row) {
      newest = 0;
      for (int back = 0; back < slots; back++) {
        int before = Math.max(0, row - (back + rowSteps - 1) / rowSteps);
        int command = Math.max(0, row - 1 - back / rowSteps);
        for (int joint = 0; joint < joints; joint++) {
          put(
              back,
              joint,
              log.command(command, joint) - log.position(before, joint),
              log.velocity(before, joint));
        }
      }
    }

    private void put(int back, int joint, double error, double velocity) {
      int slot = Math.floorMod(newest - back, slots) * 2 * joints;
      ring[slot + joint] = Double.isFinite(error) ? error : 0;
      ring[slot + joints + joint] = Double.isFinite(velocity) ? velocity : 0;
    }

    @Override
    public void command(int row, double[] position, double[] velocity, double[] command) {
      System.arraycopy(command, 0, commands, 0, joints);
    }

    @Override
    public boolean makesTorques() {
      return true;
    }

    @Override
    public void torques(
        double secondsIntoRow, double[] position, double[] velocity, double[] torques) {
      newest = (newest + 1) % slots;
      for (int joint = 0; joint < joints; joint++) {
        put(0, joint, commands[joint] - position[joint], velocity[joint]);
      }
      for (int age = 0; age < AGES; age++) {
        int slot = Math.floorMod(newest - age * rowSteps, slots) * 2 * joints;
        System.arraycopy(ring, slot, input, 2 * age * joints, 2 * joints);
      }
      double[] outputs = network.compute(input, 0);
      for (int joint = 0; joint < joints; joint++) {
        torques[joint] = scales[joint] * outputs[joint];
      }
    }
  }
}
