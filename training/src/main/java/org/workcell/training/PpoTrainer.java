package org.workcell.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.workcell.policies.BlockPolicy;
import org.workcell.policies.Choice;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.ExportedPolicy;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.InputRows;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.random.RandomStream;
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

  /** Updates in which a new critic learns alone. */
  private static final int CRITIC_UPDATES = 3;

  private static final String CRITIC_ALONE = "critic_alone";

  private static final InferenceOptions INFERENCE = InferenceOptions.on(ComputeDevice.CPU);

  private final PpoOptions options;
  private final VectorEnvironment vector;
  private final int members;
  private final InputBlocks blocks;
  private final PpoLearner learner;
  private final BlockPolicy policy;
  private final RunningMoments moments;
  private final RolloutSeeds seeds;
  private Rollout rollout;
  private int criticUpdates;
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
    learner = new PpoLearner(options, seen, seen, action.size());
    startInBox(action);
    policy =
        BlockPolicy.gaussian(
            KIND, learner.actor(), vector.layout(), blocks, Choice.SAMPLE, INFERENCE);
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
    learner.actor().startFrom(middle, logDeviation);
  }

  /**
   * Starts training.
   *
   * @param members the tasks; environment {@code i} trains on member {@code i mod members.size()}
   * @throws IllegalArgumentException if actions have no bounds or a task is not in the list of the
   *     one-hot code, or normalization is {@code KEPT}
   */
  public static PpoTrainer start(
      List<? extends EnvironmentSource> members, PpoOptions options, PoolOptions workers) {
    if (options.normalization() == PpoOptions.Normalization.KEPT) {
      throw new IllegalArgumentException("without a policy no normalization can be KEPT");
    }
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
   * Starts training with the network of a policy, in the environments of {@code members}.
   * Observations stay standardized as the policy does it. Without what a trainer kept of the policy
   * the critic is new, and so the actor stays as it is in some updates first.
   *
   * @param policy what is trained further
   * @param kept the checkpoint of the training that the policy came from, of which critic and
   *     deviations are taken; absent where there is none
   * @param options of which the network is the policy's
   * @throws IllegalArgumentException if policy, checkpoint, options and environments do not fit
   *     each other
   */
  public static PpoTrainer startFrom(
      List<? extends EnvironmentSource> members,
      PpoOptions options,
      PoolOptions workers,
      ExportedPolicy policy,
      Optional<Checkpoint> kept) {
    PpoTrainer trainer = open(members, options, workers);
    try {
      trainer.takeOver(policy, kept);
      trainer.rollout =
          Rollout.start(trainer.vector, trainer.blocks, options.steps(), trainer.seeds);
      return trainer;
    } catch (RuntimeException e) {
      trainer.close();
      throw e;
    }
  }

  private void takeOver(ExportedPolicy start, Optional<Checkpoint> kept) {
    if (options.normalization() != PpoOptions.Normalization.KEPT) {
      throw new IllegalArgumentException(
          "training from a policy keeps its normalization; choose KEPT, not "
              + options.normalization());
    }
    if (!start.blocks().equals(blocks)) {
      throw new IllegalArgumentException(
          "the policy gets %s of each row, the environments offer %s"
              .formatted(start.blocks().names(), blocks.names()));
    }
    if (kept.isPresent()) {
      learner.loadNetworks(kept.get());
      if (!start.isOf(learner.actor())) {
        throw new IllegalArgumentException(
            "the checkpoint beside the policy is of another training; restore it, or remove it to"
                + " train with a new critic");
      }
      return;
    }
    learner.startFrom(start);
    learner.standardizeCritic(start);
    criticUpdates = CRITIC_UPDATES;
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
      learner.fit(rollout.observations());
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
    learner.normalize(moments, moments);
  }

  /**
   * One round of experience and learning.
   *
   * @throws IllegalStateException if the loss or its gradient is not finite
   */
  public PpoUpdate update() {
    collect();
    double meanLoss = learn();
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

  private double learn() {
    float[] values = learner.values(rollout.observations());
    float[] advantages =
        rollout.advantages(values, options.rewardScale(), options.discount(), options.trace());
    return learner.learn(
        new PpoLearner.Experience(
            rollout.count(),
            rollout.observations(),
            rollout.observations(),
            rollout.actions(),
            advantages,
            values),
        updates < criticUpdates);
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
    return learner.actor();
  }

  /** A policy of the mean actions, for evaluations between two updates; the caller closes it. */
  public BlockPolicy newMeanPolicy() {
    return BlockPolicy.gaussian(
        KIND, learner.actor(), vector.layout(), blocks, Choice.MODE, INFERENCE);
  }

  /** Writes the mean actions as a TorchScript file, which names the blocks that it wants. */
  public void export(Path file) {
    learner.actor().exportTorchScript(file, blocks, 1);
  }

  /** Everything that the next update depends on. */
  public Checkpoint checkpoint() {
    Checkpoint.Writer writer = new Checkpoint.Writer(KIND);
    writer.putLongs("counters", updates, environmentSteps);
    if (criticUpdates > 0) {
      writer.putLongs(CRITIC_ALONE, criticUpdates);
    }
    writer.putLongs("stream/policy", policy.streamStates(vector.count()));
    learner.save(writer);
    moments.save(writer, "moments");
    rollout.state().save(writer, "rollout");
    return writer.toCheckpoint();
  }

  private void load(Checkpoint checkpoint) {
    long[] counters = checkpoint.longs("counters", 2);
    RolloutState state = RolloutState.load(checkpoint, "rollout", vector.count());
    criticUpdates =
        checkpoint.has(CRITIC_ALONE) ? Math.toIntExact(checkpoint.longs(CRITIC_ALONE, 1)[0]) : 0;
    learner.load(checkpoint);
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
    vector.close();
    learner.close();
  }
}
