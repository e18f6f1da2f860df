package org.workcell.tasks.metaworld.experts;

/** Carries the ring by its handle over the peg and lowers it. */
public final class AssemblyExpert extends RingNutExpert {

  /** How high above the peg's top, which is the goal, the ring travels. */
  private static final double TRAVEL_ABOVE_PEG = 0.06;

  /** The ring clears the peg's top at this height. */
  private static final double CLEARANCE = 0.035;

  private static final double ALIGNED = 0.006;

  /** Within this distance of the peg's axis, below its top, the ring is around the peg. */
  private static final double AROUND_PEG = 0.02;

  /** Where the ring is held in the end, below the peg's top. */
  private static final double LOWERED = 0.05;

  @Override
  void act(double[] action) {
    if (!graspHandle(action)) {
      return;
    }
    double x = goal(0) - ring(0);
    double y = goal(1) - ring(1);
    double fromAxis = Math.sqrt(x * x + y * y);
    if (fromAxis < (ring(2) < goal(2) ? AROUND_PEG : ALIGNED)) {
      moveBy(x, y, goal(2) - LOWERED - ring(2), GRIP, action);
    } else if (ring(2) < goal(2) + CLEARANCE) {
      moveBy(0, 0, goal(2) + TRAVEL_ABOVE_PEG - ring(2), GRIP, action);
    } else {
      moveBy(x, y, goal(2) + TRAVEL_ABOVE_PEG - ring(2), GRIP, action);
    }
  }
}
