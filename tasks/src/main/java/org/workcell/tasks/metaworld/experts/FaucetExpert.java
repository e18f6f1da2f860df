package org.workcell.tasks.metaworld.experts;

/** Lowers the closed fingers beside the faucet's handle and pushes it around the pivot. */
abstract class FaucetExpert extends HingeExpert {

  /** Where the fingers push the handle, from the pivot along the handle and across it. */
  private static final double ALONG = 0.15;

  private static final double BESIDE = 0.06;
  private static final double PUSHING = 0.03;

  /** Height of the hand over the goal's. */
  private static final double PUSH_HEIGHT = 0.015;

  private static final double TRAVEL_HEIGHT = 0.1;
  private static final double ALIGNED = 0.02;

  /** How far the hand leads the handle, in radians. */
  private static final double LEAD = 0.4;

  /** Where the handle has to be; its joint gives way to a hand that pushes on. */
  private static final double QUARTER_TURN = Math.PI / 2;

  /** 1 for turning counter-clockwise, -1 for clockwise. */
  private final int sense;

  private boolean pushing;

  /**
   * Makes an expert.
   *
   * @param pivotFromGoalX from the goal to the pivot, along x
   * @param objectX the point observed, relative to the pivot, along x
   */
  FaucetExpert(double pivotFromGoalX, double objectX, int sense) {
    super(1, new double[] {pivotFromGoalX, 0}, new double[] {objectX, -0.175});
    this.sense = sense;
  }

  @Override
  final void begin() {
    pushing = false;
  }

  @Override
  final void act(double[] action) {
    turnTo(pushing ? sense * Math.min(sense * angle() + LEAD, QUARTER_TURN) : angle());
    double across = -sense * (pushing ? PUSHING : BESIDE);
    double x = x(across, -ALONG);
    double y = second(across, -ALONG);
    double height = goal(2) + PUSH_HEIGHT;
    boolean aligned = pushing || handDistanceXy(x, y) < ALIGNED;
    pushing |= aligned && hand(2) < height + ALIGNED;
    moveTo(x, y, aligned ? height : height + TRAVEL_HEIGHT, CLOSED, action);
  }
}
