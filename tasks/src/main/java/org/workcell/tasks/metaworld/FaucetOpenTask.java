package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Faucet open: the handle is turned counter-clockwise, to +x. */
final class FaucetOpenTask extends FaucetTask {

  static final TaskConfig<RewardInputs> CONFIG =
      config(
              "faucet-open-v3",
              RewardVersions.of(FaucetOpenTask::rewardV2).withV1(FaucetLegacyReward::reward))
          .instruction("turn the faucet's handle counter-clockwise")
          .contexts(vector(-0.05, 0.8, 0), vector(0.05, 0.85, 0))
          .goalMarker("goal_open")
          .observedMarks("handleStartOpen")
          .build();

  /** From the point observed to the point that the reward is about. */
  private static final double SHIFT_X = -0.04;

  private static final double SHIFT_Z = 0.03;

  FaucetOpenTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "handleStartOpen", 0.175);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    reward(in, SHIFT_X, SHIFT_Z, out);
  }
}
