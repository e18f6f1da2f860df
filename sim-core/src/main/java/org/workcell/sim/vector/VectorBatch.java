package org.workcell.sim.vector;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.RowMetadata;
import org.workcell.sim.batch.TextBlock;
import org.workcell.sim.cameras.BatchRenderer;
import org.workcell.sim.cameras.CameraImage;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.rendering.ImageBlock;

/**
 * Results of a call, one row for each of its environments: a view of the batch's memory, which
 * {@link VectorEnvironment#descriptor} describes. The caller writes the next actions into the
 * action block of the rows.
 */
public final class VectorBatch {

  private static final RowStatus[] STATUS = RowStatus.values();

  private static final long LOADED = -1;
  private static final long UNKNOWN = -2;

  private final BatchStorage rows;
  private final BatchStorage finals;
  private final RowMetadata metadata;
  private final List<String> tasks;
  private final ImageOptions imageOptions;
  private final IntPredicate ended = this::hasFinal;
  private final List<ImageBlock> images;
  private final List<ImageBlock> finalImages;

  /** What callers in this process get besides the text in memory. */
  private final Throwable[] failures;

  /** Whether another program writes the memory, or another part of this one. */
  private final boolean viewed;

  /** Numbers of the episodes that the rows were last told of; see {@link EpisodeIdentity}. */
  private final long[] episodes;

  /** A copy of the environments in memory, as calls take them. */
  private final int[] environments;

  private VectorBatch(
      BatchStorage rows,
      BatchStorage finals,
      List<String> tasks,
      Optional<ImageOptions> images,
      boolean viewed) {
    this.viewed = viewed;
    this.rows = rows;
    this.tasks = tasks;
    this.finals = finals;
    this.metadata = rows.metadata();
    this.imageOptions = images.orElse(null);
    this.images = images.map(options -> options.blocksOver(rows)).orElse(List.of());
    this.finalImages =
        finals == null
            ? List.of()
            : images.map(options -> options.blocksOver(finals)).orElse(List.of());
    this.failures = new Throwable[rows.rows()];
    this.episodes = new long[rows.rows()];
    this.environments = new int[rows.rows()];
  }

  /** A batch that a vector of this process writes. */
  static VectorBatch written(
      BatchStorage rows, BatchStorage finals, List<String> tasks, Optional<ImageOptions> images) {
    VectorBatch batch = new VectorBatch(rows, finals, tasks, images, false);
    for (int row = 0; row < rows.rows(); row++) {
      batch.environments[row] = row;
      batch.metadata.writeEpisode(row, row, row % tasks.size(), 0, 0);
    }
    return batch;
  }

  /** A batch that somebody else writes: a view that reads everything from the memory. */
  static VectorBatch viewed(
      BatchStorage rows, BatchStorage finals, List<String> tasks, Optional<ImageOptions> images) {
    return new VectorBatch(rows, finals, tasks, images, true);
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
   * The images of the rows that share a block.
   *
   * @throws IllegalStateException if the vector was opened without, or each has a block of its own
   */
  public ImageBlock images() {
    return images(ImageOptions.BLOCK);
  }

  /**
   * The images of a block.
   *
   * @param block {@link ImageOptions#BLOCK}, or {@link CameraImage#blockName}
   * @throws IllegalStateException if the vector was opened without, naming the blocks that it has
   */
  public ImageBlock images(String block) {
    for (int i = 0; i < images.size(); i++) {
      if (rows.image(i).spec().name().equals(block)) {
        return images.get(i);
      }
    }
    throw new IllegalStateException(
        imageOptions == null
            ? "this vector takes no images; open it with VectorOptions.withImages"
            : "this vector has no images '%s'; it has %s"
                .formatted(
                    block, imageOptions.blockSpecs().stream().map(BlockSpec::name).toList()));
  }

  /** Draws the images of all rows. */
  void draw(BatchRenderer renderer) {
    renderer.draw(environments, images);
    drawFinals(renderer);
  }

  /** Draws the images of the rows of some environments, where row is environment. */
  void draw(BatchRenderer renderer, int[] drawn) {
    if (drawn.length == size()) {
      draw(renderer);
    } else {
      renderer.draw(environments, drawn, images);
      drawFinals(renderer);
    }
  }

  private void drawFinals(BatchRenderer renderer) {
    if (!finalImages.isEmpty()) {
      drawFinals(renderer, finalImages);
    }
  }

  /** Draws the last states of the episodes whose rows {@link #hasFinal} names. */
  void drawFinals(BatchRenderer renderer, List<ImageBlock> target) {
    renderer.drawLast(environments, ended, target);
  }

  /** The environment of each row, as an array that must not be changed. */
  public int[] environments() {
    if (viewed) {
      for (int row = 0; row < environments.length; row++) {
        environments[row] = metadata.environment(row);
      }
    }
    return environments;
  }

  /** What a row shows. */
  public RowStatus status(int row) {
    return STATUS[metadata.status(row)];
  }

  /** Whether a row shows the first observation of an episode. */
  public boolean startsEpisode(int row) {
    return metadata.startsEpisode(row);
  }

  /** Root seed of the episode that the observation of a row belongs to. */
  public long seed(int row) {
    return metadata.seed(row);
  }

  /** The task of a row: its place among the members of {@link VectorOptions}. */
  public int task(int row) {
    return metadata.task(row);
  }

  /** The variation of the episode of a row. */
  public int variation(int row) {
    return metadata.variation(row);
  }

  /**
   * The task in words, as the episode of a row has it; its first {@value RowMetadata#TEXT_BYTES}
   * bytes of UTF-8. Allocates a string.
   */
  public String instruction(int row) {
    return metadata.instruction(row);
  }

  /** The episode of a row, as policies are told of it. */
  public Episode episode(int row) {
    return Episode.seed(seed(row)).withTask(tasks.get(task(row))).withInstruction(instruction(row));
  }

  /**
   * Why the environment of a row failed; where it runs in another program a {@link
   * RemoteFailureException}, which tells what the cause said there.
   */
  public Optional<Throwable> failure(int row) {
    if (viewed) {
      return status(row) == RowStatus.FAILED
          ? Optional.of(new RemoteFailureException(metadata.failure(row)))
          : Optional.empty();
    }
    return Optional.ofNullable(failures[row]);
  }

  /**
   * Whether an episode ended in this step and another has started already, so that {@link #finals}
   * holds its last observation; only with {@link Autoreset#SAME_STEP}.
   */
  public boolean hasFinal(int row) {
    return metadata.hasFinal(row);
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

  /** The same; null if the vector does not reset in the same step. */
  BatchStorage finalsOrNull() {
    return finals;
  }

  /** Shows what a saved batch of the same layout showed. */
  void load(BatchStorage savedRows, BatchStorage savedFinals, boolean withImages) {
    savedRows.copyAll(rows, withImages);
    if (finals != null) {
      savedFinals.copyAll(finals, withImages);
    }
    for (int row = 0; row < rows.rows(); row++) {
      String text = metadata.failure(row);
      failures[row] = text.isEmpty() ? null : new IllegalStateException(text);
      environments[row] = metadata.environment(row);
      episodes[row] = LOADED;
    }
  }

  /** The next call tells every row which episode it shows. */
  void forgetEpisodes() {
    Arrays.fill(episodes, UNKNOWN);
  }

  /** The results of a slot go to a row here; those before are in the same row of another batch. */
  void bind(EnvironmentSlot slot, int row, VectorBatch previous) {
    slot.bind(rows, finals, row);
    slot.results().bindPrevious(previous.rows, row);
  }

  /** Notes what a row shows whose results a slot has written. */
  void note(int row, EnvironmentSlot slot) {
    EpisodeIdentity episode = slot.shown();
    if (episodes[row] != episode.number()) {
      episodes[row] = episode.number();
      environments[row] = slot.index();
      episode.write(metadata, row);
    }
    if (slot.hasFinal()) {
      slot.last().write(finals.metadata(), row);
    }
    boolean starts = slot.hasFinal() || slot.status() == RowStatus.RESET;
    metadata.writeStatus(row, slot.status().ordinal(), slot.hasFinal(), starts);
    noteFailure(row, slot.failure());
  }

  private void noteFailure(int row, Throwable failure) {
    if (failure != null) {
      String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
      metadata.writeFailure(row, TextBlock.encode(text, RowMetadata.TEXT_BYTES));
    } else if (failures[row] != null) {
      metadata.clearFailure(row);
    }
    failures[row] = failure;
  }

  /** Takes over results that a slot has written elsewhere. */
  void copy(int row, EnvironmentSlot slot) {
    slot.results().copyTo(rows, row);
    if (slot.hasFinal()) {
      slot.results().copyFinalsTo(finals, row);
    }
    note(row, slot);
  }

  /** Takes over the row of another batch. */
  void copy(int row, VectorBatch other) {
    other.rows.copyResults(row, rows, row);
    other.metadata.copyRow(row, metadata, row);
    if (hasFinal(row)) {
      other.finals.copyResults(row, finals, row);
      other.finals.metadata().copyRow(row, finals.metadata(), row);
    }
    environments[row] = other.environments[row];
    episodes[row] = other.episodes[row];
    failures[row] = other.failures[row];
  }

  /** Repeats the results of a row of another batch. */
  void repeat(VectorBatch previous, int row) {
    previous.rows.copyResults(row, rows, row);
    if (episodes[row] != previous.episodes[row]) {
      previous.metadata.copyRow(row, metadata, row);
      environments[row] = previous.environments[row];
      episodes[row] = previous.episodes[row];
      failures[row] = previous.failures[row];
    }
  }

  /** A row took no part. */
  void idle(int row) {
    metadata.writeStatus(row, RowStatus.IDLE.ordinal(), false, false);
    noteFailure(row, null);
  }
}
