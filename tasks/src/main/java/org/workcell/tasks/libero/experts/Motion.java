package org.workcell.tasks.libero.experts;

import org.workcell.tasks.libero.experts.HandTarget.Fingers;

/**
 * One stretch of a skill: the hand goes to a place, or follows it.
 *
 * @param place writes the hand's pose in each step, so that it may depend on what is observed
 * @param fingers what the fingers do
 * @param speed largest displacement of an action, as a share of what is possible
 * @param metres distance at which the place counts as reached; 0 for never
 * @param radians the same for the orientation
 * @param until what else ends it
 * @param failed what makes the whole skill fail
 * @param longestSteps steps after which it is over anyway
 * @param mustArrive whether the skill fails when it is over without having arrived
 */
record Motion(
    Place place,
    Fingers fingers,
    double speed,
    double metres,
    double radians,
    Condition until,
    Condition failed,
    int longestSteps,
    boolean mustArrive) {

  private static final Condition NEVER = view -> false;
  private static final double NEAR = 0.01;
  private static final double ALIGNED = 0.1;
  private static final int LONG = 80;

  /** Where the hand is to be. */
  @FunctionalInterface
  interface Place {

    /** Writes position and orientation; what is not written stays as it was. */
    void write(SceneView view, HandTarget target);
  }

  /** Something that is observed. */
  @FunctionalInterface
  interface Condition {

    /** Whether it is so. */
    boolean holds(SceneView view);
  }

  /** Goes to a place at full speed, as near as 1 cm and 0.1 rad; no longer than 80 steps. */
  static Motion to(Fingers fingers, Place place) {
    return new Motion(
        place, fingers, HandTarget.FULL_SPEED, NEAR, ALIGNED, NEVER, NEVER, LONG, false);
  }

  /** Stays where the target is for some steps while the fingers move. */
  static Motion stay(Fingers fingers, int steps) {
    return new Motion(
        (view, target) -> {}, fingers, HandTarget.FULL_SPEED, 0, 0, NEVER, NEVER, steps, false);
  }

  Motion speed(double newSpeed) {
    return new Motion(
        place, fingers, newSpeed, metres, radians, until, failed, longestSteps, mustArrive);
  }

  /** Sets how near is near enough; 0 m for a motion that only {@link #until} or time ends. */
  Motion within(double newMetres, double newRadians) {
    return new Motion(
        place, fingers, speed, newMetres, newRadians, until, failed, longestSteps, mustArrive);
  }

  Motion until(Condition end) {
    return new Motion(
        place, fingers, speed, metres, radians, end, failed, longestSteps, mustArrive);
  }

  Motion failIf(Condition newFailed) {
    return new Motion(
        place, fingers, speed, metres, radians, until, newFailed, longestSteps, mustArrive);
  }

  Motion atMost(int steps) {
    return new Motion(place, fingers, speed, metres, radians, until, failed, steps, mustArrive);
  }

  /** The skill fails if time ends this motion. */
  Motion orFail() {
    return new Motion(place, fingers, speed, metres, radians, until, failed, longestSteps, true);
  }
}
