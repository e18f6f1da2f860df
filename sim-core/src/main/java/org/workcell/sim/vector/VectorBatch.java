package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.Optional;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.rendering.ImageBlock;

/**
 * Results of a call, one row for each of its environments. The caller writes the next actions into
 * the action block of the rows.
 */
public final class VectorBatch {

  private final BatchStorage rows;
  private final BatchStorage finals;
  private final ImageBlock images;
  private final ImageBlock finalImages;
  private final int[] environments;
  private final long[] seeds;
  private final String[] instructions;
  private final boolean[] hasFinal;
  private final RowStatus[] status;
  private final Throwable[] failures;

  VectorBatch(BatchLayout layout, int size, boolean keepsFinals, Optional<ImageOptions> pictures) {
    this.rows = BatchStorage.allocate(layout, size);
    this.finals = keepsFinals ? BatchStorage.allocate(layout, size) : null;
    this.images = pictures.map(options -> options.over(rows)).orElse(null);
    this.finalImages =
        keepsFinals ? pictures.map(options -> options.over(finals)).orElse(null) : null;
    this.environments = new int[size];
    this.seeds = new long[size];
    this.instructions = new String[size];
    this.hasFinal = new boolean[size];
    this.status = new RowStatus[size];
    this.failures = new Throwable[size];
    Arrays.setAll(environments, row -> row);
    Arrays.fill(status, RowStatus.IDLE);
    Arrays.fill(instructions, "");
  }

  /** Number of rows. */
  public int size() {
    return environments.length;
  }

  /** Observations, rewards, flags, info columns and statistics; takes the next actions. */
  public BatchStorage rows() {
    return rows;
  }

  /**
   * The pictures of the rows.
   *
   * @throws IllegalStateException if the vector was opened without
   */
  public ImageBlock images() {
    if (images == null) {
      throw new IllegalStateException(
          "this vector takes no pictures; open it with VectorOptions.withImages");
    }
    return images;
  }

  /** The pictures of {@link #finals}; null where either is missing. */
  ImageBlock finalImages() {
    return finalImages;
  }

  /** The environment of each row, as an array that must not be changed. */
  public int[] environments() {
    return environments;
  }

  /** What a row shows. */
  public RowStatus status(int row) {
    return status[row];
  }

  /** Whether a row shows the first observation of an episode. */
  public boolean startsEpisode(int row) {
    return status[row] == RowStatus.RESET || hasFinal[row];
  }

  /** Root seed of the episode that the observation of a row belongs to. */
  public long seed(int row) {
    return seeds[row];
  }

  /** The task in words, as the episode of a row has it. */
  public String instruction(int row) {
    return instructions[row];
  }

  /** The episode of a row, as policies are told of it. */
  public Episode episode(int row) {
    return Episode.seed(seeds[row]).withInstruction(instructions[row]);
  }

  /** Why the environment of a row failed. */
  public Optional<Throwable> failure(int row) {
    return Optional.ofNullable(failures[row]);
  }

  /**
   * Whether an episode ended in this step and another has started already, so that {@link #finals}
   * holds its last observation; only with {@link Autoreset#SAME_STEP}.
   */
  public boolean hasFinal(int row) {
    return hasFinal[row];
  }

  /**
   * Last results of the episodes that ended in this step; only rows that {@link #hasFinal} names.
   *
   * @throws IllegalStateException if the vector does not reset in the same step
   */
  public BatchStorage finals() {
    if (finals == null) {
      throw new IllegalStateException(
          "final observations are kept apart only with SAME_STEP; with other modes they are in the"
              + " rows");
    }
    return finals;
  }

  /** The results of a slot go to a row here; those before are in the same row of another batch. */
  void bind(Slot slot, int row, VectorBatch previous) {
    slot.bind(rows, finals, row);
    slot.bindPrevious(previous.rows, row);
  }

  /** Notes what a row shows whose results a slot has written. */
  void note(int row, Slot slot) {
    hasFinal[row] = slot.hasFinal();
    environments[row] = slot.index();
    seeds[row] = slot.seed();
    instructions[row] = slot.instruction();
    status[row] = slot.status();
    failures[row] = slot.failure();
  }

  /** The results of a slot go to a row here. */
  void bind(Slot slot, int row) {
    slot.bind(rows, finals, row);
  }

  /** Takes over results that a slot has written elsewhere. */
  void copy(int row, Slot slot) {
    slot.copyResults(rows, finals, row);
    note(row, slot);
  }

  /** Takes over the row of another batch. */
  void copy(int row, VectorBatch other) {
    other.rows.copyResults(row, rows, row);
    hasFinal[row] = other.hasFinal[row];
    if (hasFinal[row]) {
      other.finals.copyResults(row, finals, row);
    }
    seeds[row] = other.seeds[row];
    instructions[row] = other.instructions[row];
    status[row] = other.status[row];
    failures[row] = other.failures[row];
  }

  /** Repeats the row of another batch as one that took no part. */
  void repeat(VectorBatch previous, int row) {
    previous.rows.copyResults(row, rows, row);
    seeds[row] = previous.seeds[row];
    instructions[row] = previous.instructions[row];
    hasFinal[row] = false;
    status[row] = RowStatus.IDLE;
    failures[row] = null;
  }
}
