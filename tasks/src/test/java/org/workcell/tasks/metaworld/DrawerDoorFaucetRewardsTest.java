package org.workcell.tasks.metaworld;

import java.util.stream.Stream;

class DrawerDoorFaucetRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        formulas("drawer-close-v3", DrawerCloseTask::rewardV2, DrawerLegacyReward::close),
        new Formulas<>(
            "door-open-v3",
            DoorOpenTask.Inputs::new,
            (named, in) -> in.angle = number(named, "jq('doorjoint')"),
            DoorOpenTask::rewardV2,
            DoorLegacyReward::open),
        formulas("door-close-v3", DoorCloseTask::rewardV2, DoorLegacyReward::close),
        formulas("door-lock-v3", DoorLockTask::rewardV2, DoorLegacyReward::latch),
        formulas("door-unlock-v3", DoorUnlockTask::rewardV2, DoorLegacyReward::latch),
        formulas("faucet-open-v3", FaucetOpenTask::rewardV2, FaucetLegacyReward::reward),
        formulas("faucet-close-v3", FaucetCloseTask::rewardV2, FaucetLegacyReward::reward));
  }
}
