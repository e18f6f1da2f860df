package org.workcell.tasks.metaworld;

import java.util.stream.Stream;

class ReachPushDrawerRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        formulas("reach-v3", ReachTask::rewardV2, ReachTask::rewardV1),
        formulas("push-v3", PushTask::rewardV2, PushTask::rewardV1),
        formulas("drawer-open-v3", DrawerOpenTask::rewardV2, DrawerOpenTask::rewardV1));
  }
}
