package org.workcell.tasks.metaworld.experts;

/**
 * Takes the ball between the fingers, puts it down straight in front of the goal, and pushes it in
 * with the front finger, because the crossbar stops the hand before a held ball is in the goal.
 */
public final class SoccerExpert extends GripExpert {

  private static final double GRIP = 0.6;

  /** How far before the goal the ball is put down, at least. */
  private static final double RUN_UP = 0.16;

  private static final double PUT_DOWN = 0.007;

  /** With the hand so far behind the ball, along y, the front finger is behind it too. */
  private static final double HAND_BEHIND_BALL = 0.09;

  private static final double RAISED = 0.13;
  private static final double LOWERED = 0.065;
  private static final double ARRIVED = 0.015;

  /** Action along y while the finger pushes: slow, so that the ball does not run away. */
  private static final double PUSH = 0.35;

  /** Offset of hand and ball, along x, with which the finger still pushes straight. */
  private static final double LOST_SIDEWAYS = 0.04;

  /** The finger has passed the ball when the hand is closer to it than this, along y. */
  private static final double LOST_AHEAD = 0.03;

  private enum Phase {
    CARRY,
    RISE,
    RETREAT,
    LOWER,
    PUSH
  }

  private Phase phase = Phase.CARRY;

  /** An expert for one environment. */
  public SoccerExpert() {
    super(0, GRIP);
  }

  @Override
  void begin() {
    super.begin();
    phase = Phase.CARRY;
  }

  @Override
  void carry(double around, double grip, double[] action) {
    double y = Math.min(object(1), goal(1) - RUN_UP);
    if (handDistanceXy(goal(0), y) < PUT_DOWN) {
      phase = Phase.RISE;
    }
    moveTo(goal(0), y, object(2) + FINGERTIP_DEPTH, grip, action);
  }

  @Override
  void act(double[] action) {
    double behind = object(1) - HAND_BEHIND_BALL;
    switch (phase) {
      case CARRY -> super.act(action);
      case RISE -> {
        moveTo(hand(0), hand(1), RAISED + 2 * ARRIVED, OPEN, action);
        advance(hand(2) > RAISED, Phase.RETREAT);
      }
      case RETREAT -> {
        moveTo(object(0), behind, RAISED, OPEN, action);
        advance(handDistanceXy(object(0), behind) < ARRIVED, Phase.LOWER);
      }
      case LOWER -> {
        moveTo(object(0), behind, LOWERED, OPEN, action);
        advance(hand(2) < LOWERED + ARRIVED, Phase.PUSH);
      }
      case PUSH -> push(action);
    }
  }

  /** Steers the ball to the middle of the goal: the hand stays a little on its far side. */
  private void push(double[] action) {
    double across = object(0) - hand(0);
    if (Math.abs(across) > LOST_SIDEWAYS || object(1) - hand(1) < LOST_AHEAD) {
      begin();
    }
    moveTo(object(0) - 0.3 * (goal(0) - object(0)), hand(1), LOWERED, OPEN, action);
    action[1] = PUSH;
  }

  private void advance(boolean done, Phase next) {
    if (done) {
      phase = next;
    }
  }
}
