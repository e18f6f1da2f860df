package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;
import static org.workcell.tasks.metaworld.RewardOutcome.asNumber;

import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;
import org.workcell.tasks.common.Rewards.Falloff;
import org.workcell.tasks.common.Vectors;

/** Handle pull: the handle is pulled up. */
final class HandlePullTask extends HandleBoxTask {

  static final TaskConfig<HandleInputs> CONFIG =
      TaskConfig.named(
              "handle-pull-v3",
              RewardVersions.of(HandlePullTask::rewardV2).withV1(HandleLegacyReward::pull))
          .instruction("pull the handle up")
          .success("the handle is at most 0.05 m above or below its goal")
          .scene("handle_press.xml", "sawyer_handle_press.xml")
          .contexts(vector(-0.1, 0.8, -0.001), vector(0.1, 0.9, 0.001))
          .goals(vector(-0.1, 0.55, 0.04), vector(0.1, 0.7, 0.18))
          .goalMarkerOnFixture("goalPull")
          .observedMarks("handleRight")
          .build();

  static final double SUCCESS_DISTANCE = 0.05;
  private static final double NEAR_DISTANCE = 0.05;
  private static final double HELD_DISTANCE = 0.035;
  private static final double LIFTED_HEIGHT = 0.03;
  private static final GripperCaging CAGING =
      new GripperCaging(0.022, 0.05, 0.01, 0.01, 1, GripperCaging.Density.HIGH);

  /** Where the handle starts, in metres from the upper end of its way. */
  private static final double LOWERED = -0.1;

  private final double siteHeightOnHandle;

  HandlePullTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "handleRight");
    int site = physics.scene().site("handleStart");
    this.siteHeightOnHandle = physics.scene().get(ModelField.SITE_POS, 3 * site + 2);
  }

  @Override
  void arrange(double[] context) {
    System.arraycopy(context, 0, inputs.objectStart, 0, 3);
    placeFixtures(context);
    place(LOWERED);
    readGoal(inputs.target);
    // Upstream takes the height of a site in the handle's frame for one in the world.
    inputs.maximumDistance = Math.abs(siteHeightOnHandle - inputs.target[2]);
  }

  /** Start, here, is the position of the box. */
  static void rewardV2(HandleInputs in, RewardOutcome out) {
    double height = in.heightDifference();
    double margin = Math.abs(in.target[2] - in.objectStart[2]);
    double handToHandle = Vectors.distance(in.object, in.tcp);
    out.inPlaceReward = Rewards.tolerance(height, 0, SUCCESS_DISTANCE, margin, Falloff.LONG_TAIL);
    out.graspReward = CAGING.reward(in);
    if (height < SUCCESS_DISTANCE) {
      out.reward = 10;
    } else {
      // Upstream compares the handle's y with the height of the box: true wherever the box stands.
      boolean lifted = in.object[1] - 0.01 > in.objectStart[2];
      boolean held = handToHandle < HELD_DISTANCE && in.opening > 0 && lifted;
      out.reward =
          Rewards.hamacherProduct(out.graspReward, out.inPlaceReward)
              + (held ? 1 + 5 * out.inPlaceReward : 0);
    }
    out.success = height <= SUCCESS_DISTANCE;
    out.nearObject = asNumber(handToHandle <= NEAR_DISTANCE);
    out.graspSuccess = asNumber(in.opening > 0 && in.object[2] - LIFTED_HEIGHT > in.objectStart[2]);
    out.objectToTarget = height;
  }
}
