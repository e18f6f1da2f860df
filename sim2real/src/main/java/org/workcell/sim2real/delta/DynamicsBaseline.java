package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim2real.replay.ReplayFilter;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.training.RegressionOptions;
import org.workcell.training.RegressionTrainer;
import org.workcell.training.RegressionWeights;

/**
 * Delta dynamics, the baseline of ASAP (arXiv 2502.01143): a network predicts by how much the
 * robot's next state differs from the simulation's, and the difference is added after each row. It
 * learns single rows, then replays of growing length in which it reads its own results, with the
 * errors of all rows in the loss; the released code of ASAP keeps that of the last row only. It has
 * the inputs and layers of a delta action.
 */
final class DynamicsBaseline {

  private static final double RATE = 3e-3;

  private final RegressionWeights weights;
  private final double[] means;
  private final double[] deviations;
  private final double[] scales;
  private final List<DeltaInput> inputs;
  private final Optional<DriveGain> driveGain;
  private final int joints;

  private DynamicsBaseline(
      RegressionWeights weights,
      double[] means,
      double[] deviations,
      double[] scales,
      DeltaProblem problem) {
    this.weights = weights;
    this.means = means;
    this.deviations = deviations;
    this.scales = scales;
    this.inputs = problem.options().inputs();
    this.driveGain = problem.driveGain();
    this.joints = scales.length / 2;
  }

  static DynamicsBaseline train(DeltaProblem problem, Consumer<String> progress) {
    SampleRows rows = rows(problem, problem.training());
    SampleRows validation = rows(problem, problem.validation());
    double[] means = rows.means();
    double[] deviations = rows.deviations(means);
    double[] scales = Arrays.stream(rows.labelSizes()).map(x -> Math.max(x, 1e-9)).toArray();
    DeltaTrainingOptions options = problem.options();
    int width = DeltaObservation.size(problem.joints(), options.inputs());
    try (RegressionTrainer trainer =
        new RegressionTrainer(
            DeltaNetwork.shape(problem.joints(), 2 * problem.joints(), options),
            width,
            RegressionOptions.usual(options.seed()))) {
      trainer.fit(
          rows.standardized(means, deviations, scales),
          validation.standardized(means, deviations, scales),
          options.epochs(),
          RATE);
      double[][] none = new double[problem.training().size()][];
      Arrays.setAll(none, i -> new double[problem.training().get(i).rows() * problem.joints()]);
      Transitions transitions = Transitions.of(problem, problem.training(), none, 0);
      Supplier<DynamicsBaseline> now =
          () -> new DynamicsBaseline(trainer.weights(), means, deviations, scales, problem);
      ObjectNode report = Json.mapper().createObjectNode();
      new Run(problem, trainer, transitions, now).train(report, progress);
      return now.get();
    }
  }

  /** What one row of simulation leaves, at the logged rows. */
  private static SampleRows rows(DeltaProblem problem, List<ReplayLog> logs) {
    int joints = problem.joints();
    SampleRows[] parts = new SampleRows[logs.size()];
    int width = DeltaObservation.size(joints, problem.options().inputs());
    RowWorkers.run(
        problem.systems(),
        problem.options().threads(),
        logs.size(),
        (system, number) -> {
          ReplayLog log = logs.get(number);
          double[] left = new double[log.rows() * 2 * joints];
          double[] known = new double[left.length];
          double[] position = new double[joints];
          double[] velocity = new double[joints];
          for (int row = 0; row < log.rows() - 1; row++) {
            if (!log.isStart(row) || !log.isStart(row + 1)) {
              continue;
            }
            system.start(log, row, null);
            if (system.step(log, row, null)) {
              system.read(position, velocity);
              for (int j = 0; j < joints; j++) {
                int at = (row * joints + j) * 2;
                left[at] = log.position(row + 1, j) - position[j];
                left[at + 1] = log.velocity(row + 1, j) - velocity[j];
                known[at] = 1;
                known[at + 1] = 1;
              }
            }
          }
          parts[number] = new SampleRows(width, 2 * joints);
          LoggedInputs.add(problem, log, left, known, parts[number]);
        });
    SampleRows all = new SampleRows(width, 2 * joints);
    for (SampleRows part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /** Filters that add the differences. */
  Supplier<ReplayFilter> filters() {
    return Filter::new;
  }

  private final class Filter implements Recording {

    private final DeltaObservation observation = new DeltaObservation(joints, inputs);
    private final PlainNetwork network = PlainNetwork.of(weights, means, deviations);
    private final double[] results = new double[2 * joints];

    @Override
    public void start(ReplayLog log, int row) {
      observation.driveGain(LoggedGain.ratio(driveGain, log));
      observation.start();
      double[] command = new double[joints];
      double[] position = new double[joints];
      double[] velocity = new double[joints];
      int history = inputs.stream().mapToInt(DeltaInput::steps).max().orElse(1);
      for (int before = Math.max(0, row - history); before < row; before++) {
        if (!log.isStart(before)) {
          observation.start();
          continue;
        }
        for (int j = 0; j < joints; j++) {
          command[j] = log.command(before, j);
          position[j] = log.position(before, j);
          velocity[j] = log.velocity(before, j);
        }
        observation.remember(command, position, velocity);
      }
    }

    @Override
    public void command(int row, double[] position, double[] velocity, double[] command) {
      observation.observe(command, position, velocity);
      double[] outputs = network.compute(observation.values(), 0);
      for (int i = 0; i < results.length; i++) {
        results[i] = scales[i] * outputs[i];
      }
    }

    @Override
    public boolean state(int row, double[] position, double[] velocity) {
      for (int j = 0; j < joints; j++) {
        position[j] += results[2 * j];
        velocity[j] += results[2 * j + 1];
      }
      return true;
    }

    @Override
    public double[] inputs() {
      return observation.values();
    }

    @Override
    public double[] results() {
      return results;
    }
  }

  private static final class Run extends WindowTraining {

    private final RegressionTrainer trainer;
    private final Transitions transitions;
    private final Supplier<DynamicsBaseline> now;
    private final SignalGradient signals;
    private final double[] outputs;
    private DynamicsBaseline model;
    private PlainNetwork network;

    Run(
        DeltaProblem problem,
        RegressionTrainer trainer,
        Transitions transitions,
        Supplier<DynamicsBaseline> now) {
      super(problem);
      this.trainer = trainer;
      this.transitions = transitions;
      this.now = now;
      this.signals = new SignalGradient(problem.options().inputs(), problem.joints());
      this.outputs = new double[2 * problem.joints()];
    }

    @Override
    Supplier<? extends Recording> filters() {
      DynamicsBaseline present = now.get();
      model = present;
      network = PlainNetwork.of(present.weights, present.means, present.deviations);
      return () -> present.new Filter();
    }

    @Override
    RegressionTrainer trainer() {
      return trainer;
    }

    @Override
    void standardize(double[] inputs, int at, float[] target, int targetAt) {
      for (int i = 0; i < model.means.length; i++) {
        target[targetAt + i] = (float) ((inputs[at + i] - model.means[i]) / model.deviations[i]);
      }
    }

    @Override
    int outputs() {
      return outputs.length;
    }

    @Override
    void back(
        VisitedInputs visited,
        int number,
        int row,
        double[][] states,
        float[] target,
        int targetAt) {
      ReplayWindow window = visited.trajectories().get(number).window();
      transitions.backState(window.log(), window.start() + row, states[row + 1], states[row]);
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = states[row + 1][i % 2 * (outputs.length / 2) + i / 2] * model.scales[i];
        target[targetAt + i] = (float) outputs[i];
      }
      double[] read = visited.inputs()[number];
      network.compute(read, row * model.means.length);
      signals.driveGain(gain(window));
      signals.addTo(network.back(outputs), states, row, read, row * model.means.length);
    }
  }
}
