package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.metaworld.Rewards.Falloff;

/** Window open: the wing is pushed to the right. */
final class WindowOpenTask extends WindowTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "window-open-v3",
          "slide the window open",
          TaskSheet.scene("window.xml", "sawyer_window_horizontal.xml"),
          // Upstream keeps these two in single precision.
          vector(0, 0.4f, 0.2f),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          new Box(vector(-0.1, 0.7, 0.16), vector(0.1, 0.9, 0.16)),
          new Box(vector(-0.5, 0.4, 0.05), vector(0.5, 1.0, 0.5)),
          "the handle is at most 0.05 m from its goal, along x");

  WindowOpenTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? WindowTask::rewardV1 : WindowOpenTask::rewardV2,
        "handleOpenStart");
  }

  @Override
  void arrange(double[] context) {
    arrange(context, TRAVEL, 0);
  }

  static void rewardV2(WindowInputs in, RewardOutcome out) {
    rewardV2(in, out, in.objectStart[0], Falloff.LONG_TAIL);
  }
}
