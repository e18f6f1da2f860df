package org.workcell.policies;

import ai.djl.ndarray.NDList;
import org.workcell.sim.random.RandomStream;

/** What a network's answer means: how actions are read or drawn from it. One thread at a time. */
interface ActionHead {

  /** Actions in one answer. */
  int chunkSteps();

  /** Elements of all actions of one answer. */
  int chunkSize();

  /** Whether {@link #choose} draws random numbers. */
  boolean draws();

  /**
   * Takes over a network's answer.
   *
   * @throws IllegalArgumentException if it does not have the shape that belongs to so many rows
   */
  void read(NDList answer, int rows);

  /**
   * Chooses for one row of the answer.
   *
   * @param stream where random numbers come from; null where the head draws none
   * @param chunk where to write, [step][element]
   */
  void choose(int row, RandomStream stream, double[] chunk);
}
