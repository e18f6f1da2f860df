package org.workcell.tasks.metaworld.experts;

/** Lines the hand up with the button of the coffee machine, then presses it. */
public final class CoffeeButtonExpert extends HandExpert {

  private static final double CLEARANCE = 0.15;
  private static final double ALIGNED = 0.02;
  private static final double PRESS_DEPTH = 0.1;

  @Override
  void act(double[] action) {
    double x = hand(0) - object(0);
    double z = hand(2) - object(2);
    boolean aligned = Math.sqrt(x * x + z * z) < ALIGNED;
    double y = aligned ? object(1) + PRESS_DEPTH : object(1) - CLEARANCE;
    moveTo(object(0), y, object(2), OPEN, action);
  }
}
