package org.workcell.formats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationFormat;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.Replay;
import org.workcell.evaluation.Manifest;
import org.workcell.evaluation.ReplaySession;
import org.workcell.evaluation.demonstrations.DemonstrationFolder;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.task.Profile;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskRegistry;

/** The episodes of a recording in NPZ files. */
public final class RecordingSource implements EpisodeSource {

  private static final String IMAGES = DemonstrationFormat.OBSERVATION_PREFIX + "images";

  private final Demonstrations demonstrations;
  private final List<DemonstrationLine> kept;
  private final Manifest manifest;
  private final TaskRegistry tasks;
  private final Options options;
  private final ReplaySession stage;
  private final Map<SceneSource, String> sceneXml = new HashMap<>();
  private EpisodeRecordLine record;

  /**
   * What of an episode is wanted.
   *
   * @param states whether the states of the simulation are; they are not in the files, so episodes
   *     are rebuilt for them
   * @param observesAfterAction whether row t is what was observed after {@code action[t]}, as in
   *     LIBERO's files, and not before
   */
  public record Options(boolean states, boolean observesAfterAction) {}

  /**
   * Opens the index.
   *
   * @throws BadInputException if it holds no demonstrations, or the recording is not complete
   */
  public RecordingSource(Path folder, TaskRegistry tasks, Options options) {
    this.demonstrations = Demonstrations.open(folder);
    this.kept = demonstrations.kept();
    if (!demonstrations.isComplete()) {
      throw new BadInputException(
          "the recording in '%s' is not complete; continue it with --resume '%s'"
              .formatted(folder, folder));
    }
    if (kept.isEmpty()) {
      throw new BadInputException("the recording in '%s' has no episode".formatted(folder));
    }
    this.manifest = DemonstrationFolder.readManifest(folder).evaluation();
    this.tasks = tasks;
    this.options = options;
    this.stage = new ReplaySession(manifest, result -> record, tasks);
  }

  @Override
  public int count() {
    return kept.size();
  }

  @Override
  public SetEpisode read(int index) {
    DemonstrationLine line = kept.get(index);
    Demonstration episode = demonstrations.read(line);
    record = episode.record();
    int[] observed = Rows.range(options.observesAfterAction() ? 1 : 0, episode.steps());
    try (Replay replay = stage.open(line.result())) {
      Map<String, NpyArray> blocks = new LinkedHashMap<>();
      for (BlockSpec block : replay.results().layout().observation()) {
        blocks.put(block.name(), Rows.of(episode.observation(block.name()), observed));
      }
      SetEpisode.Identity identity =
          new SetEpisode.Identity(line.task(), line.instruction(), replay.controlPeriodSeconds());
      return new SetEpisode(
          identity,
          steps(episode),
          blocks,
          images(episode, observed),
          options.states() ? Optional.of(simulation(episode, replay)) : Optional.empty());
    }
  }

  private static SetEpisode.Steps steps(Demonstration episode) {
    return new SetEpisode.Steps(
        episode.action(),
        episode.degraded().map(marks -> episode.executedAction()),
        episode.reward(),
        episode.success());
  }

  private List<Images> images(Demonstration episode, int[] observed) {
    if (!episode.names().contains(IMAGES)) {
      return List.of();
    }
    return Images.of(manifest.images().cameras(), episode.array(IMAGES)).stream()
        .map(each -> each.select(observed))
        .toList();
  }

  private SetEpisode.Simulation simulation(Demonstration episode, Replay replay) {
    List<double[]> states = new ArrayList<>();
    while (replay.hasNext()) {
      states.add(replay.flatState());
      replay.next();
    }
    List<String> differences = replay.differences();
    if (!differences.isEmpty()) {
      throw new BadInputException(
          "episode %d of %s is not the recorded one when it is rebuilt for its states: %s"
              .formatted(
                  episode.line().episode(), episode.line().task(), String.join("; ", differences)));
    }
    int width = states.get(0).length;
    ByteBuffer bytes =
        ByteBuffer.allocate(states.size() * width * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] state : states) {
      for (double number : state) {
        bytes.putDouble(number);
      }
    }
    NpyArray rows = NpyArray.of("<f8", List.of(states.size(), width), bytes.array());
    ResetOptions start =
        ResetOptions.seed(record.seed())
            .withVariation(record.variation())
            .withContext(episode.context());
    return new SetEpisode.Simulation(xml(), rows, start);
  }

  /** Of the scene that the episode's settings choose. */
  private String xml() {
    TaskDefinition task = tasks.task(record.task()).orElseThrow();
    TaskOptions chosen =
        TaskOptions.resolve(Profile.ofLabel(record.profile()), record.settings(), task);
    AssetPack assets = AssetPack.parse(manifest.assets());
    return sceneXml.computeIfAbsent(
        task.inScene(chosen).scene(), scene -> scene.read(assets).toXml());
  }

  @Override
  public void close() {
    stage.close();
  }
}
