package org.workcell.sim.vector;

import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;

/** The action chunk of one environment and the outcome of each of its steps. */
final class ChunkTrack {

  private final double[] rewards;
  private final byte[] terminated;
  private final byte[] truncated;
  private final byte[] success;
  private BatchBlock actions;
  private int row;
  private int planned;
  private boolean stopsAtSuccess;
  private int steps;

  ChunkTrack(int capacity) {
    rewards = new double[capacity];
    terminated = new byte[capacity];
    truncated = new byte[capacity];
    success = new byte[capacity];
  }

  int capacity() {
    return rewards.length;
  }

  ChunkTrack emptyCopy() {
    ChunkTrack copy = new ChunkTrack(capacity());
    copy.planned = planned;
    return copy;
  }

  void prepare(BatchBlock newActions, int newRow, int newPlanned, boolean newStopsAtSuccess) {
    actions = newActions;
    row = newRow;
    planned = newPlanned;
    stopsAtSuccess = newStopsAtSuccess;
  }

  void clear() {
    steps = 0;
  }

  boolean isEmpty() {
    return steps == 0;
  }

  boolean hasNext() {
    return steps < planned && !(stopsAtSuccess && steps > 0 && success[steps - 1] != 0);
  }

  void nextAction(BatchBlock target, int targetRow) {
    actions.copyPart(row, steps * target.spec().size(), target, targetRow);
  }

  void add(BatchStorage results, int resultRow) {
    rewards[steps] = results.reward().get(resultRow, 0);
    terminated[steps] = (byte) results.terminated().get(resultRow, 0);
    truncated[steps] = (byte) results.truncated().get(resultRow, 0);
    success[steps] = (byte) results.success().get(resultRow, 0);
    steps++;
  }

  /** Writes a row of results; steps that were not taken are zero. */
  void deliver(ChunkResults results, int targetRow) {
    results.steps().put(targetRow, 0, steps);
    for (int step = 0; step < planned; step++) {
      boolean taken = step < steps;
      results.reward().put(targetRow, step, taken ? rewards[step] : 0);
      results.terminated().put(targetRow, step, taken ? terminated[step] : 0);
      results.truncated().put(targetRow, step, taken ? truncated[step] : 0);
      results.success().put(targetRow, step, taken ? success[step] : 0);
    }
  }
}
