package org.workcell.sim.kinematics;

import java.util.Arrays;

/**
 * Where a tip is to be, and how much of it matters. Mutable, so that it can be changed in every
 * step without allocating; one thread at a time.
 */
public final class PoseTarget {

  private final Pose pose = new Pose();
  private final double[] rotationWeights = new double[3];
  private double longestMoveMetres = 0.1;

  /** The origin; all rotations count in full. */
  public PoseTarget() {
    Arrays.fill(rotationWeights, 1);
  }

  /** Where the tip is to be; a live pose that may be written. */
  public Pose pose() {
    return pose;
  }

  /**
   * How much turns about the target's own axes count, metres per radian, [3]: 0 leaves an axis
   * free. A live array that may be written.
   */
  public double[] rotationWeights() {
    return rotationWeights;
  }

  /** How far one step of the solver may ask the tip to move. */
  public double longestMoveMetres() {
    return longestMoveMetres;
  }

  /** Sets how far one step of the solver may ask the tip to move; 0.1 m unless it is called. */
  public void setLongestMoveMetres(double metres) {
    longestMoveMetres = metres;
  }
}
