package org.workcell.tasks.metaworld;

import static org.workcell.tasks.metaworld.Box.vector;

import org.workcell.sim.physics.Physics;

/** Faucet open: the handle is turned counter-clockwise, to +x. */
final class FaucetOpenTask extends FaucetTask {

  static final TaskSheet SHEET =
      new TaskSheet(
          "faucet-open-v3",
          "turn the faucet's handle counter-clockwise",
          SCENE,
          HAND_START,
          HAND_LIMITS,
          new Box(vector(-0.05, 0.8, 0), vector(0.05, 0.85, 0)),
          GOALS,
          SUCCESS_RULE);

  /** From the point observed to the point that the reward is about. */
  private static final double SHIFT_X = -0.04;

  private static final double SHIFT_Z = 0.03;

  FaucetOpenTask(Physics physics, MetaWorldSettings settings) {
    super(
        SHEET,
        settings,
        physics,
        settings.legacyReward() ? FaucetTask::rewardV1 : FaucetOpenTask::rewardV2,
        "handleStartOpen",
        "goal_open",
        0.175);
  }

  static void rewardV2(RewardInputs in, RewardOutcome out) {
    reward(in, SHIFT_X, SHIFT_Z, out);
  }
}
