package org.workcell.tasks.metaworld.experts;

/** Pushes the door's grip from outside, around the hinge. */
public final class DoorCloseExpert extends HingeExpert {

  /** Where the hand pushes the grip, relative to the hinge, with the door shut. */
  private static final double PUSH_X = 0.37;

  private static final double PUSH_Y = -0.17;

  /** How far the hand leads the door, in radians. */
  private static final double LEAD = 0.35;

  /** The goal lies at fixed distances from the safe, and the hinge as well. */
  public DoorCloseExpert() {
    super(1, new double[] {-0.385, 0.1}, new double[] {0.3757, -0.1071});
  }

  @Override
  void act(double[] action) {
    turnTo(Math.min(angle() + LEAD, 0));
    moveTo(x(PUSH_X, PUSH_Y), second(PUSH_X, PUSH_Y), object(2), CLOSED, action);
  }
}
