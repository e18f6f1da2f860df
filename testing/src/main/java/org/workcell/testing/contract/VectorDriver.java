package org.workcell.testing.contract;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;

/**
 * Gives the environments of a vector random actions, action {@code k} of environment {@code i}
 * being always the same, and keeps every byte that their rows show.
 */
final class VectorDriver implements AutoCloseable {

  private final VectorEnvironment vector;
  private final RandomStream[] actions;
  private final ByteArrayOutputStream[] transcripts;
  private final int[] all;

  VectorDriver(VectorEnvironment vector) {
    this.vector = vector;
    this.actions = new RandomStream[vector.count()];
    this.transcripts = new ByteArrayOutputStream[vector.count()];
    this.all = new int[vector.count()];
    Arrays.setAll(actions, i -> new RandomStream(1000 + i));
    Arrays.setAll(transcripts, i -> new ByteArrayOutputStream());
    Arrays.setAll(all, i -> i);
  }

  VectorEnvironment vector() {
    return vector;
  }

  VectorBatch batch() {
    return vector.current();
  }

  byte[] transcript(int environment) {
    return transcripts[environment].toByteArray();
  }

  void reset(long seed) {
    vector.reset(seed);
    keep(all);
  }

  void reset(int environment, ResetOptions start) {
    vector.reset(new int[] {environment}, List.of(start));
    keep(environment);
  }

  void chooseActions(int... environments) {
    BatchBlock action = vector.current().rows().action();
    for (int environment : environments) {
      for (int i = 0; i < action.spec().size(); i++) {
        action.put(environment, i, actions[environment].uniform(-1, 1));
      }
    }
  }

  void step() {
    chooseActions(all);
    vector.step();
    keep(all);
  }

  void steps(int count) {
    for (int i = 0; i < count; i++) {
      step();
    }
  }

  void step(int... environments) {
    chooseActions(environments);
    vector.step(environments);
    keep(environments);
  }

  private void keep(int... environments) {
    for (int environment : environments) {
      transcripts[environment].write(batch().status(environment).ordinal());
      transcripts[environment].writeBytes(RowBytes.of(batch(), environment));
    }
  }

  @Override
  public void close() {
    vector.close();
  }
}
