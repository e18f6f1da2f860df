package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/**
 * Handle pull, with the box at the robot's side: it faces along x instead of the robot. Another
 * point of the handle is observed than in {@link HandlePullTask}, one that never reaches the goal
 * itself.
 */
final class HandlePullSideTask extends HandleBoxTask {

  static final TaskConfig<HandleInputs> CONFIG =
      TaskConfig.named(
              "handle-pull-side-v3",
              RewardVersions.of(HandlePullSideTask::rewardV2).withV1(HandleLegacyReward::pullSide))
          .instruction("pull the sideways-mounted handle up")
          .success("the middle of the handle's lever is at most 0.08 m from its goal")
          .scene("handle_press_sideways.xml", "sawyer_handle_press_sideways.xml")
          .contexts(vector(-0.35, 0.65, 0), vector(-0.25, 0.75, 0))
          .goalMarkerOnFixture("goalPull")
          .observedMarks("handleCenter")
          .build();

  static final double SUCCESS_DISTANCE = 0.08;

  /** Distance to the goal that earns the full reward. */
  private static final double RAISED_DISTANCE = 0.05;

  private static final double NEAR_DISTANCE = 0.05;
  private static final double HELD_DISTANCE = 0.035;
  private static final double MOVED_HEIGHT = 0.01;
  private static final double LIFTED_HEIGHT = 0.03;
  private static final GripperCaging CAGING =
      new GripperCaging(0.032, 0.06, 0.01, 0.01, 1, GripperCaging.Density.HIGH);

  /** Where the handle starts, in metres from the upper end of its way. */
  private static final double LOWERED = -0.1;

  private final int upperSite;

  HandlePullSideTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "handleCenter");
    this.upperSite = physics.scene().site("handleStart");
  }

  @Override
  void arrange(double[] context) {
    placeFixtures(context);
    place(LOWERED);
    readGoal(inputs.target);
    inputs.maximumDistance = Math.abs(physics.sitePos().get(upperSite, 2) - inputs.target[2]);
    readGrip(inputs.objectStart);
  }

  static void rewardV2(HandleInputs in, RewardOutcome out) {
    double handleToGoal = Vectors.distance(in.object, in.target);
    double margin = Vectors.distance(in.objectStart, in.target);
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double lift = in.object[2] - in.objectStart[2];
    out.inPlaceReward =
        Rewards.tolerance(handleToGoal, 0, RAISED_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (handleToGoal < RAISED_DISTANCE) {
      out.reward = 10;
    } else {
      boolean held = handToHandle < HELD_DISTANCE && in.opening > 0 && lift > MOVED_HEIGHT;
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held ? 1 + 5 * out.inPlaceReward : 0);
    }
    out.success = handleToGoal <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0 && lift > LIFTED_HEIGHT);
    out.objectToTarget = handleToGoal;
  }
}
