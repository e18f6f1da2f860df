package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Window close: the wing is pushed to the left. */
final class WindowCloseTask extends WindowTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "window-close-v3",
          "slide the window shut",
          TaskSheet.scene("window.xml", "sawyer_window_horizontal.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.4f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(0, 0.75, 0.2), vector(0, 0.9, 0.2)),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          "the handle is at most 0.05 m from its goal, along x");

  WindowCloseTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? WindowTask::rewardV1 : WindowCloseTask::rewardV2,
        "handleCloseStart");
  }

  @Override
  void arrange(double[] context) {
    arrange(context, 0, TRAVEL);
  }

  static void rewardV2(WindowInputs in, RewardOutcome out) {
    rewardV2(in, out, in.handleStart[0], Falloff.GAUSSIAN);
  }
}
