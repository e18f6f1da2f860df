package org.workcell.tasks.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

class PickAndWallRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        lifting("pick-place-v3", PickPlaceTask::rewardV2, PuckLegacyReward::pickPlace),
        lifting("pick-place-wall-v3", PickPlaceWallTask::rewardV2, PuckLegacyReward::pickPlaceWall),
        formulas("push-wall-v3", PushWallTask::rewardV2, PuckLegacyReward::pushWall),
        formulas("push-back-v3", PushBackTask::rewardV2, PuckLegacyReward::pushBack),
        formulas("reach-wall-v3", ReachWallTask::rewardV2, PuckLegacyReward::reachWall),
        lifting(
            "pick-out-of-hole-v3", PickOutOfHoleTask::rewardV2, PuckLegacyReward::pickOutOfHole),
        lifting("shelf-place-v3", ShelfPlaceTask::rewardV2, PuckLegacyReward::shelfPlace),
        new Formulas<>(
            "bin-picking-v3",
            BinPickingTask.Inputs::new,
            PickAndWallRewardsTest::readBinPicking,
            BinPickingTask::rewardV2,
            ContainerLegacyReward::binPicking));
  }

  private static Formulas<LiftInputs> lifting(
      String task, RewardFormula<LiftInputs> v2, RewardFormula<LiftInputs> v1) {
    BiConsumer<JsonNode, LiftInputs> readOwn = PickAndWallRewardsTest::readLift;
    return new Formulas<>(task, LiftInputs::new, readOwn, v2, v1);
  }

  private static void readLift(JsonNode named, LiftInputs in) {
    in.restingHeight = number(named, "OH");
    in.liftHeight = number(named, "HT");
    in.maximumDistance = number(named, "MP");
  }

  private static void readBinPicking(JsonNode named, BinPickingTask.Inputs in) {
    readLift(named, in);
    in.firstDistance = number(named, "D0");
  }
}
