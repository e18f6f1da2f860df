package org.workcell.tasks.libero.placement;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * The 50 initial states of each of the 130 tasks that upstream ships: time, qpos, qvel, to the bit.
 * They are samples that have not settled. Read at first use; immutable, safe to share.
 */
public final class StoredStates {

  private static final String RESOURCE = "stored-states.bin";

  /** Upstream's states leave out where fixtures are; these are after this seed's first reset. */
  private static final long FIXTURE_SEED = 0;

  private static final Map<String, StoredStates> BY_TASK = readAll();
  private static final Map<TaskConfig, double[][]> FIXTURE_POSES = new ConcurrentHashMap<>();

  private final int rows;

  /** By column: one number, where all rows share it, or one for each row. */
  private final double[][] columns;

  private StoredStates(int rows, double[][] columns) {
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * The states of a task of the table.
   *
   * @throws IllegalArgumentException if the task has none, as tasks of a user's file
   */
  public static StoredStates of(TaskConfig config) {
    StoredStates states = BY_TASK.get(config.id());
    if (states == null) {
      throw new IllegalArgumentException(
          "task %s has no stored states; start from fresh draws".formatted(config.id()));
    }
    return states;
  }

  /** Whether a task has stored states. */
  public static boolean has(TaskConfig config) {
    return BY_TASK.containsKey(config.id());
  }

  /** How many there are. */
  public int count() {
    return rows;
  }

  /**
   * One of them: time, qpos, qvel, in a new array.
   *
   * @throws IllegalArgumentException if there is no such row
   */
  public double[] row(int row) {
    if (row < 0 || row >= rows) {
      throw new IllegalArgumentException(
          "there is no stored state %d; use 0 to %d".formatted(row, rows - 1));
    }
    double[] state = new double[columns.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = columns[i].length == 1 ? columns[i][0] : columns[i][row];
    }
    return state;
  }

  /**
   * One of them with the fixtures where upstream has them after {@code seed(0)} and the first
   * {@code reset()}.
   */
  public static InitialState initialState(TaskConfig config, int row) {
    return InitialState.ofRow(config, of(config).row(row), fixturePoses(config));
  }

  /**
   * Where fixtures are with rows that do not say so, stored ones and those of demonstrations: for
   * each fixture of the task x, y, z and a quaternion.
   */
  public static double[][] fixturePoses(TaskConfig config) {
    double[][] poses =
        FIXTURE_POSES.computeIfAbsent(
            config, key -> UpstreamPlacement.fixturePoses(key, FIXTURE_SEED));
    return Arrays.stream(poses).map(double[]::clone).toArray(double[][]::new);
  }

  private static Map<String, StoredStates> readAll() {
    try (InputStream in = StoredStates.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("there is no such resource beside " + StoredStates.class.getName());
      }
      DataInputStream data = new DataInputStream(new BufferedInputStream(in));
      Map<String, StoredStates> all = new HashMap<>();
      for (int left = data.readInt(); left > 0; left--) {
        all.put(data.readUTF(), read(data));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException("table '%s' cannot be read".formatted(RESOURCE), e);
    }
  }

  private static StoredStates read(DataInputStream data) throws IOException {
    int rows = data.readInt();
    double[][] columns = new double[data.readInt()][];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = new double[data.readBoolean() ? rows : 1];
      for (int j = 0; j < columns[i].length; j++) {
        columns[i][j] = data.readDouble();
      }
    }
    return new StoredStates(rows, columns);
  }
}
