package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Button press: the button on the front of a box is pressed along +y. */
final class ButtonPressTask extends ButtonBoxTask {

  static final TaskConfig<PressInputs> CONFIG =
      TaskConfig.named(
              "button-press-v3",
              RewardVersions.of(ButtonPressTask::rewardV2).withV1(ButtonLegacyReward::front))
          .instruction("press the button on the front of the box")
          .success("the button's face is at most 0.02 m from the hole, along y")
          .scene("button_press.xml", "sawyer_button_press.xml")
          .handStartFloat32(0, 0.4, 0.2)
          .contexts(vector(-0.1, 0.85, 0.115), vector(0.1, 0.9, 0.115))
          .goalMarkerOnFixture("hole")
          .observedMarks("buttonStart")
          .build();

  private static final int AXIS = 1;
  static final double SUCCESS_DISTANCE = 0.02;

  ButtonPressTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics);
  }

  @Override
  void arrange(double[] context) {
    arrangeWithButtonOut(context);
    aimAtHole(AXIS);
    inputs.maximumDistance = inputs.travel;
  }

  @Override
  void readObjects(double[] frame) {
    readButtonInFront(frame);
  }

  static void rewardV2(PressInputs in, RewardOutcome out) {
    PressRewards.rewardForward(in, SUCCESS_DISTANCE, out);
  }
}
