package org.workcell.tasks.metaworld;

import java.util.stream.Stream;

class SlideSweepRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        formulas("plate-slide-v3", PlateRewards::slideV2, PlateLegacyReward::reward),
        formulas("plate-slide-back-v3", PlateRewards::dragV2, PlateLegacyReward::reward),
        formulas("plate-slide-side-v3", PlateRewards::dragV2, PlateLegacyReward::reward),
        formulas("plate-slide-back-side-v3", PlateRewards::dragV2, PlateLegacyReward::reward),
        formulas("soccer-v3", SoccerTask::rewardV2, BallLegacyReward::soccer),
        formulas("sweep-v3", SweepTask::rewardV2, SweepLegacyReward::sweep),
        formulas("sweep-into-v3", SweepIntoTask::rewardV2, SweepLegacyReward::sweepInto),
        formulas("hand-insert-v3", HandInsertTask::rewardV2, ContainerLegacyReward::handInsert));
  }
}
