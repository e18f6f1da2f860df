package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Button press: the button on the front of a box is pressed along +y. */
final class ButtonPressTask extends ButtonBoxTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "button-press-v3",
          "press the button on the front of the box",
          TaskSheet.scene("button_press.xml", "sawyer_button_press.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.4f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.85, 0.115), vector(0.1, 0.9, 0.115)),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          "the button's face is at most 0.02 m from the hole, along y");

  private static final int AXIS = 1;
  private static final double SUCCESS_DISTANCE = 0.02;

  ButtonPressTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? ButtonPressTask::rewardV1 : ButtonPressTask::rewardV2);
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

  static void rewardV1(PressInputs in, RewardOutcome out) {
    PressRewards.legacyReward(in, in.leftFingertip, AXIS, SUCCESS_DISTANCE, out);
  }
}
