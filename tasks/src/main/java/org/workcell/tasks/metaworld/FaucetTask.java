package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.ObservationHistory.FIRST_OBJECT;
import static org.workcell.tasks.metaworld.ObservationHistory.QUATERNION;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/**
 * What the tasks share in which the handle of a faucet is turned: the faucet stands somewhere, its
 * handle pointing at the robot, and the handle's end goes to one side of it.
 */
abstract class FaucetTask extends MetaWorldTask<RewardInputs> {

  private static final double[] HAND_LOW = {-0.5, 0.4, -0.15};
  private static final double[] HAND_HIGH = {0.5, 1.0, 0.5};

  static final double GOAL_RADIUS = 0.07;
  private static final double REACHED_DISTANCE = 0.01;
  private static final double GOAL_HEIGHT = 0.125;

  /** From the site at the handle's end to the point observed. */
  private static final double OBSERVED_Z = -0.01;

  private final double goalSide;
  private final int faucetBody;
  private final int handleSite;

  /**
   * Makes the shared part of a task.
   *
   * @param handle name of the site at the handle's end
   * @param goalSide where the goal lies beside the faucet, along x
   */
  FaucetTask(
      TaskConfig<RewardInputs> config,
      MetaWorldSettings settings,
      Physics physics,
      String handle,
      double goalSide) {
    super(config, settings, physics, new RewardInputs());
    this.goalSide = goalSide;
    this.faucetBody = physics.scene().body("faucetBase");
    this.handleSite = physics.scene().site(handle);
  }

  /** What the configs of the tasks share. */
  static TaskConfig.Builder<RewardInputs> config(
      String name, RewardVersions<RewardInputs> rewards) {
    return TaskConfig.named(name, rewards)
        .success("the handle's end is at most 0.07 m from its goal")
        .scene("faucet.xml", "sawyer_faucet.xml")
        .handStart(0, 0.4, 0.2)
        .handLimits(HAND_LOW, HAND_HIGH);
  }

  /** Context: position of the faucet (3). */
  @Override
  final void placeFixtures(double[] context) {
    moveBody(faucetBody, context);
  }

  @Override
  final void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    Vectors.set(inputs.target, context[0] + goalSide, context[1], context[2] + GOAL_HEIGHT);
    refreshFaucet();
    inputs.maximumDistance = Vectors.distance(inputs.target, inputs.objectStart);
  }

  /** Recomputes positions after the faucet has moved, where upstream does so. */
  void refreshFaucet() {}

  @Override
  final void readObjects(double[] frame) {
    copyRow(physics.sitePos(), handleSite, frame, FIRST_OBJECT);
    frame[FIRST_OBJECT + 2] += OBSERVED_Z;
    copyRow(physics.bodyQuat(), faucetBody, frame, FIRST_OBJECT + QUATERNION);
  }

  /**
   * The reward for a point of the handle, given relative to the point observed.
   *
   * @param shiftX along x
   * @param shiftZ along z
   */
  static void reward(RewardInputs in, double shiftX, double shiftZ, RewardOutcome out) {
    double handleToGoal = distance(in.object, shiftX, shiftZ, in.target);
    double handToHandle = distance(in.object, shiftX, shiftZ, in.tcp);
    double turnMargin = Math.abs(Vectors.distance(in.objectStart, in.target) - GOAL_RADIUS);
    double reachMargin =
        Math.abs(Vectors.distance(in.objectStart, in.initialTcp) - REACHED_DISTANCE);
    out.inPlaceReward =
        Rewards.tolerance(handleToGoal, 0, GOAL_RADIUS, turnMargin, Falloff.LONG_TAIL);
    out.graspReward =
        Rewards.tolerance(handToHandle, 0, REACHED_DISTANCE, reachMargin, Falloff.GAUSSIAN);
    out.success = handleToGoal <= GOAL_RADIUS;
    out.reward = out.success ? 10 : 2 * (2 * out.graspReward + 3 * out.inPlaceReward);
    out.nearObject = asNumber(handToHandle <= REACHED_DISTANCE);
    out.graspSuccess = 1;
    out.objectToTarget = handleToGoal;
  }

  private static double distance(double[] object, double shiftX, double shiftZ, double[] other) {
    double x = object[0] + shiftX - other[0];
    double y = object[1] - other[1];
    double z = object[2] + shiftZ - other[2];
    return Math.sqrt(x * x + y * y + z * z);
  }
}
