package org.workcell.tasks.metaworld;

import java.util.stream.Stream;

class SlideSweepRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        formulas("plate-slide-v3", PlateRewards::slideV2, PlateRewards::rewardV1),
        formulas("plate-slide-back-v3", PlateRewards::dragV2, PlateRewards::rewardV1),
        formulas("plate-slide-side-v3", PlateRewards::dragV2, PlateRewards::rewardV1),
        formulas("plate-slide-back-side-v3", PlateRewards::dragV2, PlateRewards::rewardV1),
        formulas("soccer-v3", SoccerTask::rewardV2, SoccerTask::rewardV1),
        formulas("sweep-v3", SweepTask::rewardV2, SweepTask::rewardV1),
        formulas("sweep-into-v3", SweepIntoTask::rewardV2, SweepIntoTask::rewardV1),
        formulas("hand-insert-v3", HandInsertTask::rewardV2, HandInsertTask::rewardV1));
  }
}
