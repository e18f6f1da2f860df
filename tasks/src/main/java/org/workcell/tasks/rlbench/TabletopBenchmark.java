package org.workcell.tasks.rlbench;

import java.util.List;
import java.util.Map;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.rlbench.tasks.TaskSets;

/**
 * Tasks of the suite with the settings of a protocol. Episodes draw their variation and placement
 * from their own seeds.
 *
 * @param name for example {@code peract-18}
 * @param description what it is, in one line
 * @param names names of the tasks that exist
 * @param settings what the protocol demands
 */
record TabletopBenchmark(
    String name, String description, List<String> names, Map<String, String> settings)
    implements BenchmarkDefinition {

  private static final Map<String, String> PERACT =
      Map.of("action_mode", "ee_planning", "invalid_action", "terminate");

  /** The benchmarks of the suite. */
  static final List<BenchmarkDefinition> ALL =
      List.of(
          new TabletopBenchmark(
              "peract-18", "PerAct's tasks, 25 planned actions each", TaskSets.PERACT_18, PERACT),
          new TabletopBenchmark(
              "all", "all tasks of the suite, planned actions", TaskSets.all(), PERACT));

  @Override
  public String id() {
    return TabletopSuite.NAME + "/" + name;
  }

  @Override
  public long defaultSeed() {
    return 0;
  }

  @Override
  public List<String> tasks() {
    return names.stream().map(each -> "%s/%s-v1".formatted(TabletopSuite.NAME, each)).toList();
  }

  @Override
  public Benchmark draw(long seed, Profile profile) {
    List<Benchmark.Entry> entries =
        tasks().stream().map(task -> new Benchmark.Entry(task, settings, List.of())).toList();
    String rule = "episodes draw variation and placement from their own seeds";
    return new Benchmark(id(), seed, rule, entries);
  }
}
