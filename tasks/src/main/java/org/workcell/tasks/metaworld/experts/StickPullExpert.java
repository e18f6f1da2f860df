package org.workcell.tasks.metaworld.experts;

/** Puts the stick through the thermos' handle and leads the thermos to the goal with it. */
public final class StickPullExpert extends ToolExpert {

  private static final double GRASP = -0.015;

  /** How far the stick's middle is before the handle when its end is wholly through. */
  private static final double INSERTED = 0.03;

  /** Where the stick is led until then, also before the handle. */
  private static final double INSERTION = 0.012;

  private static final double BEFORE_HANDLE = 0.09;
  private static final double ALIGNED = 0.01;

  /** Below the middle of the handle, so that the fingers have room. */
  private static final double LOWER = 0.02;

  private boolean inserting;

  /** An expert for one environment. */
  public StickPullExpert() {
    super(GRASP);
  }

  @Override
  void begin() {
    super.begin();
    inserting = false;
  }

  @Override
  void work(double[] action) {
    double height = secondObject(2) - LOWER;
    inserting |=
        Math.abs(object(1) - secondObject(1)) < ALIGNED && Math.abs(object(2) - height) < ALIGNED;
    if (!inserting) {
      moveToolTo(
          Math.min(object(0), secondObject(0) - BEFORE_HANDLE), secondObject(1), height, action);
    } else if (object(0) < secondObject(0) - INSERTED) {
      moveToolTo(secondObject(0) - INSERTION, secondObject(1), height, action);
    } else {
      moveTo(
          hand(0) + goal(0) - secondObject(0),
          hand(1) + goal(1) - secondObject(1),
          hand(2) + height - object(2),
          GRIP,
          action);
    }
  }
}
