package org.workcell.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.environment.Benchmark;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.vector.ImageOptions;

/**
 * What is to be evaluated. Episode {@code e} of every task uses seed {@code firstSeed + e}, so that
 * any episode can be run again alone. A benchmark adds where its episodes start.
 *
 * @param tasks in the order of the report
 * @param policy who acts
 * @param episodes per task
 * @param firstSeed seed of episode 0
 * @param options how environments are made
 * @param assets the asset pack in the user's words: {@code builtin} or a folder
 * @param protocol how episodes end and what counts
 * @param benchmark whose tasks these are, where they are those of a benchmark
 * @param images what the policy sees of the scene, where it looks
 */
public record Evaluation(
    List<TaskDefinition> tasks,
    PolicySource policy,
    int episodes,
    long firstSeed,
    EnvironmentOptions options,
    String assets,
    Protocol protocol,
    Optional<Benchmark> benchmark,
    Optional<ImageOptions> images) {

  /** Most episodes per task. */
  public static final int MAX_EPISODES = 1_000_000;

  /**
   * Checks the numbers.
   *
   * @throws BadInputException if one is out of range
   */
  public Evaluation {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new BadInputException("no task is given; name a task, a benchmark or a suite");
    }
    if (episodes < 1 || episodes > MAX_EPISODES) {
      throw new BadInputException(
          "the number of episodes must be 1 to %d, not %d".formatted(MAX_EPISODES, episodes));
    }
    if (firstSeed > Long.MAX_VALUE - episodes) {
      throw new BadInputException(
          "seed %d leaves no room for %d episodes; use a smaller one"
              .formatted(firstSeed, episodes));
    }
  }

  /** An evaluation of tasks whose episodes run to the horizon. */
  public Evaluation(
      List<TaskDefinition> tasks,
      PolicySource policy,
      int episodes,
      long firstSeed,
      EnvironmentOptions options,
      String assets) {
    this(
        tasks,
        policy,
        episodes,
        firstSeed,
        options,
        assets,
        Protocol.HORIZON,
        Optional.empty(),
        Optional.empty());
  }

  /** The same episodes of some of the tasks, randomized or perturbed. */
  public Evaluation withRandomization(Randomization randomization, List<TaskDefinition> some) {
    return new Evaluation(
        some,
        policy,
        episodes,
        firstSeed,
        options.withRandomization(randomization),
        assets,
        protocol,
        benchmark,
        images);
  }

  /** What the policy gets of a task. */
  BatchLayout layout(EnvironmentSpec spec) {
    BatchLayout layout = spec.task().layout();
    return images.map(pictures -> layout.withImages(pictures.blockSpecs())).orElse(layout);
  }

  /** What the benchmark says about a task. */
  Optional<Benchmark.Entry> entry(TaskDefinition task) {
    return benchmark.flatMap(
        chosen -> chosen.entries().stream().filter(e -> e.task().equals(task.id())).findFirst());
  }

  /** How environments of a task are made: chosen settings go before those of the benchmark. */
  EnvironmentOptions options(TaskDefinition task) {
    Map<String, String> settings = new LinkedHashMap<>();
    entry(task).ifPresent(entry -> settings.putAll(entry.settings()));
    settings.putAll(options.settings());
    return options.withSettings(settings);
  }
}
