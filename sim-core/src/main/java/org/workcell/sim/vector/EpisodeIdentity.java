package org.workcell.sim.vector;

import java.util.concurrent.atomic.AtomicLong;
import org.workcell.sim.batch.RowMetadata;
import org.workcell.sim.batch.TextBlock;

/**
 * Which episode the results of an environment belong to. It has a number, other than that of any
 * other episode of the vector, so that rows are told only when they get another one.
 */
final class EpisodeIdentity {

  private final AtomicLong numbers;
  private final int environment;
  private int task;
  private int variation;
  private long seed;
  private String words = "";
  private byte[] instruction = {};
  private long number;

  /**
   * No episode yet.
   *
   * @param numbers where the vector's numbers come from
   */
  EpisodeIdentity(AtomicLong numbers, int environment, int task) {
    this.numbers = numbers;
    this.environment = environment;
    this.task = task;
    this.number = numbers.incrementAndGet();
  }

  void set(int newTask, int newVariation, long newSeed, String newWords) {
    task = newTask;
    variation = newVariation;
    seed = newSeed;
    if (!words.equals(newWords)) {
      words = newWords;
      instruction = TextBlock.encode(newWords, RowMetadata.TEXT_BYTES);
    }
    number = numbers.incrementAndGet();
  }

  void copyFrom(EpisodeIdentity other) {
    task = other.task;
    variation = other.variation;
    seed = other.seed;
    words = other.words;
    instruction = other.instruction;
    number = other.number;
  }

  RowState.Shown shown() {
    return new RowState.Shown(task, variation, seed, words);
  }

  long number() {
    return number;
  }

  void write(RowMetadata metadata, int row) {
    metadata.writeEpisode(row, environment, task, variation, seed);
    metadata.writeInstruction(row, instruction);
  }
}
