package org.workcell.tasks.libero.benchmark;

import java.util.List;
import java.util.Map;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/**
 * Tasks with their 50 stored initial states, which no seed changes.
 *
 * @param name for example {@code goal} or {@code goal/order-3}
 * @param description what it is, in one line
 * @param configs the tasks, in order
 */
record LiberoBenchmark(String name, String description, List<TaskConfig> configs)
    implements BenchmarkDefinition {

  @Override
  public String id() {
    return TaskConfigs.NAME + "/" + name;
  }

  @Override
  public long defaultSeed() {
    return 0;
  }

  @Override
  public List<String> tasks() {
    return configs.stream().map(TaskConfig::id).toList();
  }

  @Override
  public Benchmark draw(long seed, Profile profile) {
    List<Benchmark.Entry> entries =
        configs.stream()
            .map(config -> new Benchmark.Entry(config.id(), Map.of(), StoredContexts.of(config)))
            .toList();
    return new Benchmark(
        id(),
        seed,
        "LIBERO's 50 stored states with the fixtures of upstream's first reset after seed(0);"
            + " episode e starts from e mod 50",
        entries);
  }
}
