package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;
import org.workcell.tasks.common.Rewards.Falloff;

/** Window close: the wing is pushed to the left. */
final class WindowCloseTask extends WindowTask {

  static final TaskConfig<WindowInputs> CONFIG =
      config("window-close-v3", WindowCloseTask::rewardV2)
          .instruction("slide the window shut")
          .contexts(vector(0, 0.75, 0.2), vector(0, 0.9, 0.2))
          .observedMarks("handleCloseStart")
          .build();

  WindowCloseTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "handleCloseStart");
  }

  @Override
  void arrange(double[] context) {
    arrange(context, 0, TRAVEL);
  }

  static void rewardV2(WindowInputs in, RewardOutcome out) {
    rewardV2(in, out, in.handleStart[0], Falloff.GAUSSIAN);
  }
}
