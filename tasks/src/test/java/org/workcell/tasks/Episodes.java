package org.workcell.tasks;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeStatistics;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;

/** One environment with its batch of one, as tests drive it. */
public final class Episodes implements AutoCloseable {

  private static final int[] ONLY = {0};

  private final EnvironmentFactory factory = new EnvironmentFactory();
  private final SimulatedEnvironment environment;
  private final BatchStorage storage;

  public Episodes(String task, EnvironmentOptions options) {
    environment = factory.newEnvironment(TaskRegistry.load().task(task).orElseThrow(), options);
    storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
  }

  public SimulatedEnvironment environment() {
    return environment;
  }

  public void reset(long seed) {
    environment.reset(ResetOptions.seed(seed), storage, 0);
  }

  public void resetTo(double... context) {
    environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
  }

  public void step(double... action) {
    storage.action().putRow(0, action);
    environment.step(storage, 0);
  }

  public void restore(Snapshot snapshot) {
    environment.restore(snapshot, storage, 0);
  }

  public double[] context() {
    return environment.record().context();
  }

  public double[] observation() {
    return block(0);
  }

  public double[] block(int block) {
    double[] values = new double[storage.observation(block).spec().size()];
    storage.observation(block).getRow(0, values);
    return values;
  }

  public boolean terminated() {
    return storage.terminated().get(0, 0) == 1;
  }

  public boolean success() {
    return storage.success().get(0, 0) == 1;
  }

  public double reward() {
    return storage.reward().get(0, 0);
  }

  public double info(String column) {
    return storage.info().get(0, environment.spec().task().infoColumns().indexOf(column));
  }

  public EpisodeStatistics play(Policy policy, long seed) {
    reset(seed);
    policy.start(0, Episode.seed(seed));
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
