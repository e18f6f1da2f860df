package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Button press topdown: the button on top of a box is pressed down. */
final class ButtonPressTopdownTask extends ButtonBoxTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "button-press-topdown-v3",
          "press the button on top of the box",
          TaskSheet.scene("button_press_topdown.xml", "sawyer_button_press_topdown.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.4f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.8, 0.115), vector(0.1, 0.9, 0.115)),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          "the button's face is at most 0.024 m from the hole, in height");

  private static final int AXIS = 2;
  private static final double SUCCESS_DISTANCE = 0.024;
  private static final double REACH_RADIUS = 0.01;
  private static final double PRESSING_DISTANCE = 0.03;

  ButtonPressTopdownTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward()
            ? ButtonPressTopdownTask::rewardV1
            : ButtonPressTopdownTask::rewardV2);
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

  static void rewardV1(PressInputs in, RewardOutcome out) {
    PressRewards.legacyReward(in, in.tcp, AXIS, SUCCESS_DISTANCE, out);
  }
}
