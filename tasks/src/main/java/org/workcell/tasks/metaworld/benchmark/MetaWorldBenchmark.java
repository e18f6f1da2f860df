package org.workcell.tasks.metaworld.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.numpy.NumpyMt19937;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;

/**
 * One of upstream's benchmarks, or one half of one that has train and test tasks.
 *
 * @param name for example {@code MT10}, {@code MT1/reach-v3} or {@code ML10-test}
 * @param taskNames names of the tasks, in order
 * @param goalVisible whether observations show the goal
 * @param seeds which seed the goals come from
 */
record MetaWorldBenchmark(String name, List<String> taskNames, boolean goalVisible, GoalSeeds seeds)
    implements BenchmarkDefinition {

  /** Goals of each task. */
  static final int GOALS = 50;

  private static final String SUITE = "metaworld/";

  /** Upstream's examples and the published recordings use it. */
  private static final long DEFAULT_SEED = 42;

  /** Which seed the goals are drawn from. */
  enum GoalSeeds {
    /** The benchmark's. */
    SAME,
    /** The one after the benchmark's. */
    NEXT,
    /** The one after the benchmark's in strict; upstream takes that of the train goals. */
    NEXT_UNLESS_COMPAT;

    private boolean next(Profile profile) {
      return this == NEXT || this == NEXT_UNLESS_COMPAT && profile == Profile.STRICT;
    }
  }

  @Override
  public String id() {
    return SUITE + name;
  }

  @Override
  public String description() {
    return "%d %s, %d goals each, goal %s"
        .formatted(
            taskNames.size(), taskNames.size() == 1 ? "task" : "tasks", GOALS, goalSetting());
  }

  private String goalSetting() {
    return goalVisible ? "visible" : "hidden";
  }

  @Override
  public long defaultSeed() {
    return DEFAULT_SEED;
  }

  @Override
  public List<String> tasks() {
    return taskNames.stream().map(task -> SUITE + task).toList();
  }

  @Override
  public Benchmark draw(long seed, Profile profile) {
    boolean next = seeds.next(profile);
    NumpyMt19937 random = new NumpyMt19937(next ? seed + 1 : seed);
    List<Benchmark.Entry> entries = new ArrayList<>();
    for (String task : taskNames) {
      entries.add(
          new Benchmark.Entry(SUITE + task, Map.of("goal", goalSetting()), goals(task, random)));
    }
    return new Benchmark(id(), seed, contextRule(next), entries);
  }

  private static List<double[]> goals(String task, NumpyMt19937 random) {
    ContextRange range = BenchmarkTables.CONTEXTS.get(task);
    List<double[]> goals = new ArrayList<>();
    for (int i = 0; i < GOALS; i++) {
      // Upstream's reset runs its script twice, and each pass draws; the second draw counts.
      range.draw(random);
      goals.add(range.draw(random));
    }
    return goals;
  }

  private String contextRule(boolean next) {
    return "%d goals per task, drawn as upstream's from seed%s; episode e starts from goal e mod %d"
        .formatted(GOALS, next ? " + 1" : "", GOALS);
  }
}
