package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Rewards.hamacherProduct;
import static org.workcell.tasks.common.Rewards.tolerance;

import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/**
 * An older reward for having the first object as observed between the pads, which some tasks keep:
 * signed distances along y, and margins from where the pads are now (upstream means where they
 * started, but keeps a live view). Immutable and pure.
 *
 * @param objectRadius distance of a pad from the object's centre, along y, when it touches
 * @param gripMargin how much farther a pad still counts as gripping
 * @param planeMargin distance of the tool centre point in the x-z plane that counts as around it
 */
record PadCaging(double objectRadius, double gripMargin, double planeMargin) {

  /** Caging above which gripping begins to count. */
  private static final double CAGED = 0.95;

  private static final double AROUND = 0.05;

  /** Caging and gripping, 0 to 1. */
  double reward(RewardInputs in) {
    double caging = caging(in);
    double gripping = caging > CAGED ? alongY(in, objectRadius + gripMargin) : 0;
    return (caging + gripping) / 2;
  }

  /** Caging alone, 0 to 1. */
  double caging(RewardInputs in) {
    return hamacherProduct(alongY(in, AROUND), inPlane(in));
  }

  private double alongY(RewardInputs in, double around) {
    double left = in.leftPad[1] - in.object[1];
    double right = in.object[1] - in.rightPad[1];
    double leftMargin = Math.abs(Math.abs(in.object[1] - in.leftPad[1]) - AROUND);
    double rightMargin = Math.abs(Math.abs(in.object[1] - in.rightPad[1]) - AROUND);
    return hamacherProduct(
        tolerance(right, objectRadius, around, rightMargin, Falloff.LONG_TAIL),
        tolerance(left, objectRadius, around, leftMargin, Falloff.LONG_TAIL));
  }

  private double inPlane(RewardInputs in) {
    double distance = Vectors.distanceXz(in.tcp, in.object);
    double margin = Vectors.distanceXz(in.objectStart, in.initialTcp) - planeMargin;
    return tolerance(distance, 0, planeMargin, margin, Falloff.LONG_TAIL);
  }
}
