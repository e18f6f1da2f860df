package org.workcell.policies;

import ai.djl.ndarray.NDManager;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.random.RandomStream;

/**
 * A network with its first weights: what a trainer starts from, and what measurements of rollout
 * use, because time does not depend on weights. Draws its actions. Owns its network.
 */
public final class UntrainedPolicy implements Policy {

  private static final double FIRST_LOG_DEVIATION = -0.5;

  private final NDManager manager;
  private final BlockPolicy policy;

  private UntrainedPolicy(NDManager manager, BlockPolicy policy) {
    this.manager = manager;
    this.policy = policy;
  }

  /**
   * A perceptron with a Gaussian head.
   *
   * @param layout what it observes and what it chooses
   * @param hiddenSizes units of each hidden layer
   * @param seed determines the weights
   */
  public static UntrainedPolicy gaussianMlp(
      BatchLayout layout, List<Integer> hiddenSizes, long seed, InferenceOptions options) {
    NDManager manager = Libtorch.newManager(options.device());
    Mlp mean =
        new Mlp(
            new InputRows(InputBlocks.allOf(layout), layout).size(),
            hiddenSizes,
            Mlp.Activation.TANH,
            layout.action().size());
    GaussianMlp block =
        GaussianMlp.create(mean, FIRST_LOG_DEVIATION, manager, new RandomStream(seed));
    BlockPolicy policy = BlockPolicy.gaussian("mlp", block, layout, Choice.SAMPLE, options);
    return new UntrainedPolicy(manager, policy);
  }

  @Override
  public String name() {
    return policy.name();
  }

  @Override
  public void start(int environment, Episode episode) {
    policy.start(environment, episode);
  }

  @Override
  public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
    policy.act(batch, environments, actions);
  }

  @Override
  public void close() {
    policy.close();
    manager.close();
  }
}
