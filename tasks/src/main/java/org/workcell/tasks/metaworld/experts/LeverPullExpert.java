package org.workcell.tasks.metaworld.experts;

/**
 * Puts the left finger under the lever's knob, with the palm behind it, and leads the knob along
 * its arc until the lever stands upright.
 */
public final class LeverPullExpert extends HandExpert {

  /** Length of the lever; its axis is this far below the goal. */
  private static final double LENGTH = 0.2;

  /** From the hand, the knob is here when the upper end of the left finger lifts it. */
  private static final double KNOB_AHEAD = 0.055;

  /** From the hand, the knob is here when the palm pushes it. */
  private static final double KNOB_AT_PALM = 0.07;

  private static final double KNOB_ABOVE = 0.075;
  private static final double CLEARANCE = 0.05;
  private static final double ALIGNED = 0.015;

  /** How far the hand is led ahead of the knob, in radians of the lever. */
  private static final double LEAD = 0.6;

  private static final double UPRIGHT = Math.PI / 2;

  private boolean under;

  @Override
  void begin() {
    under = false;
  }

  @Override
  void act(double[] action) {
    double y = object(1) - KNOB_AHEAD;
    double z = object(2) - KNOB_ABOVE;
    under |= handDistanceXy(object(0), y) < ALIGNED && hand(2) < z;
    if (under) {
      swing(action);
    } else if (hand(2) > z - CLEARANCE / 2 || Math.abs(hand(0) - object(0)) > ALIGNED) {
      moveTo(object(0), Math.min(hand(1), y), z - CLEARANCE, OPEN, action);
    } else {
      moveTo(object(0), y, z - CLEARANCE, OPEN, action);
    }
  }

  private void swing(double[] action) {
    double axisY = goal(1);
    double axisZ = goal(2) - LENGTH;
    double raised = Math.atan2(object(2) - axisZ, axisY - object(1));
    double led = Math.min(raised + LEAD, UPRIGHT);
    double y = axisY - LENGTH * Math.cos(led) - KNOB_AT_PALM;
    double z = axisZ + LENGTH * Math.sin(led) - KNOB_ABOVE;
    moveTo(object(0), y, z, OPEN, action);
  }
}
