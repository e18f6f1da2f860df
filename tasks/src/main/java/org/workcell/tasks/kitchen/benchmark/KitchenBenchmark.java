package org.workcell.tasks.kitchen.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.BenchmarkDefinition;
import org.workcell.sim.task.Profile;

/**
 * A list of tasks with the initial states that a seed draws for each of them.
 *
 * @param name for example {@code five-rl}
 * @param description what it is, in one line
 * @param displacements bounds of the context, to either side; empty where there is one initial
 *     state
 * @param taskNames names of the tasks, in order
 */
record KitchenBenchmark(
    String name, String description, double[] displacements, List<String> taskNames)
    implements BenchmarkDefinition {

  private static final String SUITE = "kitchen/";

  /** Initial states of each task that has more than one. */
  private static final int STARTS = 50;

  @Override
  public String id() {
    return SUITE + name;
  }

  @Override
  public long defaultSeed() {
    return 0;
  }

  @Override
  public List<String> tasks() {
    return taskNames.stream().map(task -> SUITE + task).toList();
  }

  @Override
  public Benchmark draw(long seed, Profile profile) {
    List<Benchmark.Entry> entries =
        tasks().stream().map(task -> new Benchmark.Entry(task, Map.of(), contexts(seed))).toList();
    return new Benchmark(id(), seed, rule(), entries);
  }

  /** The same for every task, so that tasks compare. */
  private List<double[]> contexts(long seed) {
    if (displacements.length == 0) {
      return List.of(displacements);
    }
    RandomStream stream = new SeedStreams(seed).stream("placement");
    List<double[]> contexts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      double[] context = new double[displacements.length];
      for (int j = 0; j < context.length; j++) {
        context[j] = stream.uniform(-displacements[j], displacements[j]);
      }
      contexts.add(context);
    }
    return contexts;
  }

  private String rule() {
    return displacements.length == 0
        ? "one initial state"
        : "%d displacements of the arm, the same for every task; episode e starts from e mod %d"
            .formatted(STARTS, STARTS);
  }
}
