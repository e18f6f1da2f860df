package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;

/** Button press topdown: the button on top of a box is pressed down. */
final class ButtonPressTopdownTask extends ButtonBoxTask {

  static final TaskConfig<PressInputs> CONFIG =
      TaskConfig.named(
              "button-press-topdown-v3",
              RewardVersions.of(ButtonPressTopdownTask::rewardV2).withV1(ButtonLegacyReward::top))
          .instruction("press the button on top of the box")
          .success("the button's face is at most 0.024 m from the hole, in height")
          .scene("button_press_topdown.xml", "sawyer_button_press_topdown.xml")
          .handStartFloat32(0, 0.4, 0.2)
          .contexts(vector(-0.1, 0.8, 0.115), vector(0.1, 0.9, 0.115))
          .goalMarkerOnFixture("hole")
          .observedMarks("buttonStart")
          .build();

  private static final int AXIS = 2;
  static final double SUCCESS_DISTANCE = 0.024;
  private static final double REACH_RADIUS = 0.01;
  private static final double PRESSING_DISTANCE = 0.03;

  ButtonPressTopdownTask(Physics physics, MetaWorldSettings settings) {
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

  /** A closed gripper earns more. */
  static void rewardV2(PressInputs in, RewardOutcome out) {
    double reach = PressRewards.rate(in, AXIS, REACH_RADIUS, SUCCESS_DISTANCE, out);
    out.reward = 5 * Rewards.hamacherProduct(1 - in.opening, out.graspReward);
    if (reach <= PRESSING_DISTANCE) {
      out.reward += 5 * out.inPlaceReward;
    }
  }
}
