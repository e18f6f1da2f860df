package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Button press wall: the button is pressed along +y, with a low wall before it. */
final class ButtonPressWallTask extends ButtonBoxTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "button-press-wall-v3",
          "press the button behind the wall",
          TaskSheet.scene("button_press_wall.xml", "sawyer_button_press_wall.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.4f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.05, 0.85, 0.1149), vector(0.05, 0.9, 0.1151)),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          "the button's face is at most 0.03 m from the hole, along y");

  private static final int AXIS = 1;
  private static final double SUCCESS_DISTANCE = 0.03;
  private static final double REACH_RADIUS = 0.01;

  /** Nearer than this an open gripper earns more, farther away a closed one. */
  private static final double PRESSING_DISTANCE = 0.07;

  ButtonPressWallTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? ButtonPressWallTask::rewardV1 : ButtonPressWallTask::rewardV2);
  }

  @Override
  void arrange(double[] context) {
    arrangeWithButtonOut(context);
    aimAtHole(AXIS);
    // Upstream takes the height here, although the button goes along y.
    inputs.maximumDistance = startDistance(2);
  }

  @Override
  void readObjects(double[] frame) {
    readButtonInFront(frame);
  }

  static void rewardV2(PressInputs in, RewardOutcome out) {
    double reach = PressRewards.rate(in, AXIS, REACH_RADIUS, SUCCESS_DISTANCE, out);
    if (reach > PRESSING_DISTANCE) {
      out.reward = 2 * Rewards.hamacherProduct((1 - in.opening) / 2, out.graspReward);
    } else {
      out.reward = 2 + 2 * (1 + in.opening) + 4 * out.inPlaceReward * out.inPlaceReward;
    }
  }

  static void rewardV1(PressInputs in, RewardOutcome out) {
    PressRewards.legacyReward(in, in.leftFingertip, AXIS, SUCCESS_DISTANCE, out);
  }
}
