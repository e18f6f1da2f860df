package org.workcell.testing;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/**
 * One environment with its batch of one, as tests drive it. Observation, reward and flags are those
 * of the last reset, step or restore.
 */
public final class Episodes implements AutoCloseable {

  private static final int[] ONLY = {0};

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final SimulatedEnvironment environment;
  private final BatchStorage storage;

  /** An environment of a registered task. */
  public Episodes(String task, EnvironmentOptions options) {
    this(TaskRegistry.load().task(task).orElseThrow(), options);
  }

  /** An environment of a task. */
  public Episodes(TaskDefinition task, EnvironmentOptions options) {
    environment = factory.newEnvironment(task, options);
    storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
  }

  /** The environment. */
  public SimulatedEnvironment environment() {
    return environment;
  }

  /** Starts the episode of a seed. */
  public void reset(long seed) {
    environment.reset(ResetOptions.seed(seed), storage, 0);
  }

  /** Starts an episode of seed 0 from a context. */
  public void resetTo(double... context) {
    environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
  }

  /** Takes a step. */
  public void step(double... action) {
    storage.action().putRow(0, action);
    environment.step(storage, 0);
  }

  /** Continues from a snapshot. */
  public void restore(Snapshot snapshot) {
    environment.restore(snapshot, storage, 0);
  }

  /** The context that the episode started from. */
  public double[] context() {
    return environment.record().context();
  }

  /** The first block. */
  public double[] observation() {
    return block(0);
  }

  /** A block of the observation. */
  public double[] block(int block) {
    double[] values = new double[storage.observation(block).spec().size()];
    storage.observation(block).getRow(0, values);
    return values;
  }

  /** Whether the last step ended the episode. */
  public boolean terminated() {
    return storage.terminated().get(0, 0) == 1;
  }

  /** Whether the last step met the success rule. */
  public boolean success() {
    return storage.success().get(0, 0) == 1;
  }

  /** Reward of the last step. */
  public double reward() {
    return storage.reward().get(0, 0);
  }

  /** An info column of the last step. */
  public double info(String column) {
    return storage.info().get(0, environment.spec().task().infoColumns().indexOf(column));
  }

  /** Plays a whole episode. */
  public EpisodeStatistics play(Policy policy, long seed) {
    start(policy, seed);
    while (!environment.needsReset()) {
      step(policy);
    }
    return environment.statistics();
  }

  /** Plays an episode until it succeeds or ends; returns whether it succeeded. */
  public boolean succeeds(Policy policy, long seed) {
    start(policy, seed);
    while (!success() && !environment.needsReset()) {
      step(policy);
    }
    return success();
  }

  private void start(Policy policy, long seed) {
    reset(seed);
    policy.start(0, Episode.seed(seed));
  }

  private void step(Policy policy) {
    policy.act(storage, ONLY, storage.action());
    environment.step(storage, 0);
  }

  @Override
  public void close() {
    factory.close();
  }
}
