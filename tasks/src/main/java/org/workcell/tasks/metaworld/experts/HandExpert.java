package org.workcell.tasks.metaworld.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;

/** Leads the hand towards waypoints. Allocates nothing after construction. */
abstract class HandExpert implements Expert {

  /** The fingertips are this far below the hand's frame, in metres. */
  static final double FINGERTIP_DEPTH = 0.045;

  static final double OPEN = -1;

  static final double CLOSED = 1;

  private static final int OBSERVATION_SIZE = 39;
  private static final int HAND = 0;
  private static final int OBJECT = 4;
  private static final int OBJECT_QUATERNION = 7;
  private static final int SECOND_OBJECT = 11;
  private static final int GOAL = 36;

  /**
   * Action per metre of distance. An action of one moves the hand's target by 1 cm, so the target
   * covers a tenth of the remaining distance per step.
   */
  private static final double GAIN = 10;

  private final double[] observation = new double[OBSERVATION_SIZE];

  /** Chooses an action from the observation that the accessors show. */
  abstract void act(double[] action);

  @Override
  public final void start(Episode episode) {
    begin();
  }

  /** Forgets what it is at, at the start of an episode or when it has to begin anew. */
  void begin() {
    // Experts without a memory of their own have nothing to forget.
  }

  @Override
  public final void act(Observation source, double[] action) {
    source.read(0, observation);
    act(action);
  }

  final double hand(int axis) {
    return observation[HAND + axis];
  }

  final double object(int axis) {
    return observation[OBJECT + axis];
  }

  /** A component of the object's quaternion, in the order in which the task observes it. */
  final double objectQuaternion(int component) {
    return observation[OBJECT_QUATERNION + component];
  }

  final double secondObject(int axis) {
    return observation[SECOND_OBJECT + axis];
  }

  final double goal(int axis) {
    return observation[GOAL + axis];
  }

  /** Distance of the hand from a point, in the plane of the table. */
  final double handDistanceXy(double x, double y) {
    double dx = hand(0) - x;
    double dy = hand(1) - y;
    return Math.sqrt(dx * dx + dy * dy);
  }

  /** Moves the hand towards a point, with a gripper effort. */
  final void moveTo(double x, double y, double z, double effort, double[] action) {
    action[0] = saturate(GAIN * (x - hand(0)));
    action[1] = saturate(GAIN * (y - hand(1)));
    action[2] = saturate(GAIN * (z - hand(2)));
    action[3] = effort;
  }

  private static double saturate(double value) {
    return Math.min(Math.max(value, -1), 1);
  }
}
