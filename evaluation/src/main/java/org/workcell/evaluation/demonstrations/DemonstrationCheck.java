package org.workcell.evaluation.demonstrations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.demonstrations.Demonstration;
import org.workcell.datasets.demonstrations.DemonstrationLine;
import org.workcell.datasets.demonstrations.Demonstrations;
import org.workcell.datasets.demonstrations.EpisodeBuffer;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.Replay;
import org.workcell.evaluation.ReplaySession;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.task.TaskRegistry;

/**
 * Rebuilds recorded episodes from their records, action by action, and compares every array to the
 * bit. One thread at a time.
 */
public final class DemonstrationCheck implements AutoCloseable {

  /** What the policy chose is not rebuilt, and the record is what the episode is rebuilt from. */
  private static final Set<String> NOT_REBUILT =
      Set.of("action", "executed_by", "degraded", "obs_images", "snapshot", "record");

  private static final byte[] NO_MARKS = {};

  private final Demonstrations demonstrations;
  private final DemonstrationManifest manifest;
  private final ReplaySession stage;
  private EpisodeRecordLine record;

  /**
   * Opens nothing but the manifest.
   *
   * @throws org.workcell.sim.files.BadInputException if it is of another version of Workcell
   */
  public DemonstrationCheck(Demonstrations demonstrations, TaskRegistry tasks) {
    this.demonstrations = demonstrations;
    this.manifest = DemonstrationFolder.readManifest(demonstrations.folder());
    this.stage = new ReplaySession(manifest.evaluation(), result -> record, tasks);
  }

  /**
   * In what an episode differs from the recorded one; empty if in nothing.
   *
   * @throws org.workcell.sim.files.BadInputException if its file is damaged, or what it needs is
   *     not there: task, assets, engine
   */
  public List<String> differences(DemonstrationLine line) {
    Demonstration recorded = demonstrations.read(line);
    record = recorded.record();
    try (Replay replay = stage.open(line.result())) {
      BatchStorage results = replay.results();
      EpisodeBuffer buffer = new EpisodeBuffer(results.layout(), 0);
      buffer.start(results, 0, new byte[0]);
      while (replay.hasNext() && replay.next()) {
        buffer.step(results, 0, NO_MARKS);
      }
      List<String> found = new ArrayList<>(replay.differences());
      found.addAll(differences(recorded, buffer.arrays(record)));
      return found;
    }
  }

  private List<String> differences(Demonstration recorded, Map<String, NpyArray> rebuilt) {
    List<String> found = new ArrayList<>();
    for (String name : recorded.names()) {
      if (NOT_REBUILT.contains(name) || manifest.isOfModel(name)) {
        continue;
      }
      NpyArray was = recorded.array(name);
      NpyArray is = rebuilt.get(name.equals(DemonstrationManifest.TASK_REWARD) ? "reward" : name);
      if (is == null
          || !is.type().equals(was.type())
          || !is.shape().equals(was.shape())
          || !Arrays.equals(is.toBytes(), was.toBytes())) {
        found.add("array %s is not the recorded one".formatted(name));
      }
    }
    return found;
  }

  /** Frees environments and scenes. Idempotent. */
  @Override
  public void close() {
    stage.close();
  }
}
