package org.workcell.tasks.metaworld;

import static org.workcell.tasks.common.Box.vector;

import org.workcell.sim.physics.Physics;

/** Faucet close: the handle is turned clockwise, to -x. */
final class FaucetCloseTask extends FaucetTask {

  static final TaskConfig<RewardInputs> CONFIG =
      config(
              "faucet-close-v3",
              RewardVersions.of(FaucetCloseTask::rewardV2).withV1(FaucetLegacyReward::reward))
          .instruction("turn the faucet's handle clockwise")
          .contexts(vector(-0.1, 0.8, 0), vector(0.1, 0.85, 0))
          .goalMarker("goal_close")
          .observedMarks("handleStartClose")
          .build();

  FaucetCloseTask(Physics physics, MetaWorldSettings settings) {
    super(CONFIG, settings, physics, "handleStartClose", -0.175);
  }

  @Override
  void refreshFaucet() {
    physics.forward();
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    reward(in, 0, 0, out);
  }
}
