package org.workcell.tasks.metaworld.experts;

/** Brings the left finger above the lever and pushes the lever down, around its pivot. */
public final class DoorLockExpert extends HingeExpert {

  /** From the pivot along the lever and across it, to where the fingertip pushes. */
  private static final double ALONG = 0.065;

  private static final double ACROSS = 0.02;

  /** From the lever's end, as observed, to where the hand is to be, along y. */
  private static final double HAND_Y = -0.03;

  private static final double ABOVE = 0.07;
  private static final double ALIGNED = 0.02;

  /** How far the hand leads the lever, in radians. */
  private static final double LEAD = 0.4;

  private boolean pushing;

  /** The goal lies at a fixed distance from the pivot. */
  public DoorLockExpert() {
    super(2, new double[] {0, 0.1}, new double[] {0.09, 0.01});
  }

  @Override
  void begin() {
    pushing = false;
  }

  @Override
  void act(double[] action) {
    turnTo(pushing ? angle() - LEAD : angle());
    double x = x(ALONG, ACROSS);
    double y = object(1) + HAND_Y;
    double height = second(ALONG, ACROSS) + FINGERTIP_DEPTH;
    pushing |= handDistanceXy(x, y) < ALIGNED;
    moveTo(x, y, pushing ? height : height + ABOVE, OPEN, action);
  }
}
