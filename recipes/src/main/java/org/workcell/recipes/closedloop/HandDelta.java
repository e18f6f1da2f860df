package org.workcell.recipes.closedloop;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.delta.DeltaSignal;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.sim.environment.Snapshot;
import org.workcell.training.RegressionOptions;
import org.workcell.training.RegressionRows;
import org.workcell.training.RegressionShape;
import org.workcell.training.RegressionTrainer;
import org.workcell.training.RegressionWeights;

/**
 * Learns a delta of a hand's command. A label is the change of one command that leads the simulated
 * hand, some rows later, where the log's hand was; the simulation then goes on with the change, so
 * that it follows the log. A network learns the labels from commands and positions alone.
 */
final class HandDelta {

  private static final List<String> CHANNELS =
      List.of("hand_target_x", "hand_target_y", "hand_target_z");
  private static final List<DeltaInput> INPUTS =
      List.of(
          DeltaInput.of(DeltaSignal.COMMAND_ERROR).steps(8),
          DeltaInput.of(DeltaSignal.COMMAND_CHANGE).steps(8),
          DeltaInput.of(DeltaSignal.POSITION));
  private static final List<Integer> HIDDEN = List.of(32, 32);
  private static final int EPOCHS = 60;

  /** The most that is added to a command, m. */
  private static final double LIMIT = 0.005;

  private static final double DIFFERENCE = 0.002;

  /** Responses below it tell nothing, m of the hand for a metre of the command. */
  private static final double LEAST_RESPONSE = 0.1;

  private static final double DAMPING = 0.1;
  private static final int SETTLING_ROWS = 4;
  private static final double TRUST_RADIUS = 0.75;
  private static final double TRUST_FADE = 1.5;

  private final CommandProbe probe;
  private final HandReplay replay;
  private final double periodSeconds;
  private final int ahead;
  private final long seed;

  /** What was gathered of logs: inputs, labels and whether these count. */
  private record Rows(List<double[]> inputs, List<double[]> labels, List<double[]> weights) {
    Rows() {
      this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * A method.
   *
   * @param probe the first filter of the replay's environment
   * @param replay with the identified numbers
   * @param delaySeconds of these
   */
  HandDelta(
      CommandProbe probe, HandReplay replay, double delaySeconds, double periodSeconds, long seed) {
    this.probe = probe;
    this.replay = replay;
    this.periodSeconds = periodSeconds;
    this.ahead = (int) Math.ceil(delaySeconds / periodSeconds) + SETTLING_ROWS;
    this.seed = seed;
  }

  /** Learns from the logs; every fifth is put aside to stop early. */
  DeltaModel train(List<HandLog> logs, ObjectNode report, Consumer<String> progress) {
    Rows training = new Rows();
    Rows aside = new Rows();
    for (int i = 0; i < logs.size(); i++) {
      label(logs.get(i), i % 5 == 2 ? aside : training);
    }
    if (training.inputs().isEmpty()) {
      throw new IllegalArgumentException("no row of the logs has a label for a delta");
    }
    double[] scales = sizes(training);
    double[] means = means(training);
    double[] deviations = deviations(training, means);
    int width = means.length;
    RegressionOptions usual = RegressionOptions.usual(seed);
    try (RegressionTrainer trainer =
        new RegressionTrainer(
            RegressionShape.together(width, CHANNELS.size(), HIDDEN), width, usual)) {
      RegressionTrainer.Result result =
          trainer.fit(
              standardized(training, means, deviations, scales),
              standardized(aside, means, deviations, scales),
              EPOCHS,
              usual.learningRate());
      report.put("rows", training.inputs().size());
      report.put("training_loss", result.trainingLoss());
      report.put("validation_loss", result.validationLoss());
      progress.accept(
          String.format(
              Locale.ROOT,
              "%d labels of %.2g m; error %.3f of their size, %.3f on rows put aside",
              training.inputs().size(),
              Arrays.stream(scales).average().orElseThrow(),
              Math.sqrt(result.trainingLoss()),
              Math.sqrt(result.validationLoss())));
      return model(trainer.weights(), means, deviations, scales, region(training));
    }
  }

  private void label(HandLog log, Rows rows) {
    DeltaObservation observation = new DeltaObservation(CHANNELS.size(), INPUTS);
    double[] still = new double[CHANNELS.size()];
    replay.start(log.seed());
    for (int row = 0; row + ahead <= log.rows(); row++) {
      Snapshot here = replay.snapshot();
      double[] without = look(log, row, 0);
      replay.restore(here);
      double[] with = look(log, row, DIFFERENCE);
      replay.restore(here);
      double[] label = new double[CHANNELS.size()];
      double[] weight = new double[CHANNELS.size()];
      for (int axis = 0; axis < label.length; axis++) {
        double response = (with[axis] - without[axis]) / DIFFERENCE;
        double error = log.positions()[row + ahead][axis] - without[axis];
        double change = response * error / (response * response + DAMPING);
        label[axis] = Math.max(-LIMIT, Math.min(LIMIT, change));
        weight[axis] = Math.abs(response) > LEAST_RESPONSE ? 1 : 0;
      }
      double[] position = replay.position();
      System.arraycopy(label, 0, probe.offset(), 0, label.length);
      replay.step(log.actions()[row]);
      observation.observe(probe.asked(), position, still);
      if (Arrays.stream(weight).anyMatch(each -> each > 0)) {
        rows.inputs().add(observation.values().clone());
        rows.labels().add(label);
        rows.weights().add(weight);
      }
    }
    Arrays.fill(probe.offset(), 0);
  }

  /** Where the hand is some rows later if one command is changed by this much on all axes. */
  private double[] look(HandLog log, int row, double change) {
    Arrays.fill(probe.offset(), change);
    for (int i = 0; i < ahead; i++) {
      replay.step(log.actions()[row + i]);
      Arrays.fill(probe.offset(), 0);
    }
    return replay.position();
  }

  private static double[] sizes(Rows rows) {
    double[] sizes = new double[CHANNELS.size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      int at = axis;
      double squares = rows.labels().stream().mapToDouble(each -> each[at] * each[at]).sum();
      sizes[axis] = Math.max(1e-6, Math.sqrt(squares / rows.labels().size()));
    }
    return sizes;
  }

  private static double[] means(Rows rows) {
    double[] means = new double[rows.inputs().get(0).length];
    for (double[] row : rows.inputs()) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i] / rows.inputs().size();
      }
    }
    return means;
  }

  private static double[] deviations(Rows rows, double[] means) {
    double[] squares = new double[means.length];
    for (double[] row : rows.inputs()) {
      for (int i = 0; i < squares.length; i++) {
        squares[i] += (row[i] - means[i]) * (row[i] - means[i]) / rows.inputs().size();
      }
    }
    return Arrays.stream(squares).map(each -> Math.max(1e-6, Math.sqrt(each))).toArray();
  }

  private static RegressionRows standardized(
      Rows rows, double[] means, double[] deviations, double[] scales) {
    int count = rows.inputs().size();
    int width = means.length;
    float[] x = new float[count * width];
    float[] y = new float[count * scales.length];
    float[] w = new float[y.length];
    for (int row = 0; row < count; row++) {
      for (int i = 0; i < width; i++) {
        x[row * width + i] = (float) ((rows.inputs().get(row)[i] - means[i]) / deviations[i]);
      }
      for (int axis = 0; axis < scales.length; axis++) {
        y[row * scales.length + axis] = (float) (rows.labels().get(row)[axis] / scales[axis]);
        w[row * scales.length + axis] = (float) rows.weights().get(row)[axis];
      }
    }
    return new RegressionRows(count, x, y, w);
  }

  private static TrustRegion region(Rows rows) {
    int width = rows.inputs().get(0).length;
    double[] low = new double[width];
    double[] high = new double[width];
    for (int i = 0; i < width; i++) {
      int at = i;
      double[] sorted = rows.inputs().stream().mapToDouble(each -> each[at]).sorted().toArray();
      low[i] = sorted[(int) (0.001 * (sorted.length - 1))];
      high[i] = Math.max(sorted[(int) (0.999 * (sorted.length - 1))], low[i] + 1e-6);
    }
    return TrustRegion.ranges(low, high, TRUST_RADIUS, TRUST_FADE);
  }

  private DeltaModel model(
      RegressionWeights weights,
      double[] means,
      double[] deviations,
      double[] scales,
      TrustRegion trust) {
    List<DeltaLayer> layers =
        IntStream.range(0, weights.weights().size())
            .mapToObj(i -> new DeltaLayer(weights.weights().get(i), weights.biases().get(i)))
            .toList();
    List<DeltaChannel> channels =
        IntStream.range(0, CHANNELS.size())
            .mapToObj(i -> new DeltaChannel(CHANNELS.get(i), scales[i], LIMIT / scales[i]))
            .toList();
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(periodSeconds)
        .channels(channels)
        .inputs(INPUTS)
        .normalization(means, deviations)
        .layers(layers)
        .trust(trust)
        .build();
  }
}
