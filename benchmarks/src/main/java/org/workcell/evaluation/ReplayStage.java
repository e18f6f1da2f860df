package org.workcell.evaluation;

import java.io.UncheckedIOException;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.Profile;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.TaskDefinition;
import org.workcell.sim.environment.TaskRegistry;
import org.workcell.sim.physics.Model;
import org.workcell.sim.scene.AssetPack;

/**
 * Where episodes of a recorded run are rebuilt. Owns the scenes; close it after the replays.
 * Thread-safe.
 */
public final class ReplayStage implements AutoCloseable {

  private final RecordedRun run;
  private final TaskRegistry tasks;
  private final EnvironmentFactory factory = new EnvironmentFactory();

  /** Prepares nothing but itself. */
  public ReplayStage(RecordedRun run, TaskRegistry tasks) {
    this.run = run;
    this.tasks = tasks;
  }

  /**
   * Resets an environment to the start of an episode.
   *
   * @throws BadInputException if what the episode needs is not there: task, assets, engine
   */
  public Replay open(EpisodeResult result) {
    EpisodeRecordLine record = run.record(result);
    try {
      TaskDefinition task = task(record.task());
      SimulatedEnvironment environment = factory.newEnvironment(task, options(record));
      return new Replay(environment, result, record);
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

  private TaskDefinition task(String id) {
    return tasks
        .task(id)
        .orElseThrow(() -> new IllegalArgumentException("there is no task '%s'".formatted(id)));
  }

  private EnvironmentOptions options(EpisodeRecordLine record) {
    EnvironmentOptions defaults = EnvironmentOptions.defaults();
    return defaults
        .withProfile(Profile.ofLabel(record.profile()))
        .withAssets(AssetPack.parse(run.manifest().assets()))
        .withHorizon(record.horizon())
        .withSettings(record.settings())
        .withIgnoresTerminations(record.ignoresTerminations())
        .withRandomization(randomization(record, defaults.randomization()));
  }

  private Randomization randomization(EpisodeRecordLine record, Randomization none) {
    Manifest.Preset preset = run.manifest().preset();
    return preset == null ? none : preset.randomization().replaying(record.drawn());
  }

  /** Frees environments and scenes. Idempotent. */
  @Override
  public void close() {
    factory.close();
  }
}
