package org.workcell.sim2real.delta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.workcell.datasets.records.Json;
import org.workcell.policies.Mlp;
import org.workcell.sim.delta.DeltaActivation;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaObservation;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Windows;
import org.workcell.training.PpoLearner;
import org.workcell.training.PpoOptions;
import org.workcell.training.RunningMoments;

/**
 * A delta by reinforcement learning, as in ASAP (arXiv 2502.01143): replays of 1 s that start in
 * logged states, rewards for staying with the log, a critic that also sees the error and the next
 * logged state. What comes out is the network that did best on the logs that were put aside; the
 * one that training started from is among them.
 */
public final class PpoDelta implements DeltaMethod {

  private static final double DISCOUNT = 0.99;
  private static final double TRACE = 0.95;
  private static final double REWARD_SCALE = 0.1;
  private static final int EPOCHS = 5;
  private static final int MINIBATCHES = 4;

  /** From nothing, as in ASAP. Steps of this size undo a network that has learned already. */
  private static final double FIRST_RATE = 1e-3;

  private static final double LEAST_RATE = 1e-5;
  private static final double MOST_RATE = 1e-2;
  private static final double LEAST_SIGMA = 1e-12;

  /** What an output of 1 adds where training starts from nothing, rad or m. */
  private static final double SCALE = 0.05;

  private final PpoDeltaOptions options;

  /** With the usual options. */
  public PpoDelta() {
    this(PpoDeltaOptions.usual());
  }

  /** With other options. */
  public PpoDelta(PpoDeltaOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "ppo";
  }

  @Override
  public DeltaModel train(DeltaProblem problem, ObjectNode report, Consumer<String> progress) {
    List<ReplayWindow> windows =
        Windows.every(problem.training(), options.horizonSeconds(), problem.periodSeconds());
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "no log has a stretch of %s s without a gap".formatted(options.horizonSeconds()));
    }
    DeltaModel start =
        options.warmStart()
            ? new SupervisedDelta().train(problem, report, progress)
            : fromNothing(problem);
    TrackingTerms terms = terms(problem, start, windows);
    try (PpoLearner learner = learner(problem, start);
        ReplayEpisodes episodes =
            new ReplayEpisodes(problem, start, problem.training(), windows, options, terms)) {
      return learn(problem, start, learner, episodes, report, progress);
    }
  }

  private DeltaModel learn(
      DeltaProblem problem,
      DeltaModel start,
      PpoLearner learner,
      ReplayEpisodes episodes,
      ObjectNode report,
      Consumer<String> progress) {
    RandomStream random = new SeedStreams(problem.options().seed()).stream("outputs");
    ReplayExperience experience =
        new ReplayExperience(episodes, options.rows(), start.channels().size());
    Trials trials = new Trials(problem, start);
    double rate = options.warmStart() ? LEAST_RATE : FIRST_RATE;
    episodes.begin();
    for (int update = 1; update <= options.updates(); update++) {
      experience.collect(learner, random);
      if (update == 1) {
        RunningMoments moments = new RunningMoments(episodes.privilegedSize());
        moments.add(experience.privileged());
        moments.applyTo(learner.critic());
      }
      PpoLearner.Experience judged = experience.judged(learner, DISCOUNT, TRACE, REWARD_SCALE);
      float[] before = learner.logProbabilities(judged);
      learner.useLearningRate(rate);
      learner.learn(judged, update <= options.criticUpdates());
      double divergence = learner.divergence(judged, before);
      if (update > options.criticUpdates()) {
        rate = adapted(rate, divergence);
      }
      if (update % options.updatesPerTrial() == 0 || update == options.updates()) {
        trials.take(update, model(start, learner));
        progress.accept(words(update, experience.meanReward(), trials.last, rate));
      }
    }
    return trials.finish(
        options, report, (long) options.updates() * options.rows() * options.environments());
  }

  /** Half to twice the divergence that is wanted changes nothing. */
  private double adapted(double rate, double divergence) {
    double factor =
        divergence > 2 * options.divergence()
            ? 1 / 1.5
            : divergence < 0.5 * options.divergence() ? 1.5 : 1;
    return Math.max(LEAST_RATE, Math.min(MOST_RATE, rate * factor));
  }

  private String words(int update, double reward, double error, double rate) {
    return String.format(
        Locale.ROOT,
        "ppo: update %d/%d, mean reward %.4f, error over %.4g s of the logs put aside %.4g,"
            + " learning rate %.2g",
        update,
        options.updates(),
        reward,
        options.horizonSeconds(),
        error,
        rate);
  }

  /** The best network so far, by replays of the logs that were put aside. */
  private final class Trials {

    private final HeldOut logs;
    private final double first;
    private DeltaModel best;
    private double least;
    private int bestUpdate;
    private double last;

    Trials(DeltaProblem problem, DeltaModel start) {
      List<ReplayLog> aside =
          problem.validation().isEmpty() ? problem.training() : problem.validation();
      this.logs =
          new HeldOut(
              problem.setup(),
              aside.stream().map(ReplayLog::log).toList(),
              problem.options().threads(),
              problem.options().seed());
      this.best = start;
      this.first = error(start);
      this.least = first;
      this.last = first;
    }

    private double error(DeltaModel model) {
      return logs.errors(model).within(Quantity.POSITION, 1);
    }

    void take(int update, DeltaModel model) {
      last = error(model);
      if (last < least) {
        least = last;
        best = model;
        bestUpdate = update;
      }
    }

    DeltaModel finish(PpoDeltaOptions used, ObjectNode report, long rows) {
      ObjectNode node = report.putObject("ppo");
      ObjectNode written = Json.mapper().valueToTree(used);
      if (Double.isInfinite(used.speedLimit())) {
        written.putNull("speed_limit");
      }
      node.set("options", written);
      node.put("rows", rows);
      node.put("best_update", bestUpdate);
      node.put("error_at_start", first);
      node.put("error", least);
      node.put("last_error", last);
      return best;
    }
  }

  private PpoLearner learner(DeltaProblem problem, DeltaModel start) {
    List<Integer> hidden =
        start.layers().subList(0, start.layers().size() - 1).stream()
            .map(DeltaLayer::outputs)
            .toList();
    int rows = options.environments() * options.rows();
    PpoOptions ppo =
        PpoOptions.builder()
            .seed(problem.options().seed())
            .experience(options.environments(), options.rows())
            .minibatches(EPOCHS * MINIBATCHES, Math.max(2, rows / MINIBATCHES))
            .optimizer(1e-3, 1)
            .clipRange(0.2)
            .advantages(DISCOUNT, TRACE, REWARD_SCALE)
            .lossWeights(1, 0.01)
            .network(hidden, activation(start.activation()))
            .firstLogDeviation(options.firstLogDeviation())
            .build();
    int joints = start.channels().size();
    int seen = start.inputSize();
    PpoLearner learner =
        new PpoLearner(ppo, seen, seen + ReplayEpisode.privilegedSize(joints), joints);
    learner.actor().writeMean(parameters(start));
    return learner;
  }

  private static Mlp.Activation activation(DeltaActivation activation) {
    return Mlp.Activation.valueOf(activation.name());
  }

  /** Normalization, then weight and bias of each layer, as the actor has them. */
  private static List<float[]> parameters(DeltaModel model) {
    List<float[]> parameters = new ArrayList<>();
    parameters.add(floats(model.mean()));
    parameters.add(floats(model.std()));
    for (DeltaLayer layer : model.layers()) {
      parameters.add(floats(layer.weights()));
      parameters.add(floats(layer.biases()));
    }
    return parameters;
  }

  private static float[] floats(double[] values) {
    float[] narrow = new float[values.length];
    for (int i = 0; i < narrow.length; i++) {
      narrow[i] = (float) values[i];
    }
    return narrow;
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  private static DeltaModel model(DeltaModel start, PpoLearner learner) {
    List<float[]> parameters = learner.actor().readMean();
    List<DeltaLayer> layers = new ArrayList<>();
    for (int i = 2; i < parameters.size(); i += 2) {
      layers.add(new DeltaLayer(doubles(parameters.get(i)), doubles(parameters.get(i + 1))));
    }
    return start.toBuilder().layers(layers).build();
  }

  /** No delta at all: a last layer of zeros, and inputs as the logs have them. */
  private DeltaModel fromNothing(DeltaProblem problem) {
    int joints = problem.joints();
    double[] scales = new double[joints];
    Arrays.fill(scales, SCALE);
    int size = DeltaObservation.size(joints, problem.options().inputs());
    RunningMoments moments = new RunningMoments(size);
    for (ReplayLog log : problem.training()) {
      moments.add(logged(problem, log, size));
    }
    double[] deviations = moments.deviations();
    for (int i = 0; i < size; i++) {
      deviations[i] = deviations[i] < 1e-6 ? 1 : deviations[i];
    }
    RandomStream random = new SeedStreams(problem.options().seed()).stream("weights");
    List<DeltaLayer> layers = new ArrayList<>();
    int width = size;
    for (int units : problem.options().hidden()) {
      double[] weights = new double[units * width];
      double deviation = Math.sqrt(2.0 / width);
      Arrays.setAll(weights, i -> deviation * random.nextGaussian());
      layers.add(new DeltaLayer(weights, new double[units]));
      width = units;
    }
    layers.add(new DeltaLayer(new double[joints * width], new double[joints]));
    List<DeltaChannel> channels = problem.channels(scales);
    return DeltaModel.builder(DeltaModel.Kind.COMMAND)
        .controlPeriodSeconds(problem.periodSeconds())
        .channels(channels)
        .inputs(problem.options().inputs())
        .driveGain(problem.driveGain())
        .normalization(moments.means(), deviations)
        .layers(layers)
        .build();
  }

  private static float[] logged(DeltaProblem problem, ReplayLog log, int size) {
    int joints = problem.joints();
    DeltaObservation observation = problem.newObservation(log);
    observation.start();
    float[] rows = new float[log.rows() * size];
    double[] command = new double[joints];
    double[] position = new double[joints];
    double[] velocity = new double[joints];
    for (int row = 0; row < log.rows(); row++) {
      for (int i = 0; i < joints; i++) {
        command[i] = log.command(row, i);
        position[i] = log.position(row, i);
        velocity[i] = log.velocity(row, i);
      }
      observation.observe(command, position, velocity);
      System.arraycopy(floats(observation.values()), 0, rows, row * size, size);
    }
    return rows;
  }

  /** Sigmas that are not given are the mean squared errors of replays without a delta. */
  private TrackingTerms terms(DeltaProblem problem, DeltaModel start, List<ReplayWindow> windows) {
    double[] sums = new double[3];
    int rows = 0;
    float[] nothing = new float[start.channels().size()];
    int stride = Math.max(1, windows.size() / 100);
    try (ReplayEpisode episode =
        new ReplayEpisode(
            problem.systems().get(),
            problem.training(),
            windows,
            start,
            TipReader.of(problem.setup().model(), problem.training().get(0).joints()),
            options.speedLimit())) {
      for (int i = 0; i < windows.size(); i += stride) {
        episode.start(windows.get(i));
        while (!episode.isAtEnd() && !episode.isDiverged()) {
          episode.step(nothing, 0);
          if (!episode.isDiverged()) {
            ReplayEpisode.Errors errors = episode.errors();
            sums[0] += errors.tip();
            sums[1] += errors.position();
            sums[2] += errors.velocity();
            rows++;
          }
        }
      }
    }
    int count = Math.max(1, rows);
    return options
        .terms()
        .withSigmas(
            Math.max(LEAST_SIGMA, sums[0] / count),
            Math.max(LEAST_SIGMA, sums[1] / count),
            Math.max(LEAST_SIGMA, sums[2] / count));
  }
}
