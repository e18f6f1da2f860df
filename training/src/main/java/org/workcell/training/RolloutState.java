package org.workcell.training;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;

/**
 * Where the environments of a rollout are between two collections. Of one whose episode goes on it
 * has the snapshot; of one whose episode is over, which resets in the next step, what it showed
 * last.
 */
final class RolloutState {

  private final long[] episodes;
  private final long[] seeds;
  private final String[] tasks;
  private final String[] instructions;
  private final boolean[] starts;
  private final byte[][] snapshots;
  private final byte[][] lastSeen;
  private List<ResetOptions> nextStarts = List.of();

  private RolloutState(int count) {
    this.episodes = new long[count];
    this.seeds = new long[count];
    this.tasks = new String[count];
    this.instructions = new String[count];
    this.starts = new boolean[count];
    this.snapshots = new byte[count][];
    this.lastSeen = new byte[count][];
  }

  static RolloutState of(VectorEnvironment vector, VectorBatch batch, long[] episodes) {
    RolloutState state = new RolloutState(vector.count());
    System.arraycopy(episodes, 0, state.episodes, 0, episodes.length);
    BatchStorage rows = batch.rows();
    for (int row = 0; row < vector.count(); row++) {
      Episode episode = batch.episode(row);
      state.seeds[row] = episode.seeds().rootSeed();
      state.tasks[row] = episode.task();
      state.instructions[row] = episode.instruction();
      state.starts[row] = batch.startsEpisode(row);
      boolean over = rows.terminated().get(row, 0) != 0 || rows.truncated().get(row, 0) != 0;
      state.lastSeen[row] = over ? observationBytes(rows, row) : null;
    }
    // Only now, because snapshots are calls of the vector, too.
    for (int row = 0; row < vector.count(); row++) {
      if (state.lastSeen[row] == null) {
        state.snapshots[row] = vector.snapshot(row).toBytes();
      }
    }
    return state;
  }

  private static byte[] observationBytes(BatchStorage rows, int row) {
    byte[] all = new byte[observationSize(rows)];
    int at = 0;
    for (int block = 0; block < rows.observationCount(); block++) {
      byte[] part = new byte[rows.observation(block).rowBytes()];
      rows.observation(block).getRowBytes(row, part);
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static int observationSize(BatchStorage rows) {
    return IntStream.range(0, rows.observationCount())
        .map(block -> rows.observation(block).rowBytes())
        .sum();
  }

  /** Puts the environments of a new vector where these were. */
  VectorBatch restore(VectorEnvironment vector, RolloutSeeds rolloutSeeds) {
    List<ResetOptions> next = new ArrayList<>();
    for (int row : over()) {
      episodes[row]++;
      next.add(rolloutSeeds.start(row, episodes[row]).withTask(tasks[row]));
      episodes[row]--;
    }
    nextStarts = List.copyOf(next);
    IntStream.range(0, episodes.length)
        .forEach(row -> rolloutSeeds.continueAfter(row, episodes[row] + (isOver(row) ? 1 : 0)));
    int[] running = running();
    VectorBatch batch = vector.current();
    if (running.length > 0) {
      batch =
          vector.restore(
              running,
              IntStream.of(running).mapToObj(row -> Snapshot.fromBytes(snapshots[row])).toList());
    }
    for (int row : over()) {
      showLastSeen(batch.rows(), row);
    }
    return batch;
  }

  private void showLastSeen(BatchStorage rows, int row) {
    if (lastSeen[row].length != observationSize(rows)) {
      throw new IllegalArgumentException(
          "the checkpoint has observations of %d bytes, expected %d; it belongs to another task"
              .formatted(lastSeen[row].length, observationSize(rows)));
    }
    int at = 0;
    for (int block = 0; block < rows.observationCount(); block++) {
      byte[] part = new byte[rows.observation(block).rowBytes()];
      System.arraycopy(lastSeen[row], at, part, 0, part.length);
      rows.observation(block).putRowBytes(row, part);
      at += part.length;
    }
  }

  /** Episodes of each environment that have begun after its first. */
  long[] episodes() {
    return episodes;
  }

  /** The episode that a row shows. */
  Episode episode(int row) {
    return Episode.seed(seeds[row]).withTask(tasks[row]).withInstruction(instructions[row]);
  }

  List<Episode> allEpisodes() {
    return IntStream.range(0, episodes.length).mapToObj(this::episode).toList();
  }

  boolean startsEpisode(int row) {
    return starts[row];
  }

  private boolean isOver(int row) {
    return lastSeen[row] != null;
  }

  /** The environments whose episode goes on. */
  int[] running() {
    return IntStream.range(0, episodes.length).filter(row -> !isOver(row)).toArray();
  }

  /** The environments whose episode is over. */
  int[] over() {
    return IntStream.range(0, episodes.length).filter(this::isOver).toArray();
  }

  /** How the next episodes of {@link #over} start. */
  List<ResetOptions> starts() {
    return nextStarts;
  }

  void save(Checkpoint.Writer writer, String name) {
    writer.putLongs(name + "/episodes", episodes).putLongs(name + "/seeds", seeds);
    for (int row = 0; row < episodes.length; row++) {
      String at = name + "/" + row;
      writer.putText(at + "/task", tasks[row]).putText(at + "/instruction", instructions[row]);
      writer.putLongs(at + "/starts", starts[row] ? 1 : 0);
      if (isOver(row)) {
        writer.putBytes(at + "/last_seen", lastSeen[row]);
      } else {
        writer.putBytes(at + "/snapshot", snapshots[row]);
      }
    }
  }

  static RolloutState load(Checkpoint checkpoint, String name, int count) {
    RolloutState state = new RolloutState(count);
    System.arraycopy(checkpoint.longs(name + "/episodes", count), 0, state.episodes, 0, count);
    System.arraycopy(checkpoint.longs(name + "/seeds", count), 0, state.seeds, 0, count);
    for (int row = 0; row < count; row++) {
      String at = name + "/" + row;
      state.tasks[row] = checkpoint.text(at + "/task");
      state.instructions[row] = checkpoint.text(at + "/instruction");
      state.starts[row] = checkpoint.longs(at + "/starts", 1)[0] == 1;
      boolean over = checkpoint.has(at + "/last_seen");
      state.lastSeen[row] = over ? checkpoint.bytes(at + "/last_seen") : null;
      state.snapshots[row] = over ? null : checkpoint.bytes(at + "/snapshot");
    }
    return state;
  }
}
