package org.workcell.sim.planning;

/** Tells where an arm can be without touching anything. */
@FunctionalInterface
public interface CollisionCheck {

  /**
   * Whether the arm touches nothing.
   *
   * @param joints radians or metres, in the order of the arm's chain; must not be changed or kept
   */
  boolean isFree(double[] joints);

  /** Every place is free. */
  static CollisionCheck none() {
    return joints -> true;
  }
}
