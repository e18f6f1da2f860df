package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Handle press: the handle is pushed down. */
class HandlePressTask extends HandleBoxTask {

  static final TaskConfig<HandleInputs> CONFIG =
      TaskConfig.named(
              "handle-press-v3",
              RewardVersions.of(HandlePressTask::rewardV2).withV1(HandleLegacyReward::press))
          .instruction("push the handle down")
          .success("the handle is at most 0.02 m above or below its goal")
          .scene("handle_press.xml", "sawyer_handle_press.xml")
          .contexts(vector(-0.1, 0.8, -0.001), vector(0.1, 0.9, 0.001))
          .goals(vector(-0.1, 0.55, 0.04), vector(0.1, 0.7, 0.08))
          .goalMarkerOnFixture("goalPress")
          .observedMarks("handleStart")
          .build();

  static final double SUCCESS_DISTANCE = 0.02;
  private static final double REACHED_DISTANCE = 0.02;
  private static final double NEAR_DISTANCE = 0.05;

  /** Where the handle starts, in metres from the upper end of its way. */
  private static final double RAISED = -0.001;

  HandlePressTask(Physics physics, MetaWorldSettings settings) {
    this(CONFIG, physics, settings);
  }

  HandlePressTask(TaskConfig<HandleInputs> config, Physics physics, MetaWorldSettings settings) {
    super(config, settings, physics, "handleStart");
  }

  @Override
  final void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    place(RAISED);
    readGoal(inputs.target);
    readGrip(inputs.gripStart);
    inputs.maximumDistance = Math.abs(inputs.gripStart[2] - inputs.target[2]);
  }

  static void rewardV2(HandleInputs in, RewardOutcome out) {
    double height = in.heightDifference();
    double startHeight = Math.abs(in.gripStart[2] - in.target[2]);
    double handToHandle = Vectors.distance(in.object, in.tcp);
    double startDistance = Vectors.distance(in.gripStart, in.initialTcp);
    out.inPlaceReward =
        Rewards.tolerance(
            height,
            0,
            SUCCESS_DISTANCE,
            Math.abs(startHeight - SUCCESS_DISTANCE),
            Falloff.LONG_TAIL);
    out.graspReward =
        Rewards.tolerance(
            handToHandle,
            0,
            REACHED_DISTANCE,
            Math.abs(startDistance - REACHED_DISTANCE),
            Falloff.LONG_TAIL);
    boolean pressed = height <= SUCCESS_DISTANCE;
    out.reward = pressed ? 10 : 10 * Rewards.hamacherProduct(out.graspReward, out.inPlaceReward);
    out.success = pressed;
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = 1;
    out.objectToTarget = height;
  }
}
