package org.workcell.datasets.demonstrations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.SealedLine;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/**
 * One demonstration: the arrays of its file. What is observed has a row for the reset and one for
 * each step; what belongs to a step has a row for each step, so that {@code action[t]} answers
 * {@code observation[t]} and leads to {@code observation[t + 1]}. Immutable; used from many
 * threads.
 */
public final class Demonstration {

  private static final List<String> PER_STEP =
      List.of(
          "action",
          "executed_action",
          "executed_by",
          "reward",
          "terminated",
          "truncated",
          "success");

  private final Path path;
  private final DemonstrationLine line;
  private final NpzFile file;

  /**
   * Checks that the arrays fit each other.
   *
   * @throws IllegalArgumentException if they do not
   */
  Demonstration(Path path, DemonstrationLine line, NpzFile file) {
    this.path = path;
    this.line = line;
    this.file = file;
    int steps = line.result().steps();
    for (String name : PER_STEP) {
      requireRows(name, steps);
    }
    if (file.names().contains("degraded")) {
      requireRows("degraded", steps);
    }
    for (String name : file.names()) {
      if (name.startsWith(DemonstrationFormat.OBSERVATION_PREFIX)
          || name.startsWith(DemonstrationFormat.INFO_PREFIX)) {
        requireRows(name, steps + 1);
      }
    }
  }

  private void requireRows(String name, int rows) {
    NpyArray array = file.array(name);
    if (array.shape().isEmpty() || array.rows() != rows) {
      throw new IllegalArgumentException(
          "array %s of %s has shape %s; expected %d rows; restore the file"
              .formatted(name, path, array.shape(), rows));
    }
  }

  /** Its line of the index: task, seed, how it went. */
  public DemonstrationLine line() {
    return line;
  }

  /** Number of steps. */
  public int steps() {
    return line.result().steps();
  }

  /** Names of all arrays. */
  public Set<String> names() {
    return file.names();
  }

  /**
   * Any array by name.
   *
   * @throws IllegalArgumentException naming the arrays that exist
   */
  public NpyArray array(String name) {
    return file.array(name);
  }

  /** An observation block, or a block of images: [steps + 1][...]. */
  public NpyArray observation(String block) {
    return file.array(DemonstrationFormat.OBSERVATION_PREFIX + block);
  }

  /** What the policy asked for: [steps][element]. */
  public NpyArray action() {
    return file.array("action");
  }

  /** What was carried out; differs from the action where something else acted: [steps][element]. */
  public NpyArray executedAction() {
    return file.array("executed_action");
  }

  /** Which degradations acted, 0 or 1: [steps][degradation]; empty where there are none. */
  public Optional<NpyArray> degraded() {
    return file.names().contains("degraded")
        ? Optional.of(file.array("degraded"))
        : Optional.empty();
  }

  /** Rewards: [steps]. */
  public NpyArray reward() {
    return file.array("reward");
  }

  /** Whether each step met the success rule, 0 or 1: [steps]. */
  public NpyArray success() {
    return file.array("success");
  }

  /** An info column, for example {@code progress}: [steps + 1]; the first is the reset's. */
  public NpyArray info(String column) {
    return file.array(DemonstrationFormat.INFO_PREFIX + column);
  }

  /** The task in words. */
  public String instruction() {
    return line.instruction();
  }

  /** The vector that determined the initial state. */
  public double[] context() {
    return file.array("context").toDoubles();
  }

  /**
   * The environment's snapshot at the reset, which the same task, settings, engine and scene can
   * restore.
   */
  public byte[] snapshot() {
    return file.array("snapshot").toBytes();
  }

  /**
   * From what the episode can be rebuilt: seed, settings, model edits, drawn values, actions.
   *
   * @throws BadInputException if it was changed since it was written
   */
  public EpisodeRecordLine record() {
    try {
      return SealedLine.read(file.array("record").toBytes(), EpisodeRecordLine.class);
    } catch (IOException e) {
      throw new BadInputException(
          "the record in %s is damaged (%s); restore the file".formatted(path, e.getMessage()), e);
    }
  }
}
