package org.workcell.tasks.rlbench.task;

import org.workcell.sim.physics.DoubleArray;

/** The distance between two points of a scene. One thread at a time; allocates nothing. */
public final class Distance {

  private final DoubleArray first;
  private final int firstRow;
  private final DoubleArray second;
  private final int secondRow;

  Distance(DoubleArray first, int firstRow, DoubleArray second, int secondRow) {
    this.first = first;
    this.firstRow = firstRow;
    this.second = second;
    this.secondRow = secondRow;
  }

  /** Metres. */
  public double metres() {
    double squares = 0;
    for (int axis = 0; axis < 3; axis++) {
      double difference = first.get(firstRow, axis) - second.get(secondRow, axis);
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
