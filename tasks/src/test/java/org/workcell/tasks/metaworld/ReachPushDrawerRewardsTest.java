package org.workcell.tasks.metaworld;

import java.util.stream.Stream;

class ReachPushDrawerRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        formulas("reach-v3", ReachTask::rewardV2, PuckLegacyReward::reach),
        formulas("push-v3", PushTask::rewardV2, PuckLegacyReward::push),
        formulas("drawer-open-v3", DrawerOpenTask::rewardV2, DrawerLegacyReward::open));
  }
}
