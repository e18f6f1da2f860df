package org.workcell.tasks.metaworld;

import org.workcell.tasks.common.Vectors;

/** Inputs of the tasks with a {@link RingNut}; the first observed object is its handle. */
final class NutInputs extends LiftInputs {

  /** Along x, the fingers hold the handle wherever they are within this distance of its centre. */
  private static final double HANDLE_REACH = 0.01;

  /** Centre of the ring. */
  final double[] ring = new double[3];

  private final double[] graspPoint = new double[3];

  /** Where the handle is to be grasped. The array is reused from call to call. */
  double[] graspPoint() {
    double x = Math.abs(object[0] - hand[0]) < HANDLE_REACH ? hand[0] : object[0];
    Vectors.set(graspPoint, x, object[1], object[2]);
    return graspPoint;
  }
}
