package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards.Falloff;

/** Window open: the wing is pushed to the right. */
final class WindowOpenTask extends WindowTask {

  static final TaskConfig<WindowInputs> CONFIG =
      config("window-open-v3", WindowOpenTask::rewardV2)
          .instruction("slide the window open")
          .contexts(vector(-0.1, 0.7, 0.16), vector(0.1, 0.9, 0.16))
          .observedMarks("handleOpenStart")
          .build();

  WindowOpenTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "handleOpenStart");
  }

  @Override
  void arrange(double[] context) {
    arrange(context, TRAVEL, 0);
  }

  static void rewardV2(WindowInputs in, RewardOutcome out) {
    rewardV2(in, out, in.objectStart[0], Falloff.LONG_TAIL);
  }
}
