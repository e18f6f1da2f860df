package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Arrays;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.ExportedPolicy;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.Standardizer;
import org.workcell.policies.Tensors;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * Actor, critic and optimizer of PPO (Schulman et al. 2017), for trainers that collect experience
 * in a way of their own. The critic may see more than the actor. One thread at a time. Closing is
 * idempotent.
 */
public final class PpoLearner implements AutoCloseable {

  /**
   * What was seen, done and gained in some steps; rows may lie in any order.
   *
   * @param rows steps
   * @param observations what the actor saw, [row][element], more rows are ignored
   * @param privileged what the critic saw, likewise; the same array where both saw the same
   * @param actions what was done, [row][element]
   * @param advantages of each row
   * @param values what the critic expected of each row, more are ignored
   */
  public record Experience(
      int rows,
      float[] observations,
      float[] privileged,
      float[] actions,
      float[] advantages,
      float[] values) {}

  private final PpoOptions options;
  private final int seen;
  private final int privileged;
  private final int actionSize;
  private final NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
  private final RandomStream random;
  private final GaussianMlp actor;
  private final Block critic;
  private final PpoLoss loss;
  private final ClippedAdam adam;

  /**
   * New networks.
   *
   * @param seen elements of a row that the actor sees
   * @param privileged elements of a row that the critic sees
   * @param actionSize elements of an action
   */
  public PpoLearner(PpoOptions options, int seen, int privileged, int actionSize) {
    this.options = options;
    this.seen = seen;
    this.privileged = privileged;
    this.actionSize = actionSize;
    random = new SeedStreams(options.seed()).stream("trainer");
    Mlp mean = new Mlp(seen, options.hiddenSizes(), options.activation(), actionSize, 0.01);
    actor = GaussianMlp.create(mean, options.firstLogDeviation(), manager, random);
    critic =
        new Mlp(privileged, options.hiddenSizes(), options.activation(), 1)
            .newBlock(manager, random);
    loss = new PpoLoss(actor, critic, options);
    adam = new ClippedAdam(options.learningRate(), options.gradientNorm(), actor, critic);
  }

  /** The network that acts; its weights change with each {@link #learn}. */
  public GaussianMlp actor() {
    return actor;
  }

  /** The network that judges. */
  public Block critic() {
    return critic;
  }

  /** Makes the actor act as a policy does in the mean; the critic's normalizer stays. */
  public void startFrom(ExportedPolicy policy) {
    policy.copyTo(actor);
  }

  /** Makes the critic standardize rows as a policy does. */
  void standardizeCritic(ExportedPolicy policy) {
    Standardizer.set(critic, doubles(policy.inputMeans()), doubles(policy.inputDeviations()));
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return wide;
  }

  /** Changes the learning rate of what follows. */
  public void useLearningRate(double rate) {
    adam.useLearningRate(rate);
  }

  /** What the critic expects of rows, [row][element]. */
  public float[] values(float[] rows) {
    try (NDManager scope = manager.newSubManager()) {
      return loss.values(tensor(scope, rows, rows.length / privileged, privileged)).toFloatArray();
    }
  }

  /** The actor's mean actions of rows, [row][element]. */
  public float[] means(float[] rows) {
    try (NDManager scope = manager.newSubManager()) {
      return loss.means(tensor(scope, rows, rows.length / seen, seen)).toFloatArray();
    }
  }

  /** Standard deviations of the actor's actions. */
  public double[] deviations() {
    float[] logs = actor.logDeviations();
    double[] deviations = new double[logs.length];
    Arrays.setAll(deviations, i -> StrictMath.exp(logs[i]));
    return deviations;
  }

  /**
   * Takes the gradient steps of one update.
   *
   * @param criticAlone whether the actor stays as it is
   * @return mean of the loss
   * @throws IllegalStateException if the loss or its gradient is not finite
   */
  public double learn(Experience experience, boolean criticAlone) {
    try (NDManager scope = manager.newSubManager()) {
      NDList data = data(scope, experience);
      double sum = 0;
      for (int step = 0; step < options.gradientSteps(); step++) {
        sum += gradientStep(scope, data, experience.rows(), criticAlone);
      }
      return sum / options.gradientSteps();
    }
  }

  /**
   * How far the actor has moved from what it was when {@code before} was taken: an estimate of the
   * Kullback-Leibler divergence from the rows, the mean of {@code ratio - 1 - log ratio}.
   *
   * @param before log probabilities of {@link #logProbabilities}
   */
  public double divergence(Experience experience, float[] before) {
    float[] now = logProbabilities(experience);
    double sum = 0;
    for (int i = 0; i < now.length; i++) {
      double log = now[i] - before[i];
      sum += StrictMath.exp(log) - 1 - log;
    }
    return sum / now.length;
  }

  /** Log probabilities of the actions that were done. */
  public float[] logProbabilities(Experience experience) {
    try (NDManager scope = manager.newSubManager()) {
      NDList data = data(scope, experience);
      return data.get(2).toFloatArray();
    }
  }

  private NDList data(NDManager scope, Experience experience) {
    int rows = experience.rows();
    Shape steps = new Shape(rows);
    NDArray advantages = Tensors.of(scope, experience.advantages(), steps);
    NDArray targets =
        advantages.add(Tensors.of(scope, Arrays.copyOf(experience.values(), rows), steps));
    NDArray observations = tensor(scope, experience.observations(), rows, seen);
    NDArray actions = Tensors.of(scope, experience.actions(), new Shape(rows, actionSize));
    NDArray before = loss.logProbability(observations, actions).stopGradient();
    NDList data = new NDList(observations, actions, before, advantages, targets);
    if (experience.privileged() != experience.observations()) {
      data.add(tensor(scope, experience.privileged(), rows, privileged));
    }
    return data;
  }

  private static NDArray tensor(NDManager scope, float[] values, int rows, int width) {
    float[] wanted = values.length == rows * width ? values : Arrays.copyOf(values, rows * width);
    return Tensors.of(scope, wanted, new Shape(rows, width));
  }

  private double gradientStep(NDManager scope, NDList data, int count, boolean criticAlone) {
    try (NDManager inner = scope.newSubManager()) {
      long[] rows = new long[options.minibatchRows()];
      Arrays.setAll(rows, i -> random.nextInt(count));
      NDArray index = inner.create(rows);
      NDList part = new NDList();
      data.forEach(array -> part.add(array.get(index)));
      part.attach(inner);
      return adam.step(() -> loss.of(part, criticAlone));
    }
  }

  /** Makes the normalizers expect rows of these moments. */
  public void normalize(RunningMoments ofActor, RunningMoments ofCritic) {
    ofActor.applyTo(actor);
    ofCritic.applyTo(critic);
  }

  /** Makes the normalizers expect rows like these. */
  void fit(float[] observations) {
    Standardizer.fit(actor, observations);
    Standardizer.fit(critic, observations);
  }

  /** Writes weights, moments of the optimizer and the random stream. */
  public void save(Checkpoint.Writer writer) {
    long[] stream = new long[RandomStream.STATE_LONGS];
    random.save(stream, 0);
    writer.putLongs("stream/trainer", stream);
    BlockState.save(writer, "actor", actor);
    BlockState.save(writer, "critic", critic);
    adam.save(writer, "adam");
  }

  /**
   * Goes on from what {@link #save} wrote.
   *
   * @throws IllegalArgumentException if it belongs to other options
   */
  public void load(Checkpoint checkpoint) {
    random.load(checkpoint.longs("stream/trainer", RandomStream.STATE_LONGS), 0);
    loadNetworks(checkpoint);
    adam.load(checkpoint, "adam");
  }

  /** The networks alone, for another training. */
  void loadNetworks(Checkpoint checkpoint) {
    BlockState.load(checkpoint, "actor", actor);
    BlockState.load(checkpoint, "critic", critic);
  }

  @Override
  public void close() {
    adam.close();
    manager.close();
  }
}
