package org.workcell.tasks.metaworld.experts;

/**
 * Picks up a tool that lies on the table, with the fingers on both sides of it along y, and then
 * works with it. Begins again whenever it has lost the tool.
 */
abstract class ToolExpert extends HandExpert {

  private static final double ABOVE = 0.12;
  private static final double ALIGNED = 0.015;
  private static final double LOWERED = 0.01;
  static final double GRIP = 1;

  /** Distance of the fingertips from where they hold the tool, at which it is lost. */
  private static final double LOST = 0.06;

  /** Steps in which the fingers close before the hand moves on. */
  private static final int CLOSING_STEPS = 15;

  /** Where the tool is to be held, along x from its middle, in metres. */
  private final double graspOffset;

  private int closingSteps;

  ToolExpert(double graspOffset) {
    this.graspOffset = graspOffset;
  }

  /** Chooses an action while the tool is in the hand. */
  abstract void work(double[] action);

  @Override
  void begin() {
    closingSteps = 0;
  }

  @Override
  final void act(double[] action) {
    double x = object(0) + graspOffset;
    double around = object(2) + FINGERTIP_DEPTH;
    double distance = handDistanceXy(x, object(1));
    if (closingSteps == CLOSING_STEPS && distance < LOST && hand(2) < around + LOST) {
      work(action);
    } else if (closingSteps > 0 && closingSteps < CLOSING_STEPS) {
      closingSteps++;
      moveTo(x, object(1), around, GRIP, action);
    } else if (distance > ALIGNED) {
      begin();
      moveTo(x, object(1), object(2) + ABOVE, OPEN, action);
    } else if (hand(2) > around + LOWERED) {
      begin();
      moveTo(x, object(1), around, OPEN, action);
    } else {
      closingSteps = 1;
      moveTo(x, object(1), around, GRIP, action);
    }
  }

  /** Moves the hand so that the tool, with the orientation that it has, moves to a point. */
  final void moveToolTo(double x, double y, double z, double[] action) {
    moveTo(
        hand(0) + (x - object(0)),
        hand(1) + (y - object(1)),
        hand(2) + (z - object(2)),
        GRIP,
        action);
  }

  /** Keeps hand and tool where they are. */
  static void hold(double[] action) {
    action[0] = 0;
    action[1] = 0;
    action[2] = 0;
    action[3] = GRIP;
  }
}
