package org.workcell.tasks.metaworld.experts;

/** Lowers one finger behind the door's handle and leads it around the hinge. */
public final class DoorOpenExpert extends HingeExpert {

  /** The middle of the grip, relative to the hinge, with the door shut. */
  private static final double GRIP_X = 0.385;

  private static final double GRIP_Y = -0.12;

  /** From the grip towards the door, to where the rear finger's pad is to be. */
  private static final double BEHIND_GRIP = 0.045;

  /** Distance of an open finger's pad from the hand, along y. */
  private static final double OPEN_PAD = 0.047;

  private static final double ABOVE = 0.12;
  private static final double ALIGNED = 0.02;
  private static final double LOWERED = 0.02;

  /** How far the hand leads the door, in radians. */
  private static final double LEAD = 0.35;

  private boolean hooked;

  /** The goal lies at fixed distances from the safe, and the hinge as well. */
  public DoorOpenExpert() {
    super(1, new double[] {0.115, 0.35}, new double[] {0.3757, -0.1071});
  }

  @Override
  void begin() {
    hooked = false;
  }

  @Override
  void act(double[] action) {
    double height = object(2);
    turnTo(hooked ? angle() - LEAD : angle());
    double x = x(GRIP_X, GRIP_Y + BEHIND_GRIP);
    double y = second(GRIP_X, GRIP_Y + BEHIND_GRIP) - OPEN_PAD;
    hooked |= hand(2) < height + LOWERED && handDistanceXy(x, y) < 2 * ALIGNED;
    if (hooked || handDistanceXy(x, y) < ALIGNED) {
      moveTo(x, y, height, OPEN, action);
    } else {
      moveTo(x, y, height + ABOVE, OPEN, action);
    }
  }
}
