package org.workcell.tasks.metaworld.experts;

/** Grasps the hammer near its heavy head, lines the head up with the nail and drives it in. */
public final class HammerExpert extends ToolExpert {

  /** From the hammer's middle to its head, along x. */
  private static final double HEAD = 0.16;

  private static final double GRASP = 0.06;

  /** Distance between hammer and nail, along y, at which the face does not touch it yet. */
  private static final double BEFORE_NAIL = 0.15;

  private static final double ALIGNED = 0.015;

  /** Distance of the nail from its goal at which the work is done. */
  private static final double DRIVEN_IN = 0.003;

  private boolean hammering;

  /** An expert for one environment. */
  public HammerExpert() {
    super(GRASP);
  }

  @Override
  void begin() {
    super.begin();
    hammering = false;
  }

  @Override
  void work(double[] action) {
    double x = goal(0) - HEAD;
    double before = secondObject(1) - BEFORE_NAIL;
    hammering |= Math.abs(object(0) - x) < ALIGNED && Math.abs(object(2) - goal(2)) < ALIGNED;
    if (secondObject(1) > goal(1) - DRIVEN_IN) {
      hold(action);
    } else if (hammering) {
      moveToolTo(x, goal(1), goal(2), action);
    } else {
      moveToolTo(x, Math.min(object(1), before), goal(2), action);
    }
  }
}
