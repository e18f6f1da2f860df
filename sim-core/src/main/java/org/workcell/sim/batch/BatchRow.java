package org.workcell.sim.batch;

import org.workcell.sim.state.StatePart;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;

/**
 * A movable view of one environment's row. Environments keep one and move it, so that writing
 * results allocates nothing. One thread at a time.
 */
public final class BatchRow implements Observation, StatePart {

  private BatchStorage storage;
  private int row;

  /** Moves the view. */
  public void moveTo(BatchStorage newStorage, int newRow) {
    newStorage.requireRow(newRow);
    storage = newStorage;
    row = newRow;
  }

  /** Copies the action, widened to doubles. */
  public void readAction(double[] target) {
    storage.action().getRow(row, target);
  }

  /** Writes the action. */
  public void writeAction(double[] source) {
    storage.action().putRow(row, source);
  }

  @Override
  public double get(int block, int index) {
    return storage.observation(block).get(row, index);
  }

  @Override
  public void read(int block, double[] target) {
    storage.observation(block).getRow(row, target);
  }

  /** Writes a whole observation block. */
  public void writeObservation(int block, double[] source) {
    storage.observation(block).putRow(row, source);
  }

  /** Reward of the step. */
  public double reward() {
    return storage.reward().get(row, 0);
  }

  /** Writes the reward of the step. */
  public void writeReward(double reward) {
    storage.reward().put(row, 0, reward);
  }

  /** Whether the task ended the episode. */
  public boolean terminated() {
    return storage.terminated().get(row, 0) != 0;
  }

  /** Writes whether the task ended the episode. */
  public void writeTerminated(boolean terminated) {
    storage.terminated().put(row, 0, terminated ? 1 : 0);
  }

  /** Whether the horizon ended the episode. */
  public boolean truncated() {
    return storage.truncated().get(row, 0) != 0;
  }

  /** Writes whether the horizon ended the episode. */
  public void writeTruncated(boolean truncated) {
    storage.truncated().put(row, 0, truncated ? 1 : 0);
  }

  /** Whether the step met the success rule. */
  public boolean success() {
    return storage.success().get(row, 0) != 0;
  }

  /** Writes whether the step met the success rule. */
  public void writeSuccess(boolean success) {
    storage.success().put(row, 0, success ? 1 : 0);
  }

  /** An info column. */
  public double info(int column) {
    return storage.info().get(row, column);
  }

  /** Writes a column of the episode's statistics. */
  public void writeEpisode(EpisodeColumn column, double value) {
    storage.episode().put(row, column.ordinal(), value);
  }

  /** Writes an info column. */
  public void writeInfo(int column, double value) {
    storage.info().put(row, column, value);
  }

  /** Makes every info column NaN, so that one that nobody writes is no number. */
  public void eraseInfo() {
    for (int column = 0; column < infoColumns(); column++) {
      writeInfo(column, Double.NaN);
    }
  }

  @Override
  public void save(StateWriter writer) {
    for (int block = 0; block < storage.observationCount(); block++) {
      byte[] bytes = new byte[storage.observation(block).rowBytes()];
      storage.observation(block).getRowBytes(row, bytes);
      writer.putBytes(bytes);
    }
    byte[] executed = new byte[storage.executedAction().rowBytes()];
    storage.executedAction().getRowBytes(row, executed);
    writer.putBytes(executed);
    writer.putInt((int) storage.executedBy().get(row, 0));
    writer.putDouble(reward());
    writer.putBoolean(terminated());
    writer.putBoolean(truncated());
    writer.putBoolean(success());
    for (int column = 0; column < infoColumns(); column++) {
      writer.putDouble(info(column));
    }
  }

  @Override
  public void load(StateReader reader) {
    for (int block = 0; block < storage.observationCount(); block++) {
      byte[] bytes = reader.getBytes();
      if (bytes.length != storage.observation(block).rowBytes()) {
        throw new IllegalArgumentException("the snapshot holds an observation of another size");
      }
      storage.observation(block).putRowBytes(row, bytes);
    }
    loadExecuted(reader);
    writeReward(reader.getDouble());
    writeTerminated(reader.getBoolean());
    writeTruncated(reader.getBoolean());
    writeSuccess(reader.getBoolean());
    for (int column = 0; column < infoColumns(); column++) {
      writeInfo(column, reader.getDouble());
    }
  }

  private void loadExecuted(StateReader reader) {
    byte[] executed = reader.getBytes();
    if (executed.length != storage.executedAction().rowBytes()) {
      throw new IllegalArgumentException("the snapshot holds an action of another size");
    }
    storage.executedAction().putRowBytes(row, executed);
    storage.executedBy().put(row, 0, Actor.of(reader.getInt()).number());
  }

  private int infoColumns() {
    return storage.layout().infoColumns().size();
  }

  /** Reward, flags, info columns, statistics and action of a row without a step: all zero. */
  public void clearResults() {
    writeReward(0);
    writeTerminated(false);
    writeTruncated(false);
    writeSuccess(false);
    for (int column = 0; column < infoColumns(); column++) {
      writeInfo(column, 0);
    }
    storage.episode().clearRow(row);
    storage.executedAction().clearRow(row);
    storage.executedBy().clearRow(row);
    storage.actor().clearRow(row);
  }
}
