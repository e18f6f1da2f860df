package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.workcell.sim.delta.DeltaActivation;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.sim2real.inverse.EffortLog;
import org.workcell.training.RegressionOptions;
import org.workcell.training.RegressionRows;
import org.workcell.training.RegressionTrainer;
import org.workcell.training.RegressionWeights;

/**
 * Learns torques that a model lacks, from logs whose efforts inverse dynamics predict: a regression
 * of the difference on the state. Every joint has a network that reads its position, velocity and
 * direction, and the positions of all joints. The same logs and options give the same model.
 */
public final class TorqueResidual {

  /** Stretches of a log that are put aside to stop early, or resampled by the gate, s. */
  static final double STRETCH_SECONDS = 2;

  private static final int EVERY = 5;
  private static final double RATE = 3e-3;
  private static final double WEIGHT_DECAY = 0.03;
  private static final double MOST = 3;
  private static final double OUTSIDE = 0.001;
  private static final double TRUST_RADIUS = 0.25;
  private static final double TRUST_FADE = 0.75;
  private static final double LEAST_SCALE = 1e-9;

  private final List<String> joints;
  private final DeltaTrainingOptions options;

  /**
   * A trainer.
   *
   * @param joints names, in the order of the logs
   * @param options of which hidden layers, joints, epochs, noise and seed count
   */
  public TorqueResidual(List<String> joints, DeltaTrainingOptions options) {
    this.joints = List.copyOf(joints);
    this.options = options;
  }

  /** Names of the joints. */
  List<String> joints() {
    return joints;
  }

  /** Which joints may get torques. */
  private boolean mayAct(String joint) {
    return options.joints().isEmpty() || options.joints().contains(joint);
  }

  /** A model of whole logs. */
  public DeltaModel train(List<TorqueLog> logs) {
    return train(logs, logs.stream().map(log -> (IntPredicate) row -> true).toList());
  }

  /**
   * A model of some rows.
   *
   * @param used rows of each log
   */
  DeltaModel train(List<TorqueLog> logs, List<IntPredicate> used) {
    List<DeltaInput> inputs = DeltaInput.torque();
    int size = DeltaObservation.size(joints.size(), inputs);
    SampleRows training = new SampleRows(size, joints.size());
    SampleRows aside = new SampleRows(size, joints.size());
    for (int i = 0; i < logs.size(); i++) {
      add(logs.get(i), used.get(i), training, aside);
    }
    if (training.count() == 0) {
      throw new IllegalArgumentException("no row of the logs is in motion; nothing can be learned");
    }
    return fit(inputs, training, aside);
  }

  private void add(TorqueLog torques, IntPredicate used, SampleRows training, SampleRows aside) {
    EffortLog log = torques.log();
    int count = joints.size();
    int stretch = (int) Math.round(STRETCH_SECONDS * log.rateHz());
    DeltaObservation observation = new DeltaObservation(count, DeltaInput.torque());
    double[] position = new double[count];
    double[] velocity = new double[count];
    double[] label = new double[count];
    double[] weight = new double[count];
    Arrays.fill(weight, 1);
    for (int row = 0; row < log.rows(); row++) {
      if (log.moving()[row] && used.test(row)) {
        TorqueLog.row(log.position(), row, position);
        TorqueLog.row(log.velocity(), row, velocity);
        observation.start();
        observation.observe(new double[count], position, velocity);
        for (int j = 0; j < count; j++) {
          label[j] = torques.lacking(j, row);
        }
        boolean stops = row / stretch % EVERY == EVERY / 2;
        (stops ? aside : training).add(observation.values().clone(), label, weight, 0);
      }
    }
  }

  private DeltaModel fit(List<DeltaInput> inputs, SampleRows training, SampleRows aside) {
    double[] means = training.means();
    double[] deviations = training.deviations(means);
    double[] scales = training.labelSizes();
    for (int j = 0; j < scales.length; j++) {
      scales[j] = Math.max(LEAST_SCALE, scales[j]);
    }
    RegressionOptions usual = RegressionOptions.usual(options.seed());
    RegressionOptions how =
        new RegressionOptions(
            options.seed(),
            options.epochs(),
            usual.batchRows(),
            RATE,
            WEIGHT_DECAY,
            usual.gradientNorm(),
            options.inputNoise());
    try (RegressionTrainer trainer =
        new RegressionTrainer(
            DeltaNetwork.shape(joints.size(), joints.size(), inputs, options), means.length, how)) {
      RegressionRows rows = training.standardized(means, deviations, scales);
      trainer.fit(rows, aside.standardized(means, deviations, scales), options.epochs(), RATE);
      return model(inputs, training, trainer.weights(), scales);
    }
  }

  private DeltaModel model(
      List<DeltaInput> inputs, SampleRows rows, RegressionWeights weights, double[] scales) {
    List<DeltaLayer> layers = new ArrayList<>();
    for (int i = 0; i < weights.weights().size(); i++) {
      layers.add(new DeltaLayer(weights.weights().get(i), weights.biases().get(i)));
    }
    List<DeltaChannel> channels = new ArrayList<>();
    for (int j = 0; j < scales.length; j++) {
      channels.add(new DeltaChannel(joints.get(j), scales[j], MOST, mayAct(joints.get(j))));
    }
    double[] means = rows.means();
    return DeltaModel.builder(DeltaModel.Kind.TORQUE)
        .channels(channels)
        .inputs(inputs)
        .normalization(means, rows.deviations(means))
        .layers(layers)
        .activation(DeltaActivation.TANH)
        .trust(region(rows))
        .build();
  }

  private static TrustRegion region(SampleRows rows) {
    double[] low = rows.quantiles(OUTSIDE);
    double[] high = rows.quantiles(1 - OUTSIDE);
    for (int i = 0; i < low.length; i++) {
      high[i] = Math.max(high[i], low[i] + 1e-6);
    }
    return TrustRegion.ranges(low, high, TRUST_RADIUS, TRUST_FADE);
  }
}
