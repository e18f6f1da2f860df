package org.workcell.tasks.metaworld.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.tasks.metaworld.benchmark.MetaWorldBenchmark.GoalSeeds;

/**
 * All benchmarks of the suite: {@code MT10}, {@code MT25}, {@code MT50}, {@code ML10-train}, {@code
 * ML10-test}, the same for ML25 and ML45, and for each task {@code MT1/task}, {@code
 * ML1-train/task} and {@code ML1-test/task}.
 */
public final class MetaWorldBenchmarks {

  private static final List<BenchmarkDefinition> ALL = make();

  private MetaWorldBenchmarks() {}

  /** All of them; those of many tasks first. */
  public static List<BenchmarkDefinition> all() {
    return ALL;
  }

  /**
   * The half of a benchmark under upstream's names.
   *
   * @param benchmark {@code MT1}, {@code MT10}, {@code ML45}, ...
   * @param half {@code train} or {@code test}; MT benchmarks have a train half only
   * @param task the task of MT1 and ML1; empty for others
   */
  public static Optional<BenchmarkDefinition> half(String benchmark, String half, String task) {
    String base = benchmark.startsWith("ML") ? benchmark + "-" + half : benchmark;
    String id = "metaworld/" + (task.isEmpty() ? base : base + "/" + task);
    boolean exists = benchmark.startsWith("ML") || half.equals("train");
    return ALL.stream().filter(found -> exists && found.id().equals(id)).findFirst();
  }

  private static List<BenchmarkDefinition> make() {
    List<BenchmarkDefinition> all = new ArrayList<>();
    for (String name : List.of("MT10", "MT25", "MT50")) {
      all.add(of(name, BenchmarkTables.LISTS.get(name), true, GoalSeeds.SAME));
    }
    for (String name : List.of("ML10", "ML25", "ML45")) {
      String train = name + "-train";
      String test = name + "-test";
      all.add(of(train, BenchmarkTables.LISTS.get(train), false, GoalSeeds.SAME));
      all.add(of(test, BenchmarkTables.LISTS.get(test), false, GoalSeeds.NEXT_UNLESS_COMPAT));
    }
    for (String task : BenchmarkTables.CONTEXTS.keySet()) {
      List<String> alone = List.of(task);
      all.add(of("MT1/" + task, alone, true, GoalSeeds.SAME));
      all.add(of("ML1-train/" + task, alone, false, GoalSeeds.SAME));
      all.add(of("ML1-test/" + task, alone, false, GoalSeeds.NEXT));
    }
    return List.copyOf(all);
  }

  private static BenchmarkDefinition of(
      String name, List<String> tasks, boolean goalVisible, GoalSeeds seeds) {
    return new MetaWorldBenchmark(name, tasks, goalVisible, seeds);
  }
}
