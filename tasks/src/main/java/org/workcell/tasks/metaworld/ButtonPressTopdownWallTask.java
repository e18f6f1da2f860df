package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;

/** Button press topdown wall: the button on top of a box is pressed down, past a low wall. */
final class ButtonPressTopdownWallTask extends ButtonBoxTask {

  static final TaskConfig<PressInputs> CONFIG =
      TaskConfig.named(
              "button-press-topdown-wall-v3",
              RewardVersions.of(ButtonPressTopdownWallTask::rewardV2)
                  .withV1(ButtonLegacyReward::topBehindWall))
          .instruction("press the button on top of the box behind the wall")
          .success("the button's face is at most 0.024 m from the hole, in height")
          .scene("button_press_topdown_wall.xml", "sawyer_button_press_topdown_wall.xml")
          .handStartFloat32(0, 0.4, 0.2)
          .contexts(vector(-0.1, 0.8, 0.115), vector(0.1, 0.9, 0.115))
          .goalMarkerOnFixture("hole")
          .observedMarks("buttonStart")
          .build();

  private static final int AXIS = 2;
  static final double SUCCESS_DISTANCE = 0.024;
  private static final double REACH_RADIUS = 0.01;
  private static final double PRESSING_DISTANCE = 0.03;

  ButtonPressTopdownWallTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics);
  }

  @Override
  void arrange(double[] context) {
    arrangeWithButtonAsIs(context);
    aimAtHole(AXIS);
    inputs.maximumDistance = inputs.travel;
  }

  @Override
  void readObjects(double[] frame) {
    readButtonOnTop(frame);
  }

  /** An open gripper earns more, unlike without the wall. */
  static void rewardV2(PressInputs in, RewardOutcome out) {
    double reach = PressRewards.rate(in, AXIS, REACH_RADIUS, SUCCESS_DISTANCE, out);
    out.reward = 5 * Rewards.hamacherProduct(Math.max(in.opening, 0), out.graspReward);
    if (reach <= PRESSING_DISTANCE) {
      out.reward += 5 * out.inPlaceReward;
    }
  }
}
