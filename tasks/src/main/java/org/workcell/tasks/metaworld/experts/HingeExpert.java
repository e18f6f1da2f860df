package org.workcell.tasks.metaworld.experts;

/**
 * Leads the hand around a hinge. Works in the plane in which the hinge turns, spanned by x and one
 * further axis; angles count from x towards that axis.
 *
 * <p>Where the pivot is follows from the goal, and the hinge's angle from the object observed.
 */
abstract class HingeExpert extends HandExpert {

  private final int secondAxis;
  private final double pivotFromGoalX;
  private final double pivotFromGoalSecond;
  private final double bearingAtZero;
  private double cosine;
  private double sine;

  /**
   * Makes an expert for a hinge.
   *
   * @param secondAxis 1 if the hinge turns in the x-y plane, 2 if in the x-z plane
   * @param pivotFromGoal from the goal to the pivot, along x and the second axis
   * @param objectAtZero the object observed, relative to the pivot, with the hinge at angle zero
   */
  HingeExpert(int secondAxis, double[] pivotFromGoal, double[] objectAtZero) {
    this.secondAxis = secondAxis;
    this.pivotFromGoalX = pivotFromGoal[0];
    this.pivotFromGoalSecond = pivotFromGoal[1];
    this.bearingAtZero = Math.atan2(objectAtZero[1], objectAtZero[0]);
  }

  /** The hinge's angle, in radians, from minus pi to pi. */
  final double angle() {
    double bearing =
        Math.atan2(object(secondAxis) - pivotSecond(), object(0) - pivotX()) - bearingAtZero;
    return Math.IEEEremainder(bearing, 2 * Math.PI);
  }

  final double pivotX() {
    return goal(0) + pivotFromGoalX;
  }

  final double pivotSecond() {
    return goal(secondAxis) + pivotFromGoalSecond;
  }

  /** Chooses the angle at which {@link #x} and {@link #second} place points. */
  final void turnTo(double angle) {
    cosine = Math.cos(angle);
    sine = Math.sin(angle);
  }

  /** World x of a point that is given relative to the pivot, with the hinge at angle zero. */
  final double x(double alongX, double alongSecond) {
    return pivotX() + cosine * alongX - sine * alongSecond;
  }

  /** World coordinate along the second axis of the same point. */
  final double second(double alongX, double alongSecond) {
    return pivotSecond() + sine * alongX + cosine * alongSecond;
  }
}
