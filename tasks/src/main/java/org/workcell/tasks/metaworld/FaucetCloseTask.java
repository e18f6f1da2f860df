package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Faucet close: the handle is turned clockwise, to -x. */
final class FaucetCloseTask extends FaucetTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "faucet-close-v3",
          "turn the faucet's handle clockwise",
          SCENE,
          HAND_START,
          HAND_LIMITS,
          new Box(vector(-0.1, 0.8, 0), vector(0.1, 0.85, 0)),
          GOALS,
          SUCCESS_RULE);

  FaucetCloseTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? FaucetTask::rewardV1 : FaucetCloseTask::rewardV2,
        "handleStartClose",
        "goal_close",
        -0.175);
  }

  @Override
  void refreshFaucet() {
    physics.forward();
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    reward(in, 0, 0, out);
  }
}
