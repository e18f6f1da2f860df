package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.delta.DeltaFiles;
import org.workcell.sim.delta.DeltaActivation;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaSignal;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.training.RegressionOptions;
import org.workcell.training.RegressionRows;
import org.workcell.training.RegressionShape;
import org.workcell.training.RegressionTrainer;
import org.workcell.training.RegressionWeights;

/** The network of a delta while it learns, and the model that it is so far. Closed by its owner. */
final class DeltaNetwork implements AutoCloseable {

  /** Share of the training rows on either side that the trust region leaves out. */
  private static final double OUTSIDE = 0.001;

  private static final double TRUST_RADIUS = 0.75;
  private static final double TRUST_FADE = 1.5;
  private static final double LEAST_SCALE = 1e-5;

  private final DeltaProblem problem;
  private final int joints;
  private final double[] means;
  private final double[] deviations;
  private final double[] scales;
  private final TrustRegion trust;
  private final RegressionTrainer trainer;

  /** A network for rows like these. */
  DeltaNetwork(DeltaProblem problem, SampleRows rows) {
    this.problem = problem;
    this.joints = problem.joints();
    this.means = rows.means();
    this.deviations = rows.deviations(means);
    this.scales = rows.labelSizes();
    for (int i = 0; i < scales.length; i++) {
      scales[i] = Math.max(LEAST_SCALE, scales[i]);
    }
    this.trust = region(rows);
    DeltaTrainingOptions options = problem.options();
    RegressionOptions usual = RegressionOptions.usual(options.seed());
    this.trainer =
        new RegressionTrainer(
            shape(joints, joints, options),
            means.length,
            new RegressionOptions(
                options.seed(),
                options.epochs(),
                usual.batchRows(),
                usual.learningRate(),
                usual.weightDecay(),
                usual.gradientNorm(),
                options.inputNoise()));
  }

  private static TrustRegion region(SampleRows rows) {
    double[] low = rows.quantiles(OUTSIDE);
    double[] high = rows.quantiles(1 - OUTSIDE);
    for (int i = 0; i < low.length; i++) {
      high[i] = Math.max(high[i], low[i] + 1e-6);
    }
    return TrustRegion.ranges(low, high, TRUST_RADIUS, TRUST_FADE);
  }

  /**
   * Refuses layers that no file of a delta can hold, in which networks of joints are one with
   * zeros.
   *
   * @throws IllegalArgumentException with how many numbers they have
   */
  static void requireWritable(int joints, DeltaTrainingOptions options) {
    long numbers = 0;
    long inputs = (long) joints * options.inputs().stream().mapToInt(DeltaInput::steps).sum();
    for (int units : options.hidden()) {
      long outputs = options.coupled() ? units : (long) joints * units;
      numbers += (inputs + 1) * outputs;
      inputs = outputs;
    }
    numbers += (inputs + 1) * joints;
    if (numbers > DeltaFiles.MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "layers %s of %d joints have %d numbers; a delta has %d at most, so take fewer units%s"
              .formatted(
                  options.hidden(),
                  joints,
                  numbers,
                  DeltaFiles.MOST_NUMBERS,
                  options.coupled() ? "" : ", or one network for all joints"));
    }
  }

  /** One network for all joints, or one for each, which reads the joint and all positions. */
  static RegressionShape shape(int joints, int outputs, DeltaTrainingOptions options) {
    return shape(joints, outputs, options.inputs(), options);
  }

  /** The same for other inputs than those of the options. */
  static RegressionShape shape(
      int joints, int outputs, List<DeltaInput> inputs, DeltaTrainingOptions options) {
    int steps = inputs.stream().mapToInt(DeltaInput::steps).sum();
    if (options.coupled()) {
      return RegressionShape.together(steps * joints, outputs, options.hidden());
    }
    List<int[]> groups = new ArrayList<>();
    for (int joint = 0; joint < joints; joint++) {
      List<Integer> own = new ArrayList<>();
      int at = 0;
      for (DeltaInput input : inputs) {
        boolean all = input.signal() == DeltaSignal.POSITION;
        for (int step = 0; step < input.steps(); step++) {
          for (int channel = 0; channel < joints; channel++) {
            if (all || channel == joint) {
              own.add(at + channel);
            }
          }
          at += joints;
        }
      }
      groups.add(own.stream().mapToInt(Integer::intValue).toArray());
    }
    return new RegressionShape(groups, outputs, options.hidden());
  }

  RegressionTrainer.Result fit(SampleRows rows, SampleRows validation, int epochs, double rate) {
    return trainer.fit(standardized(rows), standardized(validation), epochs, rate);
  }

  RegressionRows standardized(SampleRows rows) {
    return rows.standardized(means, deviations, scales);
  }

  RegressionTrainer trainer() {
    return trainer;
  }

  double[] means() {
    return means;
  }

  double[] deviations() {
    return deviations;
  }

  double[] scales() {
    return scales;
  }

  /** The model with the weights as they are now. */
  DeltaModel model() {
    RegressionWeights weights = trainer.weights();
    List<DeltaLayer> layers = new ArrayList<>();
    for (int i = 0; i < weights.weights().size(); i++) {
      layers.add(new DeltaLayer(weights.weights().get(i), weights.biases().get(i)));
    }
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(problem.periodSeconds())
        .channels(problem.channels(scales))
        .inputs(problem.options().inputs())
        .driveGain(problem.driveGain())
        .normalization(means, deviations)
        .layers(layers)
        .activation(DeltaActivation.TANH)
        .trust(trust)
        .build();
  }

  @Override
  public void close() {
    trainer.close();
  }
}
