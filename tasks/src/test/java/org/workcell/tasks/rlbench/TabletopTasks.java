package org.workcell.tasks.rlbench;

import java.util.List;
import java.util.Map;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.ExpertPolicy;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;

/** Tasks of the suite, and episodes of them, for tests. */
final class TabletopTasks {

  private static final int[] ONLY = {0};

  private TabletopTasks() {}

  static TaskDefinition definition(String name) {
    String id = "rlbench/%s-v1".formatted(name);
    return new TabletopSuite()
        .tasks().stream().filter(task -> task.id().equals(id)).findFirst().orElseThrow();
  }

  static List<String> names() {
    return new TabletopSuite()
        .tasks().stream().map(task -> task.id().replaceAll("rlbench/|-v1", "")).toList();
  }

  /** One environment with its row. */
  static final class Bench implements AutoCloseable {

    private final EnvironmentFactory factory = new EnvironmentFactory();
    private final TaskDefinition task;
    private final Map<String, String> settings;
    private final SimulatedEnvironment environment;
    private final BatchStorage storage;

    Bench(String name, Map<String, String> settings) {
      this.task = definition(name);
      this.settings = settings;
      this.environment =
          factory.newEnvironment(task, EnvironmentOptions.defaults().withSettings(settings));
      this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    }

    SimulatedEnvironment environment() {
      return environment;
    }

    BatchStorage storage() {
      return storage;
    }

    void reset(long seed) {
      environment.reset(ResetOptions.seed(seed), storage, 0);
    }

    void step(double... action) {
      storage.action().putRow(0, action);
      environment.step(storage, 0);
    }

    double[] block(int index) {
      double[] values = new double[storage.observation(index).spec().size()];
      storage.observation(index).getRow(0, values);
      return values;
    }

    double info(int column) {
      return storage.info().get(0, column);
    }

    boolean success() {
      return storage.success().get(0, 0) != 0;
    }

    int actionSize() {
      return environment.spec().task().action().size();
    }

    /** Plays the expert; returns whether it succeeded. */
    boolean expertSucceeds(long seed) {
      var options = TaskOptions.resolve(environment.spec().options().profile(), settings, task);
      try (var expert = new ExpertPolicy(task.expert(options).orElseThrow(), actionSize())) {
        reset(seed);
        expert.start(0, Episode.seed(seed));
        while (!environment.needsReset()) {
          expert.act(storage, ONLY, storage.action());
          environment.step(storage, 0);
        }
        return success();
      }
    }

    @Override
    public void close() {
      environment.close();
      factory.close();
    }
  }
}
