package org.workcell.sim.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/**
 * A task of a benchmark, for training on it: episodes start from the benchmark's contexts, where
 * none is given. Which one follows from the episode's seed, in its stream {@code benchmark}.
 */
public final class BenchmarkMember implements EnvironmentSource {

  private static final String STREAM = "benchmark";

  private final VectorMember member;
  private final List<double[]> contexts;

  /**
   * A task of a benchmark.
   *
   * @param options chosen settings go before those that the benchmark demands
   */
  public BenchmarkMember(TaskDefinition task, EnvironmentOptions options, Benchmark.Entry entry) {
    Map<String, String> settings = new LinkedHashMap<>(entry.settings());
    settings.putAll(options.settings());
    this.member = new VectorMember(task, options.withSettings(settings));
    this.contexts = entry.contexts();
  }

  /** The task and the options of its environments. */
  public VectorMember member() {
    return member;
  }

  @Override
  public TaskSpec taskSpec() {
    return member.taskSpec();
  }

  @Override
  public Environment open(EnvironmentFactory factory) {
    return member.open(factory);
  }

  @Override
  public ResetOptions complete(ResetOptions start) {
    if (start.context().isPresent() || contexts.isEmpty()) {
      return start;
    }
    int chosen = new SeedStreams(start.seed()).stream(STREAM).nextInt(contexts.size());
    return start.withContext(contexts.get(chosen));
  }
}
