package org.workcell.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.workcell.policies.Libtorch;
import org.workcell.randomization.PresetRandomization;
import org.workcell.randomization.Presets;
import org.workcell.sim.engine.Engine;
import org.workcell.sim.environment.EnvironmentSpec;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.vector.ImageOptions;

/**
 * What makes a run repeatable: {@code manifest.json}, the first file of a run folder.
 *
 * @param workcell version of Workcell
 * @param command the command line as it was typed, without the program's name
 * @param engine the physics engine
 * @param java version and vendor of the Java runtime
 * @param os name, version and architecture of the operating system
 * @param headlineMetric which number is the result, and how it is counted
 * @param policy label of the policy
 * @param network the network that acted; null where none did
 * @param images the pictures that it saw; null where it saw none
 * @param protocol label of the protocol: how episodes end and what counts
 * @param benchmark the benchmark whose tasks these are; null where they are none's
 * @param profile label of the profile
 * @param assets the asset pack in the user's words
 * @param horizon the chosen horizon; null where each task has its own
 * @param settings the chosen settings
 * @param randomization what varies the episodes, and how strongly; {@code none} where nothing does
 * @param preset the preset that varies the episodes; null where none does
 * @param episodes per task
 * @param firstSeed seed of episode 0
 * @param seedRule how the other seeds follow
 * @param minSuccess success_once that every task has to reach, 0 to 1; null where there is none
 * @param video label of which episodes are filmed
 * @param tasks the tasks, in order
 */
public record Manifest(
    String workcell,
    List<String> command,
    Engine.Identity engine,
    String java,
    String os,
    String headlineMetric,
    String policy,
    Network network,
    Images images,
    String protocol,
    Benchmark benchmark,
    String profile,
    String assets,
    Integer horizon,
    Map<String, String> settings,
    String randomization,
    Preset preset,
    int episodes,
    long firstSeed,
    String seedRule,
    Double minSuccess,
    String video,
    List<Task> tasks) {

  private static final String SEED_RULE = "episode e of every task uses seed first_seed + e";

  /** What may differ when a run is resumed: none of it changes an episode. */
  private static final Set<String> FREE =
      Set.of(
          "command",
          "java",
          "os",
          "assets",
          "min_success",
          "video",
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

    private static Benchmark of(org.workcell.sim.environment.Benchmark benchmark) {
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
   */
  public record Network(
      String sha256,
      String device,
      String libtorch,
      String djl,
      int paddedRows,
      int chunkSteps,
      int playedSteps) {

    private static Network of(NetworkSource source, int chunkSteps) {
      return new Network(
          source.sha256(),
          source.options().device().label(),
          Libtorch.version(),
          Libtorch.djlVersion(),
          source.options().paddedRows(),
          chunkSteps,
          source.playedSteps(chunkSteps));
    }
  }

  /**
   * The pictures of a run.
   *
   * @param cameras names of the cameras
   * @param size width and height in pixels, like {@code 84x84}
   * @param quality {@code fast} or {@code faithful}
   * @param renderer what drew them: another driver may give other pixels
   */
  public record Images(List<String> cameras, String size, String quality, String renderer) {

    /** Takes a defensive copy. */
    public Images {
      cameras = List.copyOf(cameras);
    }

    private static Images of(ImageOptions images, String renderer) {
      RenderOptions picture = images.picture();
      return new Images(
          images.cameras(),
          picture.widthPixels() + "x" + picture.heightPixels(),
          picture.quality().name().toLowerCase(Locale.ROOT),
          renderer);
    }
  }

  /**
   * The preset of a run, whole, because a user's file may be gone when an episode is replayed.
   *
   * @param condition which of its factors act
   * @param severity how strongly, 0 to 5
   * @param text the YAML file
   */
  public record Preset(String condition, int severity, String text) {

    private static Preset of(PresetRandomization randomization) {
      return new Preset(
          randomization.condition(), randomization.severity(), randomization.preset().text());
    }

    /** The preset at work. */
    PresetRandomization randomization() {
      return Presets.parse("of the run", text).perturbation(condition, severity);
    }
  }

  /**
   * One task of a run.
   *
   * @param id suite and name with version
   * @param instruction the task in words
   * @param successRule the success rule in words
   * @param horizon steps after which an episode is truncated
   * @param controlPeriodSeconds simulated time between two actions
   * @param settings the value of each of its settings
   * @param assetPack {@code builtin} or {@code upstream}
   * @param assetsSha256 checksum of the scene's files
   */
  public record Task(
      String id,
      String instruction,
      String successRule,
      int horizon,
      double controlPeriodSeconds,
      Map<String, String> settings,
      String assetPack,
      String assetsSha256) {

    private static Task of(EnvironmentSpec spec) {
      return new Task(
          spec.id(),
          spec.task().instruction(),
          spec.task().successRule(),
          spec.horizon(),
          spec.task().controlPeriodSeconds(),
          spec.options().settings(),
          spec.assetPack(),
          spec.assetsSha256());
    }
  }

  /** Takes defensive copies. */
  public Manifest {
    command = List.copyOf(command);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    tasks = List.copyOf(tasks);
  }

  /** The manifest of a checked plan on this machine. */
  public static Manifest of(
      EvaluationPlan plan, List<String> command, Double minSuccess, VideoChoice video) {
    Evaluation evaluation = plan.evaluation();
    return new Manifest(
        WorkcellVersion.current(),
        command,
        Engine.load(),
        System.getProperty("java.version") + " " + System.getProperty("java.vendor"),
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch")),
        evaluation.protocol().headlineMetric(),
        evaluation.policy().label(),
        evaluation.policy().network().map(n -> Network.of(n, plan.chunkSteps())).orElse(null),
        evaluation.images().map(i -> Images.of(i, plan.renderer().orElseThrow())).orElse(null),
        evaluation.protocol().label(),
        evaluation.benchmark().map(Benchmark::of).orElse(null),
        evaluation.options().profile().label(),
        evaluation.assets(),
        evaluation.options().horizon().isPresent()
            ? evaluation.options().horizon().getAsInt()
            : null,
        evaluation.options().settings(),
        evaluation.options().randomization().identity(),
        evaluation.options().randomization() instanceof PresetRandomization randomization
            ? Preset.of(randomization)
            : null,
        evaluation.episodes(),
        evaluation.firstSeed(),
        SEED_RULE,
        minSuccess,
        video.label(),
        plan.specs().stream().map(Task::of).toList());
  }

  /** Where another manifest would give other episodes, for people to read; empty if nowhere. */
  public List<String> differences(Manifest other) {
    List<String> found = new ArrayList<>();
    JsonNode mine = Json.mapper().valueToTree(this);
    JsonNode theirs = Json.mapper().valueToTree(other);
    for (String name : JsonDifferences.fieldNames(mine, theirs)) {
      if (!FREE.contains(name)) {
        JsonDifferences.collect(name, mine.path(name), theirs.path(name), found);
      }
    }
    return found;
  }
}
