package org.workcell.tasks.metaworld.experts;

/** Lifts the stick and pushes the thermos with its end. */
public final class StickPushExpert extends ToolExpert {

  private static final double PUSHING_HEIGHT = 0.1;
  private static final double ALIGNED_SIDEWAYS = 0.005;
  private static final double ALIGNED_HEIGHT = 0.02;

  /** Between the middles of stick and thermos; they touch at 0.11 m. */
  private static final double BEFORE_THERMOS = 0.13;

  /** How far the stick is led ahead while it pushes; small, for the thermos slides on. */
  private static final double STRIDE = 0.05;

  /** Distance of the thermos from the goal, along x, at which the work is done. */
  private static final double ARRIVED = 0.06;

  private boolean pushing;
  private boolean arrived;

  /** An expert for one environment. */
  public StickPushExpert() {
    super(0);
  }

  @Override
  void begin() {
    super.begin();
    pushing = false;
    arrived = false;
  }

  @Override
  void work(double[] action) {
    boolean high = Math.abs(object(2) - PUSHING_HEIGHT) < ALIGNED_HEIGHT;
    pushing |= high && Math.abs(object(1) - secondObject(1)) < ALIGNED_SIDEWAYS;
    boolean behind = secondObject(0) - object(0) < BEFORE_THERMOS;
    arrived |= pushing && behind && secondObject(0) > goal(0) - ARRIVED;
    if (arrived) {
      hold(action);
    } else if (pushing) {
      moveToolTo(object(0) + STRIDE, secondObject(1), PUSHING_HEIGHT, action);
    } else {
      double x = Math.min(object(0), secondObject(0) - BEFORE_THERMOS);
      moveToolTo(x, secondObject(1), PUSHING_HEIGHT, action);
    }
  }
}
