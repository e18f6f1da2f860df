package org.workcell.tasks.metaworld;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.ResetOptions;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.random.SeedStreams;

/** One environment with its batch of one, as tests drive it. */
final class Episodes implements AutoCloseable {

  private static final int[] ONLY = {0};

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final Environment environment;
  private final BatchStorage storage;

  Episodes(String task, EnvironmentOptions options) {
    environment = factory.newEnvironment(TaskRegistry.load().task(task).orElseThrow(), options);
    storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
  }

  Environment environment() {
    return environment;
  }

  void reset(long seed) {
    environment.reset(ResetOptions.seed(seed), storage, 0);
  }

  void resetTo(double... context) {
    environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
  }

  void step(double... action) {
    storage.action().putRow(0, action);
    environment.step(storage, 0);
  }

  double[] context() {
    return environment.record().context();
  }

  double[] observation() {
    double[] observation = new double[environment.spec().task().observation().get(0).size()];
    storage.observation(0).getRow(0, observation);
    return observation;
  }

  double reward() {
    return storage.reward().get(0, 0);
  }

  double info(String column) {
    return storage.info().get(0, RewardOutcome.INFO_COLUMNS.indexOf(column));
  }

  EpisodeStatistics play(Policy policy, long seed) {
    reset(seed);
    policy.start(0, new SeedStreams(seed));
    while (!environment.needsReset()) {
      policy.act(storage, ONLY, storage.action());
      environment.step(storage, 0);
    }
    return environment.statistics();
  }

  @Override
  public void close() {
    factory.close();
  }
}
