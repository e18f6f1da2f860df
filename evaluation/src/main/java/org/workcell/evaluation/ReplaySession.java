package org.workcell.evaluation;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.EpisodeResult;
import org.workcell.datasets.records.Replay;
import org.workcell.sim.control.CommandPath;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;

/**
 * Where episodes of a recorded run are rebuilt. Owns the scenes; close it after the replays.
 * Thread-safe.
 */
public final class ReplaySession implements AutoCloseable {

  private final Manifest manifest;
  private final Function<EpisodeResult, EpisodeRecordLine> records;
  private final TaskRegistry tasks;
  private final Map<String, String> drawn;
  private final EnvironmentFactory factory = new EnvironmentFactory();

  /** Episodes that look as they were recorded. */
  public ReplaySession(RecordedRun run, TaskRegistry tasks) {
    this(run, tasks, Map.of());
  }

  /**
   * Episodes that look as somebody chooses, or whose files lie elsewhere.
   *
   * @param drawn settings in place of the recorded ones; {@code markers}, on which no episode
   *     depends, and settings that name files, which may have moved: the checksum of the scene says
   *     whether they are the same
   */
  public ReplaySession(RecordedRun run, TaskRegistry tasks, Map<String, String> drawn) {
    this(run.manifest(), run::record, tasks, drawn);
  }

  /**
   * Episodes that lie elsewhere, as they were recorded.
   *
   * @param manifest of the run whose episodes these are
   * @param records from what an episode can be rebuilt
   */
  public ReplaySession(
      Manifest manifest, Function<EpisodeResult, EpisodeRecordLine> records, TaskRegistry tasks) {
    this(manifest, records, tasks, Map.of());
  }

  private ReplaySession(
      Manifest manifest,
      Function<EpisodeResult, EpisodeRecordLine> records,
      TaskRegistry tasks,
      Map<String, String> drawn) {
    this.manifest = manifest;
    this.records = records;
    this.tasks = tasks;
    this.drawn = Map.copyOf(drawn);
  }

  /**
   * Resets an environment to the start of an episode.
   *
   * @throws BadInputException if what the episode needs is not there: task, assets, engine
   */
  public Replay open(EpisodeResult result) {
    EpisodeRecordLine record = records.apply(result);
    try {
      TaskDefinition task = task(record.task());
      SimulatedEnvironment environment = factory.newEnvironment(task, options(record));
      requireSameCommandPath(environment, record);
      return new Replay(environment, result, record, drawn.keySet());
    } catch (IllegalArgumentException | EngineException | UncheckedIOException e) {
      throw new BadInputException(
          "episode %d of %s cannot be rebuilt: %s"
              .formatted(result.episode(), result.task(), e.getMessage()),
          e);
    }
  }

  /**
   * The scene in which an episode takes place; owned by this stage.
   *
   * @throws BadInputException if it cannot be loaded
   */
  public Model scene(EpisodeResult result) {
    try (Replay replay = open(result)) {
      return replay.scene();
    }
  }

  private static void requireSameCommandPath(
      SimulatedEnvironment environment, EpisodeRecordLine record) {
    CommandPath rebuilt = environment.spec().commandPath();
    if (!rebuilt.equals(record.commandPath())) {
      environment.close();
      throw new IllegalArgumentException(
          "its actions went through '%s', and the manifest of the run gives '%s'; restore the files"
                  .formatted(record.commandPath().label(), rebuilt.label())
              + " and use the jars that it was made with");
    }
  }

  private TaskDefinition task(String id) {
    return tasks
        .task(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no task '%s'".formatted(id)));
  }

  private EnvironmentOptions options(EpisodeRecordLine record) {
    Map<String, String> settings = new LinkedHashMap<>(record.settings());
    settings.putAll(drawn);
    EnvironmentOptions options =
        EnvironmentOptions.defaults()
            .withProfile(Profile.ofLabel(record.profile()))
            .withAssets(AssetPack.parse(manifest.assets()))
            .withHorizon(record.horizon())
            .withSettings(settings)
            .withIgnoresTerminations(record.ignoresTerminations());
    EnvironmentOptions between = manifest.commandPathChoice().applyTo(options);
    return condition(record)
        .randomization()
        .map(acting -> between.withRandomization(acting.replaying(record.drawn())))
        .orElse(between);
  }

  private Condition condition(EpisodeRecordLine record) {
    RecordedPerturbation preset = manifest.preset();
    if (preset != null) {
      return preset.perturbation().condition(record.condition());
    }
    if (!record.condition().equals(Condition.NONE)) {
      throw new IllegalArgumentException(
          "its condition is '%s', and the run has no preset; restore the manifest"
              .formatted(record.condition()));
    }
    return Condition.UNPERTURBED;
  }

  /** Frees environments and scenes. Idempotent. */
  @Override
  public void close() {
    factory.close();
  }
}
