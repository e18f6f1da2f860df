package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards;

/** Button press wall: the button is pressed along +y, with a low wall before it. */
final class ButtonPressWallTask extends ButtonBoxTask {

  static final TaskConfig<PressInputs> CONFIG =
      TaskConfig.named(
              "button-press-wall-v3",
              RewardVersions.of(ButtonPressWallTask::rewardV2)
                  .withV1(ButtonLegacyReward::frontBehindWall))
          .instruction("press the button behind the wall")
          .success("the button's face is at most 0.03 m from the hole, along y")
          .scene("button_press_wall.xml", "sawyer_button_press_wall.xml")
          .handStartFloat32(0, 0.4, 0.2)
          .contexts(vector(-0.05, 0.85, 0.1149), vector(0.05, 0.9, 0.1151))
          .goalMarkerOnFixture("hole")
          .observedMarks("buttonStart")
          .build();

  private static final int AXIS = 1;
  static final double SUCCESS_DISTANCE = 0.03;
  private static final double REACH_RADIUS = 0.01;

  /** Nearer than this an open gripper earns more, farther away a closed one. */
  private static final double PRESSING_DISTANCE = 0.07;

  ButtonPressWallTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics);
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
}
