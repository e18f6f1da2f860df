package org.workcell.tasks.libero.benchmark;

import java.util.List;
import java.util.Map;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;
import org.workcell.tasks.libero.problem.TaskSheet;
import org.workcell.tasks.libero.problem.TaskSheets;

/**
 * Tasks with their 50 stored initial states, which no seed changes.
 *
 * @param name for example {@code goal} or {@code goal/order-3}
 * @param description what it is, in one line
 * @param sheets the tasks, in order
 */
record LiberoBenchmark(String name, String description, List<TaskSheet> sheets)
    implements BenchmarkDefinition {

  @Override
  public String id() {
    return TaskSheets.NAME + "/" + name;
  }

  @Override
  public long defaultSeed() {
    return 0;
  }

  @Override
  public List<String> tasks() {
    return sheets.stream().map(TaskSheet::id).toList();
  }

  @Override
  public Benchmark draw(long seed, Profile profile) {
    List<Benchmark.Entry> entries =
        sheets.stream()
            .map(sheet -> new Benchmark.Entry(sheet.id(), Map.of(), StoredContexts.of(sheet)))
            .toList();
    return new Benchmark(
        id(),
        seed,
        "LIBERO's 50 stored states with the fixtures of upstream's first reset after seed(0);"
            + " episode e starts from e mod 50",
        entries);
  }
}
