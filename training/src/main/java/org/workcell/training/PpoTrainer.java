package org.workcell.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.policies.BlockPolicy;
import org.workcell.policies.Choice;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.InputRows;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.Standardizer;
import org.workcell.policies.Tensors;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/**
 * PPO (Schulman et al. 2017) on tasks whose actions lie in a box, with a Gaussian policy.
 * Everything follows from the seed, on one machine type, and a trainer that goes on from a {@link
 * #checkpoint} gives the numbers of one that was never interrupted. One thread at a time. Closing
 * is idempotent.
 */
public final class PpoTrainer implements AutoCloseable {

  /** The kind of its checkpoints. */
  public static final String KIND = "ppo";

  private static final InferenceOptions INFERENCE = InferenceOptions.on(ComputeDevice.CPU);

  private final PpoOptions options;
  private final VectorEnvironment vector;
  private final int members;
  private final InputBlocks blocks;
  private final NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
  private final RandomStream random;
  private final GaussianMlp actor;
  private final Block critic;
  private final PpoLoss loss;
  private final ClippedAdam adam;
  private final BlockPolicy policy;
  private final RunningMoments moments;
  private final RolloutSeeds seeds;
  private Rollout rollout;
  private int updates;
  private long environmentSteps;

  private PpoTrainer(
      PpoOptions options, VectorEnvironment vector, int members, RolloutSeeds seeds) {
    this.options = options;
    this.members = members;
    this.vector = vector;
    this.seeds = seeds;
    this.blocks = blocks(vector.layout(), options);
    int seen = new InputRows(blocks, vector.layout()).size();
    BlockSpec action = vector.layout().action();
    random = new SeedStreams(options.seed()).stream("trainer");
    Mlp mean = new Mlp(seen, options.hiddenSizes(), options.activation(), action.size(), 0.01);
    actor = GaussianMlp.create(mean, options.firstLogDeviation(), manager, random);
    startInBox(action);
    critic =
        new Mlp(seen, options.hiddenSizes(), options.activation(), 1).newBlock(manager, random);
    loss = new PpoLoss(actor, critic, options);
    adam = new ClippedAdam(options.learningRate(), options.gradientNorm(), actor, critic);
    policy = BlockPolicy.gaussian(KIND, actor, vector.layout(), blocks, Choice.SAMPLE, INFERENCE);
    moments = new RunningMoments(seen);
  }

  private static InputBlocks blocks(BatchLayout layout, PpoOptions options) {
    InputBlocks blocks = InputBlocks.allOf(layout);
    if (!options.oneHotTasks().isEmpty()) {
      blocks = blocks.withOneHot(options.oneHotTasks());
    }
    return options.instructionSize() == 0
        ? blocks
        : blocks.withInstruction(options.instructionSize());
  }

  /** First actions are spread around the middle of the box. */
  private void startInBox(BlockSpec action) {
    double[] low = action.low();
    double[] high = action.high();
    float[] middle = new float[low.length];
    float[] logDeviation = new float[low.length];
    for (int i = 0; i < low.length; i++) {
      if (!Double.isFinite(low[i]) || !Double.isFinite(high[i]) || low[i] >= high[i]) {
        throw new IllegalArgumentException(
            "PPO needs actions in a box; element %d has the bounds %s..%s"
                .formatted(i, low[i], high[i]));
      }
      middle[i] = (float) ((low[i] + high[i]) / 2);
      logDeviation[i] =
          (float) (options.firstLogDeviation() + StrictMath.log((high[i] - low[i]) / 2));
    }
    actor.startFrom(middle, logDeviation);
  }

  /**
   * Starts training.
   *
   * @param members the tasks; environment {@code i} trains on member {@code i mod members.size()}
   * @throws IllegalArgumentException if actions have no bounds or a task is not in the list of the
   *     one-hot code
   */
  public static PpoTrainer start(
      List<? extends EnvironmentSource> members, PpoOptions options, PoolOptions workers) {
    PpoTrainer trainer = open(members, options, workers);
    try {
      trainer.collectFirst();
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  /**
   * Goes on from a checkpoint; the other arguments are those of {@link #start}.
   *
   * @throws IllegalArgumentException if the checkpoint belongs to other tasks or options
   */
  public static PpoTrainer resume(
      List<? extends EnvironmentSource> members,
      PpoOptions options,
      PoolOptions workers,
      Checkpoint checkpoint) {
    PpoTrainer trainer = open(members, options, workers);
    try {
      trainer.load(checkpoint);
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  private static PpoTrainer open(
      List<? extends EnvironmentSource> members, PpoOptions options, PoolOptions workers) {
    if (options.environments() < members.size()) {
      throw new IllegalArgumentException(
          "%d environments do not cover %d tasks; use more"
              .formatted(options.environments(), members.size()));
    }
    RolloutSeeds seeds = new RolloutSeeds(options.seed() << 32, options.environments());
    VectorEnvironment vector =
        VectorEnvironment.open(
            VectorOptions.mixed(members, options.environments()).withSchedule(seeds), workers);
    try {
      return new PpoTrainer(options, vector, members.size(), seeds);
    } catch (RuntimeException e) {
      vector.close();
      throw e;
    }
  }

  private void collectFirst() {
    rollout = Rollout.start(vector, blocks, options.steps(), seeds);
    collect();
    if (options.normalization() == PpoOptions.Normalization.FIRST) {
      Standardizer.fit(actor, rollout.observations());
      Standardizer.fit(critic, rollout.observations());
    } else {
      addToMoments();
    }
  }

  private void collect() {
    rollout.collect(policy);
    environmentSteps += rollout.count();
  }

  private void addToMoments() {
    moments.add(rollout.observations());
    moments.applyTo(actor);
    moments.applyTo(critic);
  }

  /**
   * One round of experience and learning.
   *
   * @throws IllegalStateException if the loss or its gradient is not finite
   */
  public PpoUpdate update() {
    collect();
    double meanLoss;
    try (NDManager scope = manager.newSubManager()) {
      meanLoss = learn(scope);
    }
    if (options.normalization() == PpoOptions.Normalization.RUNNING) {
      addToMoments();
    }
    updates++;
    return new PpoUpdate(
        updates,
        environmentSteps,
        rollout.meanReward(),
        rollout.endedEpisodes(),
        rollout.succeededEpisodes(),
        meanLoss);
  }

  private double learn(NDManager scope) {
    int count = rollout.count();
    int actionSize = vector.layout().action().size();
    Shape seen = new Shape(count + vector.count(), rollout.inputSize());
    NDArray all = Tensors.of(scope, rollout.observations(), seen);
    float[] values = loss.values(all).toFloatArray();
    Shape steps = new Shape(count);
    NDArray advantages =
        Tensors.of(
            scope,
            rollout.advantages(values, options.rewardScale(), options.discount(), options.trace()),
            steps);
    NDArray targets = advantages.add(Tensors.of(scope, Arrays.copyOf(values, count), steps));
    NDArray observations = all.get(":" + count);
    NDArray actions = Tensors.of(scope, rollout.actions(), new Shape(count, actionSize));
    NDArray before = loss.logProbability(observations, actions).stopGradient();
    NDList data = new NDList(observations, actions, before, advantages, targets);
    double sum = 0;
    for (int step = 0; step < options.gradientSteps(); step++) {
      sum += gradientStep(scope, data, count);
    }
    return sum / options.gradientSteps();
  }

  private double gradientStep(NDManager scope, NDList data, int count) {
    try (NDManager inner = scope.newSubManager()) {
      long[] rows = new long[options.minibatchRows()];
      Arrays.setAll(rows, i -> random.nextInt(count));
      NDArray index = inner.create(rows);
      NDList part = new NDList();
      data.forEach(array -> part.add(array.get(index)));
      part.attach(inner);
      return adam.step(() -> loss.of(part));
    }
  }

  /** Updates so far. */
  public int updates() {
    return updates;
  }

  /** Checksums of the files of each task's scene, in the order of the members. */
  public List<String> assetsSha256() {
    return IntStream.range(0, Math.min(members, vector.count()))
        .mapToObj(i -> vector.spec(i).assetsSha256())
        .toList();
  }

  /** What the actor gets of each row. */
  public InputBlocks inputs() {
    return blocks;
  }

  /** The trained network; its weights change with each update. */
  public GaussianMlp actor() {
    return actor;
  }

  /** A policy of the mean actions, for evaluations between two updates; the caller closes it. */
  public BlockPolicy newMeanPolicy() {
    return BlockPolicy.gaussian(
        KIND, actor, vector.layout(), blocks, Choice.MOST_LIKELY, INFERENCE);
  }

  /** Writes the mean actions as a TorchScript file, which names the blocks that it wants. */
  public void export(Path file) {
    actor.exportTorchScript(file, blocks, 1);
  }

  /** Everything that the next update depends on. */
  public Checkpoint checkpoint() {
    Checkpoint.Writer writer = new Checkpoint.Writer(KIND);
    writer.putLongs("counters", updates, environmentSteps);
    long[] stream = new long[RandomStream.STATE_LONGS];
    random.save(stream, 0);
    writer.putLongs("stream/trainer", stream);
    writer.putLongs("stream/policy", policy.streamStates(vector.count()));
    BlockState.save(writer, "actor", actor);
    BlockState.save(writer, "critic", critic);
    adam.save(writer, "adam");
    moments.save(writer, "moments");
    rollout.state().save(writer, "rollout");
    return writer.toCheckpoint();
  }

  private void load(Checkpoint checkpoint) {
    long[] counters = checkpoint.longs("counters", 2);
    RolloutState state = RolloutState.load(checkpoint, "rollout", vector.count());
    random.load(checkpoint.longs("stream/trainer", RandomStream.STATE_LONGS), 0);
    BlockState.load(checkpoint, "actor", actor);
    BlockState.load(checkpoint, "critic", critic);
    adam.load(checkpoint, "adam");
    moments.load(checkpoint, "moments");
    rollout = Rollout.resume(vector, blocks, options.steps(), seeds, state);
    policy.restoreStreams(
        checkpoint.longs("stream/policy", vector.count() * RandomStream.STATE_LONGS),
        state.allEpisodes());
    updates = Math.toIntExact(counters[0]);
    environmentSteps = counters[1];
  }

  @Override
  public void close() {
    policy.close();
    adam.close();
    vector.close();
    manager.close();
  }
}
