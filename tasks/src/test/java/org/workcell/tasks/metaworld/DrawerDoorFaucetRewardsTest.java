package org.workcell.tasks.metaworld;

import java.util.stream.Stream;

class DrawerDoorFaucetRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        formulas("drawer-close-v3", DrawerCloseTask::rewardV2, DrawerCloseTask::rewardV1),
        new Formulas<>(
            "door-open-v3",
            DoorOpenTask.Inputs::new,
            (named, in) -> in.angle = number(named, "jq('doorjoint')"),
            DoorOpenTask::rewardV2,
            DoorOpenTask::rewardV1),
        formulas("door-close-v3", DoorCloseTask::rewardV2, DoorCloseTask::rewardV1),
        formulas("door-lock-v3", DoorLockTask::rewardV2, DoorLatchTask::rewardV1),
        formulas("door-unlock-v3", DoorUnlockTask::rewardV2, DoorLatchTask::rewardV1),
        formulas("faucet-open-v3", FaucetOpenTask::rewardV2, FaucetTask::rewardV1),
        formulas("faucet-close-v3", FaucetCloseTask::rewardV2, FaucetTask::rewardV1));
  }
}
