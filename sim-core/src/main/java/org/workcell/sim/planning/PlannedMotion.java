package org.workcell.sim.planning;

/** What {@link ArmPlanner} found, or why it found nothing. Immutable. */
public final class PlannedMotion {

  /** How a search ended. */
  public enum Outcome {
    /** The tip moves on a straight line. */
    STRAIGHT,
    /** The joints move around what is in the way of a straight line. */
    SAMPLED,
    /** No joint positions within the limits were found that bring the tip to the target. */
    UNREACHABLE,
    /** There are joint positions for the target, but no free way to them was found. */
    BLOCKED
  }

  private final Outcome outcome;
  private final TimedPath motion;

  private PlannedMotion(Outcome outcome, TimedPath motion) {
    this.outcome = outcome;
    this.motion = motion;
  }

  static PlannedMotion of(Outcome outcome, TimedPath motion) {
    return new PlannedMotion(outcome, motion);
  }

  static PlannedMotion failed(Outcome reason) {
    return new PlannedMotion(reason, null);
  }

  /** How the search ended. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether there is a motion. */
  public boolean isFound() {
    return motion != null;
  }

  /**
   * The motion.
   *
   * @throws IllegalStateException if none was found
   */
  public TimedPath motion() {
    if (motion == null) {
      throw new IllegalStateException(
          "no motion was found (%s); ask isFound first".formatted(outcome));
    }
    return motion;
  }
}
