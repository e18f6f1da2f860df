package org.workcell.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workcell.datasets.delta.DeltaActions;
import org.workcell.datasets.parameters.ParameterFiles;
import org.workcell.datasets.records.EpisodeKey;
import org.workcell.datasets.records.JsonDifferences;
import org.workcell.policies.InputBlocks;
import org.workcell.policies.Libtorch;
import org.workcell.sim.control.ActuatorModel;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.delta.DeltaAction;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.CommandPathChoice;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.task.Variation;

/**
 * What makes a run repeatable: {@code manifest.json}, the first file of a run folder.
 *
 * @param format version of the run folder's files; {@link #FORMAT}
 * @param workcell version of Workcell
 * @param command the command line as it was typed, without the program's name
 * @param engine the physics engine
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param headlineMetric which number is the result, and how it is counted
 * @param policy label of the policy
 * @param network the network that acted; null where none did
 * @param process the process whose policy acted; null where none did
 * @param repeatability whether the policy's answers were the same when it was asked twice; null
 *     where a policy is refused whose answers differ
 * @param images the images that it saw; null where it saw none
 * @param protocol label of the protocol: how episodes end and what counts
 * @param benchmark the benchmark whose tasks these are; null where they are none's
 * @param split where episodes start, where a user's demonstrations say so; null otherwise
 * @param demonstrations where those lie, in the user's words; null without a split
 * @param profile label of the profile
 * @param assets the asset pack in the user's words
 * @param horizon the chosen horizon; null where each task has its own
 * @param settings the chosen settings
 * @param actionAdapter the action adapter in the user's words; null where there is none
 * @param filters the command filters in the user's words, in the order of application
 * @param stages the actuator stages in the user's words, in the order of application
 * @param actuators the file of a robot's drives with its whole text; null where there is none
 * @param delta the folder of a delta with all its content; null where there is none
 * @param commandPath identities of what stands between actions and physics
 * @param preset the preset whose conditions these are; null where nothing varies the episodes
 * @param conditions the conditions under which the episodes are run, in order
 * @param episodes per task and condition
 * @param variation the chosen variation of the tasks; null where each episode's seed draws it
 * @param firstSeed seed of episode 0
 * @param seedRule how the other seeds follow
 * @param cells what all cells together are; null where it is found out while they run which are
 *     needed
 * @param minSuccess success_once that every task has to reach, 0 to 1; null where there is none
 * @param video label of which episodes get a video
 * @param videoMost videos of each task, at most; null where there is no bound
 * @param tasks the tasks, in order
 */
public record Manifest(
    int format,
    String workcell,
    List<String> command,
    Engine.Identity engine,
    String java,
    String os,
    String headlineMetric,
    String policy,
    Network network,
    @JsonInclude(JsonInclude.Include.NON_NULL) RecordedProcess process,
    @JsonInclude(JsonInclude.Include.NON_NULL) Repeatability repeatability,
    RecordedImages images,
    String protocol,
    Benchmark benchmark,
    @JsonInclude(JsonInclude.Include.NON_NULL) DemonstrationSplit.Recorded split,
    @JsonInclude(JsonInclude.Include.NON_NULL) String demonstrations,
    String profile,
    String assets,
    Integer horizon,
    Map<String, String> settings,
    String actionAdapter,
    List<String> filters,
    List<String> stages,
    @JsonInclude(JsonInclude.Include.NON_NULL) ActuatorModel.Source actuators,
    @JsonInclude(JsonInclude.Include.NON_NULL) DeltaAction.Source delta,
    CommandPath commandPath,
    RecordedPerturbation preset,
    List<Condition> conditions,
    int episodes,
    Integer variation,
    long firstSeed,
    String seedRule,
    Cells cells,
    Double minSuccess,
    String video,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer videoMost,
    List<Task> tasks) {

  /**
   * Version of the files in run folders; 1 had a folder for each condition, 2 no checksums of
   * manifest and results.
   */
  public static final int FORMAT = 3;

  static final String SEED_RULE = "episode e of every task uses seed first_seed + e";

  /** What may differ when a run is resumed: none of it changes an episode. */
  private static final Set<String> FREE =
      Set.of(
          "command",
          "repeatability",
          "java",
          "os",
          "assets",
          "demonstrations",
          "min_success",
          "video",
          "video_most",
          "headline_metric",
          "seed_rule");

  /**
   * The benchmark of a run.
   *
   * @param id suite and name
   * @param seed what its initial states were drawn from
   * @param contextRule how they follow from the seed and the episode
   */
  public record Benchmark(String id, long seed, String contextRule) {

    static Benchmark of(org.workcell.sim.task.Benchmark benchmark) {
      return new Benchmark(benchmark.id(), benchmark.seed(), benchmark.contextRule());
    }
  }

  /**
   * The network of a run.
   *
   * @param sha256 checksum of its file
   * @param device where it ran
   * @param libtorch version of libtorch
   * @param djl version of DJL
   * @param paddedRows rows of every batch that it saw
   * @param chunkSteps actions that it planned at once
   * @param playedSteps how many of them were played before it was asked again
   * @param oneHotTasks the tasks that its one-hot code tells apart, in the code's order; null where
   *     it gets no such code
   * @param instructionSize elements of the hashed instruction that it got; null where it got none
   */
  public record Network(
      String sha256,
      String device,
      String libtorch,
      String djl,
      int paddedRows,
      int chunkSteps,
      int playedSteps,
      List<String> oneHotTasks,
      Integer instructionSize) {

    static Network of(NetworkSource source, PolicyFacts facts) {
      InputBlocks inputs = facts.inputs();
      return new Network(
          source.sha256(),
          source.options().device().label(),
          Libtorch.version(),
          Libtorch.djlVersion(),
          source.options().paddedRows(),
          facts.chunkSteps(),
          source.playedSteps(facts.chunkSteps()),
          inputs.hasOneHot() ? inputs.tasks() : null,
          inputs.hasInstruction() ? (Integer) inputs.instructionSize() : null);
    }
  }

  /**
   * One condition of a run.
   *
   * @param name {@code none} where nothing varies the episodes
   * @param randomization what varies them, and how strongly; {@code none} where nothing does
   * @param noticedOnlyIn what a policy must take to notice it; empty where it shows in states, too
   * @param tasks ids of the tasks to which it applies
   * @param leftOut by task id, the factors that have nothing to act on there, and why
   */
  public record Condition(
      String name,
      String randomization,
      @JsonProperty("seen_only_in") String noticedOnlyIn,
      List<String> tasks,
      Map<String, Map<String, String>> leftOut) {

    /** Takes defensive copies that keep the order. */
    public Condition {
      tasks = List.copyOf(tasks);
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
    }

    static Condition of(org.workcell.evaluation.Condition condition, List<PlannedTask> tasks) {
      Map<String, Map<String, String>> leftOut = new LinkedHashMap<>();
      tasks.stream()
          .filter(task -> !task.leftOut().isEmpty())
          .forEach(task -> leftOut.put(task.spec().id(), task.leftOut()));
      return new Condition(
          condition.name(),
          tasks.get(0).spec().randomization(),
          condition.noticedOnlyIn(),
          tasks.stream().filter(PlannedTask::applies).map(task -> task.spec().id()).toList(),
          leftOut);
    }
  }

  /**
   * All cells of a run: each is one episode as data, and has a digest of its own.
   *
   * @param count how many
   * @param sha256 checksum of all their digests, a line for each, in the order of the run
   */
  public record Cells(int count, String sha256) {

    static Cells of(Collection<String> digests) {
      return new Cells(digests.size(), Cell.sha256(String.join("\n", digests) + "\n"));
    }
  }

  /**
   * One task of a run.
   *
   * @param id suite and name with version
   * @param instruction the task in words, as its first variation has it
   * @param variations all its variations
   * @param successRule the success rule in words
   * @param horizon steps after which an episode is truncated
   * @param controlPeriodSeconds simulated time between two actions
   * @param settings the value of each of its settings
   * @param assetPack {@code builtin} or {@code upstream}
   * @param assetsSha256 checksum of the scene's files
   * @param policyReadsScene whether the policy reads the simulation beside the observations
   * @param reportGroup the tasks with which reports sum it up; null where there are none
   * @param startRule what becomes of an initial state before an episode; null where nothing does
   */
  public record Task(
      String id,
      String instruction,
      List<Variation> variations,
      String successRule,
      int horizon,
      double controlPeriodSeconds,
      Map<String, String> settings,
      String assetPack,
      String assetsSha256,
      boolean policyReadsScene,
      @JsonInclude(JsonInclude.Include.NON_NULL) String reportGroup,
      @JsonInclude(JsonInclude.Include.NON_NULL) String startRule) {
    static Task of(PlannedTask planned) {
      EnvironmentSpec spec = planned.spec();
      return new Task(
          spec.id(),
          spec.task().instruction(),
          spec.task().variations(),
          spec.task().successRule(),
          spec.horizon(),
          spec.task().controlPeriodSeconds(),
          spec.options().settings(),
          spec.assetPack(),
          spec.assetsSha256(),
          planned.policy().readsScene(),
          PlannedManifest.orNull(spec.task().reportGroup()),
          PlannedManifest.orNull(spec.task().startRule()));
    }
  }

  /** Takes defensive copies. */
  public Manifest {
    command = List.copyOf(command);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    filters = List.copyOf(filters);
    stages = List.copyOf(stages);
    conditions = List.copyOf(conditions);
    tasks = List.copyOf(tasks);
  }

  /** The manifest of a checked plan on this machine. */
  public static Manifest of(
      EvaluationPlan plan, List<String> command, Double minSuccess, VideoSelection videos) {
    return new PlannedManifest(plan).manifest(command, minSuccess, videos);
  }

  /** Why another run would give other numbers, in a sentence; empty where nothing is known. */
  public Optional<String> whyNotRepeatable() {
    return Optional.ofNullable(repeatability)
        .map(Repeatability::difference)
        .map("This run cannot be repeated, another one gives other numbers: %s"::formatted);
  }

  /** Ids of the tasks whose policy reads the simulation beside the observations. */
  public List<String> tasksWhosePolicyReadsScene() {
    return tasks.stream().filter(Task::policyReadsScene).map(Task::id).toList();
  }

  /** By condition, task and episode, as the manifest names them. */
  Comparator<EpisodeKey> reportOrder() {
    List<String> conditionNames = conditions.stream().map(Condition::name).toList();
    List<String> taskIds = tasks.stream().map(Task::id).toList();
    return Comparator.<EpisodeKey>comparingInt(key -> conditionNames.indexOf(key.condition()))
        .thenComparingInt(key -> taskIds.indexOf(key.task()))
        .thenComparingInt(EpisodeKey::episode);
  }

  /** What stands between actions and physics, in the user's words. */
  public CommandPathChoice commandPathChoice() {
    return new CommandPathChoice(
        actionAdapter,
        filters,
        stages,
        actuators == null ? null : ParameterFiles.of(actuators),
        delta == null ? null : DeltaActions.of(delta),
        engine.name());
  }

  /** Where another manifest would give other episodes, for people to read; empty if nowhere. */
  public List<String> differences(Manifest other) {
    return JsonDifferences.between(this, other, FREE);
  }
}
