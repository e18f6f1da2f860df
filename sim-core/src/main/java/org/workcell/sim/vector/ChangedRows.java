package org.workcell.sim.vector;

import java.util.Arrays;

/**
 * Which rows of the next batch are older than those of the latest: only they have to be copied when
 * a call names some environments. Two batches that take turns differ in the rows of the last call,
 * and the older one still shows what happened in the call before. Allocates nothing.
 */
final class ChangedRows {

  private final boolean[] named;
  private int[] last;
  private int[] before;
  private int lastCount;
  private int beforeCount;

  ChangedRows(int rows) {
    named = new boolean[rows];
    last = new int[rows];
    before = new int[rows];
  }

  /** Any row of the next batch may be older than that of the latest. */
  void all() {
    lastCount = named.length;
    Arrays.setAll(last, i -> i);
    beforeCount = 0;
  }

  /** Brings the rows of the next batch up to date that a call does not name. */
  void update(VectorBatch latest, VectorBatch next, int[] environments) {
    if (environments.length < named.length) {
      mark(environments, true);
      for (int i = 0; i < lastCount; i++) {
        if (!named[last[i]]) {
          next.repeat(latest, last[i]);
          next.idle(last[i]);
        }
      }
      for (int i = 0; i < beforeCount; i++) {
        if (!named[before[i]]) {
          next.idle(before[i]);
        }
      }
      mark(environments, false);
    }
    int[] oldest = before;
    before = last;
    beforeCount = lastCount;
    last = oldest;
    lastCount = environments.length;
    System.arraycopy(environments, 0, last, 0, lastCount);
  }

  private void mark(int[] environments, boolean value) {
    for (int environment : environments) {
      named[environment] = value;
    }
  }
}
