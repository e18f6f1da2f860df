package org.workcell.recipes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;
import org.workcell.policies.BlockPolicy;
import org.workcell.policies.Choice;
import org.workcell.policies.ComputeDevice;
import org.workcell.policies.DiagonalGaussian;
import org.workcell.policies.GaussianMlp;
import org.workcell.policies.InferenceOptions;
import org.workcell.policies.Libtorch;
import org.workcell.policies.Mlp;
import org.workcell.policies.Standardizer;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.training.GradientDescent;
import org.workcell.training.Rollout;

/** PPO (Schulman et al. 2017) on reach-v3 with 64 environments. Everything follows from a seed. */
public final class ReachPpo implements AutoCloseable {
  private static final TaskDefinition TASK =
      TaskRegistry.load().task("metaworld/reach-v3").orElseThrow();
  private static final int SEEN = 39;
  private static final int ACTION = 4;
  private static final List<Integer> HIDDEN = List.of(64, 64);
  private static final int ENVIRONMENTS = 64;
  private static final int STEPS = 100;
  private static final int UPDATES = 64;
  private static final int MINIBATCH = 800;
  private static final float CLIP = 0.2f;

  private final NDManager manager = Libtorch.newManager(ComputeDevice.CPU);
  private final InferenceOptions inference = InferenceOptions.on(ComputeDevice.CPU);
  private final RandomStream random;
  private final PooledVectorEnvironment vector;
  private final Rollout rollout;
  final GaussianMlp actor;
  private final Block critic;
  private final GradientDescent descent;
  private final BlockPolicy policy;

  ReachPpo(long seed) {
    // Short episodes show more goals; the test episodes below have their full length.
    EnvironmentOptions brief = EnvironmentOptions.defaults().withHorizon(STEPS);
    VectorOptions options = VectorOptions.of(TASK, brief, ENVIRONMENTS);
    vector = VectorEnvironment.open(options, PoolOptions.allProcessors());
    rollout = new Rollout(vector, STEPS, seed << 32);
    random = new SeedStreams(seed).stream("trainer");
    Mlp mean = new Mlp(SEEN, HIDDEN, Mlp.Activation.TANH, ACTION, 0.01);
    actor = GaussianMlp.create(mean, -0.5, manager, random);
    critic = new Mlp(SEEN, HIDDEN, Mlp.Activation.TANH, 1).newBlock(manager, random);
    descent = new GradientDescent(1e-3, 0.5, actor, critic);
    policy = BlockPolicy.gaussian("ppo", actor, vector.layout(), Choice.SAMPLE, inference);
    rollout.collect(policy);
    Standardizer.fit(actor, rollout.observations());
    Standardizer.fit(critic, rollout.observations());
  }

  /** One round of experience and learning; returns the mean reward of a step. */
  double iterate() {
    rollout.collect(policy);
    try (NDManager scope = manager.newSubManager()) {
      learn(scope);
    }
    return rollout.meanReward();
  }

  private void learn(NDManager scope) {
    int count = rollout.count();
    NDArray all = scope.create(rollout.observations(), new Shape(count + ENVIRONMENTS, SEEN));
    float[] values = ask(critic, all).get(0).toFloatArray();
    NDArray advantages = scope.create(rollout.advantages(values, 0.1, 0.97, 0.95));
    NDArray targets = advantages.add(scope.create(Arrays.copyOf(values, count)));
    NDArray observations = all.get(":" + count);
    NDArray actions = scope.create(rollout.actions(), new Shape(count, ACTION));
    NDArray before = logProbability(observations, actions).stopGradient();
    NDList data = new NDList(observations, actions, before, advantages, targets);
    for (int update = 0; update < UPDATES; update++) {
      try (NDManager inner = scope.newSubManager()) {
        long[] rows = new long[MINIBATCH];
        Arrays.setAll(rows, i -> random.nextInt(count));
        NDArray index = inner.create(rows);
        NDList part = new NDList();
        data.forEach(array -> part.add(array.get(index)));
        part.attach(inner);
        descent.step(() -> loss(part));
      }
    }
  }

  /** Clipped gain of the actor and half the squared error of the critic. */
  private NDArray loss(NDList part) {
    NDArray ratio = logProbability(part.get(0), part.get(1)).sub(part.get(2)).exp();
    NDArray centred = part.get(3).sub(part.get(3).mean());
    NDArray advantage = centred.div(centred.square().mean().sqrt().add(1e-6));
    NDArray gain = ratio.mul(advantage).minimum(ratio.clip(1 - CLIP, 1 + CLIP).mul(advantage));
    NDArray error = ask(critic, part.get(0)).get(0).squeeze(1).sub(part.get(4));
    return error.square().mean().mul(0.5).sub(gain.mean());
  }

  private NDArray logProbability(NDArray observations, NDArray actions) {
    NDList answer = ask(actor, observations);
    return DiagonalGaussian.logProbability(actions, answer.get(0), answer.get(1));
  }

  private static NDList ask(Block block, NDArray inputs) {
    return block.forward(new ParameterStore(inputs.getManager(), false), new NDList(inputs), false);
  }

  /** Rate of {@code success_once} of the mean actions, in whole episodes of these seeds. */
  double evaluate(long firstSeed, int episodes) {
    VectorOptions options = VectorOptions.of(TASK, EnvironmentOptions.defaults(), episodes);
    try (VectorEnvironment test = VectorEnvironment.open(options, vector.pool());
        BlockPolicy mean =
            BlockPolicy.gaussian("ppo", actor, vector.layout(), Choice.MOST_LIKELY, inference)) {
      VectorBatch batch = test.reset(firstSeed);
      for (int step = 0; step < test.spec(0).horizon(); step++) {
        mean.act(batch.rows(), batch.environments(), batch.rows().action());
        batch = test.step();
      }
      double successes = 0;
      for (int row = 0; row < episodes; row++) {
        successes += batch.rows().episode().get(row, EpisodeColumn.SUCCESS_ONCE.ordinal());
      }
      return successes / episodes;
    }
  }

  @Override
  public void close() {
    policy.close();
    vector.close();
    manager.close();
  }
}
