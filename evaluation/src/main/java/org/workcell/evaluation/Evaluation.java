package org.workcell.evaluation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.workcell.randomization.Preset;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.task.Benchmark;
import org.workcell.sim.task.TaskDefinition;

/**
 * What is to be evaluated. Episode {@code e} of every task uses seed {@code firstSeed + e}, so that
 * any episode can be run again alone. A benchmark adds where its episodes start, a perturbation the
 * conditions under which all of them are run.
 *
 * @param tasks in the order of the report
 * @param policy who acts
 * @param episodes per task and condition
 * @param firstSeed seed of episode 0
 * @param variation which of the tasks' variations; drawn from each episode's seed where absent
 * @param options how environments are made
 * @param assets the asset pack in the user's words: {@code builtin} or a folder
 * @param commandPath what stands between actions and physics, in the user's words
 * @param protocol how episodes end and what counts
 * @param benchmark whose tasks these are, where they are those of a benchmark
 * @param split where episodes start instead, where a user's demonstrations say so
 * @param images what the policy sees of the scene, where it looks
 * @param perturbation the conditions; unperturbed episodes only where absent
 * @param recording how episodes are run whose steps are kept; absent where only results are
 * @param policyTimeout longest time that the policy may take to answer; changes no episode
 */
public record Evaluation(
    List<TaskDefinition> tasks,
    PolicySource policy,
    int episodes,
    long firstSeed,
    OptionalInt variation,
    EnvironmentOptions options,
    String assets,
    CommandPathChoice commandPath,
    Protocol protocol,
    Optional<Benchmark> benchmark,
    Optional<DemonstrationSplit> split,
    Optional<ImageOptions> images,
    Optional<Perturbation> perturbation,
    Optional<Recording> recording,
    Duration policyTimeout) {

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
    if (policyTimeout.isNegative()
        || policyTimeout.isZero()
        || policyTimeout.compareTo(TimeLimit.LONGEST) > 0) {
      throw new BadInputException(
          "the policy's time limit must be above 0 and at most %d s, not %s s"
              .formatted(TimeLimit.LONGEST.toSeconds(), policyTimeout.toMillis() / 1000.0));
    }
    if (firstSeed > Long.MAX_VALUE - episodes) {
      throw new BadInputException(
          "seed %d leaves no room for %d episodes; use a smaller one"
              .formatted(firstSeed, episodes));
    }
  }

  /** Starts with one unperturbed episode of each task, run to the horizon. */
  public static Builder builder(List<TaskDefinition> tasks, PolicySource policy) {
    return new Builder(tasks, policy);
  }

  /**
   * The conditions under which all episodes are run; the first is the unperturbed one. Episodes
   * that are recorded are run under one condition: of a preset the one in which all its factors
   * act.
   */
  List<Condition> conditions() {
    if (recording.isPresent() && perturbation.isPresent()) {
      return List.of(perturbation.get().condition(Preset.ALL));
    }
    return perturbation.map(Perturbation::conditions).orElse(List.of(Condition.UNPERTURBED));
  }

  /** Steps that an episode goes on after its first success; to its own end where absent. */
  OptionalInt stepsAfterSuccess() {
    return protocol.endsAtSuccess()
        ? OptionalInt.of(0)
        : recording.map(Recording::stepsAfterSuccess).orElse(OptionalInt.empty());
  }

  /** What a batch of a task holds: what the policy gets, and what is recorded. */
  public BatchLayout layout(EnvironmentSpec spec) {
    BatchLayout layout = spec.task().layout();
    return images.map(images -> layout.withImages(images.blockSpecs())).orElse(layout);
  }

  /** This, if it has nothing that a manifest could not tell: a run keeps that, and nothing else. */
  Evaluation requireNothingHidden() {
    if (!options.randomization().identity().equals(Condition.NONE)
        || options.actionAdapter().isPresent()
        || !options.filters().isEmpty()
        || !options.stages().isEmpty()
        || options.actuators().isPresent()
        || options.delta().isPresent()
        || options.dynamics().isPresent()) {
      throw new IllegalArgumentException(
          "randomization, action adapter, filters, stages, actuators, delta and engine of a run are"
              + " chosen by name; use the perturbation and the command path of the evaluation");
    }
    return this;
  }

  /** What the benchmark says about a task, with the starts of the split where there is one. */
  Optional<Benchmark.Entry> entry(TaskDefinition task) {
    Optional<Benchmark.Entry> listed =
        benchmark.flatMap(
            chosen ->
                chosen.entries().stream().filter(e -> e.task().equals(task.id())).findFirst());
    return split
        .flatMap(demonstrated -> demonstrated.of(task.id()))
        .map(
            starts ->
                new Benchmark.Entry(
                    task.id(), listed.map(Benchmark.Entry::settings).orElse(Map.of()), starts))
        .or(() -> listed);
  }

  /** How environments of a task are made: chosen settings go before those of the benchmark. */
  EnvironmentOptions options(TaskDefinition task) {
    Map<String, String> settings = new LinkedHashMap<>();
    entry(task).ifPresent(entry -> settings.putAll(entry.settings()));
    settings.putAll(options.settings());
    return commandPath.applyTo(options.withSettings(settings));
  }

  /** An evaluation while it is put together. */
  public static final class Builder {

    private final List<TaskDefinition> tasks;
    private final PolicySource policy;
    private int episodes = 1;
    private long firstSeed;
    private OptionalInt variation = OptionalInt.empty();
    private EnvironmentOptions options = EnvironmentOptions.defaults();
    private String assets = "builtin";
    private CommandPathChoice commandPath = CommandPathChoice.NONE;
    private Protocol protocol = Protocol.HORIZON;
    private Optional<Benchmark> benchmark = Optional.empty();
    private Optional<DemonstrationSplit> split = Optional.empty();
    private Optional<ImageOptions> images = Optional.empty();
    private Optional<Perturbation> perturbation = Optional.empty();
    private Optional<Recording> recording = Optional.empty();
    private Duration policyTimeout = TimeLimit.STANDARD;

    private Builder(List<TaskDefinition> tasks, PolicySource policy) {
      this.tasks = tasks;
      this.policy = policy;
    }

    /** Episodes per task and condition. */
    public Builder episodes(int count) {
      episodes = count;
      return this;
    }

    /** Seed of episode 0. */
    public Builder firstSeed(long seed) {
      firstSeed = seed;
      return this;
    }

    /** Which of the tasks' variations; null to draw it from each episode's seed. */
    public Builder variation(Integer index) {
      variation = index == null ? OptionalInt.empty() : OptionalInt.of(index);
      return this;
    }

    /** How environments are made, and the asset pack in the user's words. */
    public Builder options(EnvironmentOptions how, String assetsInWords) {
      options = how;
      assets = assetsInWords;
      return this;
    }

    /** What stands between actions and physics. */
    public Builder commandPath(CommandPathChoice choice) {
      commandPath = choice;
      return this;
    }

    /** How episodes end and what counts. */
    public Builder protocol(Protocol rule) {
      protocol = rule;
      return this;
    }

    /** Whose tasks these are. */
    public Builder benchmark(Optional<Benchmark> whose) {
      benchmark = whose;
      return this;
    }

    /** Where episodes start instead of where the benchmark or their seeds say. */
    public Builder split(Optional<DemonstrationSplit> starts) {
      split = starts;
      return this;
    }

    /** What the policy sees of the scene. */
    public Builder images(Optional<ImageOptions> seen) {
      images = seen;
      return this;
    }

    /** The conditions under which all episodes are run. */
    public Builder perturbation(Optional<Perturbation> conditions) {
      perturbation = conditions;
      return this;
    }

    /** How episodes are run whose steps are kept; images are then taken in every step. */
    public Builder recording(Recording how) {
      recording = Optional.of(how);
      return this;
    }

    /** Longest time that the policy may take to answer before the run is stopped. */
    public Builder policyTimeout(Duration limit) {
      policyTimeout = limit;
      return this;
    }

    /**
     * The evaluation.
     *
     * @throws BadInputException if a number is out of range
     */
    public Evaluation build() {
      return new Evaluation(
          tasks,
          policy,
          episodes,
          firstSeed,
          variation,
          options,
          assets,
          commandPath,
          protocol,
          benchmark,
          split,
          images,
          perturbation,
          recording,
          policyTimeout);
    }
  }
}
