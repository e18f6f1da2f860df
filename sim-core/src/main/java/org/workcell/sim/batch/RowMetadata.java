package org.workcell.sim.batch;

import java.util.List;

/**
 * What a row of a vector's batch shows, in the batch's memory: blocks with the role {@link
 * BlockRole#META}. Reading and writing numbers allocates nothing.
 */
public final class RowMetadata {

  /** Bytes for the instruction of a row and for the message of its failure, as UTF-8. */
  public static final int TEXT_BYTES = 512;

  private static final byte[] NO_TEXT = {};

  private final List<BatchBlock> blocks;
  private final BatchBlock environment;
  private final BatchBlock task;
  private final BatchBlock variation;
  private final BatchBlock seed;
  private final BatchBlock status;
  private final BatchBlock hasFinal;
  private final BatchBlock startsEpisode;
  private final TextBlock instruction;
  private final TextBlock failure;

  RowMetadata(List<BatchBlock> blocks) {
    this.blocks = List.copyOf(blocks);
    environment = blocks.get(0);
    task = blocks.get(1);
    variation = blocks.get(2);
    seed = blocks.get(3);
    status = blocks.get(4);
    hasFinal = blocks.get(5);
    startsEpisode = blocks.get(6);
    instruction = new TextBlock(blocks.get(8), blocks.get(7));
    failure = new TextBlock(blocks.get(10), blocks.get(9));
  }

  /** The blocks of each row. */
  public static List<BlockSpec> specs() {
    double most = Integer.MAX_VALUE;
    return List.of(
        BlockSpec.vector("environment_index", DataType.INT32, 1, 0, most),
        BlockSpec.vector("task_index", DataType.INT32, 1, 0, most),
        BlockSpec.vector("variation", DataType.INT32, 1, 0, most),
        BlockSpec.vector("root_seed", DataType.INT64, 1, Long.MIN_VALUE, Long.MAX_VALUE),
        BlockSpec.vector("row_status", DataType.UINT8, 1, 0, 255),
        BlockSpec.vector("has_final", DataType.UINT8, 1, 0, 1),
        BlockSpec.vector("starts_episode", DataType.UINT8, 1, 0, 1),
        BlockSpec.vector("instruction_bytes", DataType.INT32, 1, 0, TEXT_BYTES),
        BlockSpec.vector("instruction", DataType.UINT8, TEXT_BYTES, 0, 255),
        BlockSpec.vector("failure_bytes", DataType.INT32, 1, 0, TEXT_BYTES),
        BlockSpec.vector("failure", DataType.UINT8, TEXT_BYTES, 0, 255));
  }

  /** The environment whose results the row holds. */
  public int environment(int row) {
    return (int) environment.get(row, 0);
  }

  /** Place of the row's task in the vector's list of tasks. */
  public int task(int row) {
    return (int) task.get(row, 0);
  }

  /** The variation of the row's episode. */
  public int variation(int row) {
    return (int) variation.get(row, 0);
  }

  /** Root seed of the row's episode. */
  public long seed(int row) {
    return seed.getLong(row, 0);
  }

  /** The number of what the row shows; vectors say what it means. */
  public int status(int row) {
    return (int) status.get(row, 0);
  }

  /** Whether the batch of last results has this row. */
  public boolean hasFinal(int row) {
    return hasFinal.get(row, 0) != 0;
  }

  /** Whether the row shows the first observation of an episode. */
  public boolean startsEpisode(int row) {
    return startsEpisode.get(row, 0) != 0;
  }

  /** The task in words, as the row's episode has it; up to {@value #TEXT_BYTES} bytes. */
  public String instruction(int row) {
    return instruction.read(row);
  }

  /** Why the environment failed; empty if it did not; up to {@value #TEXT_BYTES} bytes. */
  public String failure(int row) {
    return failure.read(row);
  }

  /** Whether the texts of a row fit it, as those that this class writes do. */
  public boolean hasPossibleTexts(int row) {
    return instruction.isPossible(row) && failure.isPossible(row);
  }

  /** Writes which environment, task, variation and seed a row belongs to. */
  public void writeEpisode(
      int row, int newEnvironment, int newTask, int newVariation, long newSeed) {
    environment.put(row, 0, newEnvironment);
    task.put(row, 0, newTask);
    variation.put(row, 0, newVariation);
    seed.putLong(row, 0, newSeed);
  }

  /** Writes the instruction, encoded by {@link TextBlock#encode}. */
  public void writeInstruction(int row, byte[] utf8) {
    instruction.write(row, utf8);
  }

  /** Writes the number of what the row shows. */
  public void writeStatus(int row, int newStatus, boolean rowHasFinal, boolean rowStartsEpisode) {
    status.put(row, 0, newStatus);
    hasFinal.put(row, 0, rowHasFinal ? 1 : 0);
    startsEpisode.put(row, 0, rowStartsEpisode ? 1 : 0);
  }

  /** Writes why the environment failed. */
  public void writeFailure(int row, byte[] utf8) {
    failure.write(row, utf8);
  }

  /** Writes that the environment did not fail. */
  public void clearFailure(int row) {
    failure.write(row, NO_TEXT);
  }

  /** Copies a row to a row of another batch. */
  public void copyRow(int row, RowMetadata target, int targetRow) {
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).copyRow(row, target.blocks.get(i), targetRow);
    }
  }
}
