package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.experts.Motion.Condition;

/** The hand no longer goes down, though it is told to: something carries what it holds. */
final class Stall implements Condition {

  private static final int WINDOW = 4;
  private static final int FIRST = 6;
  private static final double MOVED = 0.0012;

  private final double[] heights = new double[WINDOW];
  private int count;

  @Override
  public boolean holds(SceneView view) {
    double height = view.hand().position()[2];
    double before = heights[count % WINDOW];
    heights[count % WINDOW] = height;
    count++;
    return count > FIRST && before - height < MOVED;
  }
}
