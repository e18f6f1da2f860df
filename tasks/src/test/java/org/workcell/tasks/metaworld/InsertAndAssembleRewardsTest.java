package org.workcell.tasks.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

class InsertAndAssembleRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        new Formulas<>(
            "assembly-v3",
            NutInputs::new,
            InsertAndAssembleRewardsTest::readNut,
            AssemblyTask::rewardV2,
            NutLegacyReward::assembly),
        new Formulas<>(
            "disassemble-v3",
            NutInputs::new,
            InsertAndAssembleRewardsTest::readNut,
            DisassembleTask::rewardV2,
            NutLegacyReward::disassembly),
        new Formulas<>(
            "basketball-v3",
            LiftInputs::new,
            InsertAndAssembleRewardsTest::readLift,
            BasketballTask::rewardV2,
            BallLegacyReward::basketball),
        new Formulas<>(
            "peg-insert-side-v3",
            PegInputs::new,
            InsertAndAssembleRewardsTest::readPeg,
            PegInsertSideTask::rewardV2,
            PegLegacyReward::insert),
        new Formulas<>(
            "peg-unplug-side-v3",
            RewardInputs::new,
            InsertAndAssembleRewardsTest::readMaximumDistance,
            PegUnplugSideTask::rewardV2,
            PegLegacyReward::unplug),
        new Formulas<>(
            "box-close-v3",
            LiftInputs::new,
            InsertAndAssembleRewardsTest::readLift,
            BoxCloseTask::rewardV2,
            ContainerLegacyReward::boxClose));
  }

  private static void readMaximumDistance(JsonNode named, RewardInputs in) {
    in.maximumDistance = number(named, "MP");
  }

  private static void readLift(JsonNode named, LiftInputs in) {
    readMaximumDistance(named, in);
    in.restingHeight = number(named, "OH");
    in.liftHeight = number(named, "HT");
    for (int i = 0; i < 4; i++) {
      in.objectQuatWxyz[i] = named.get("obs").get(7 + i).asDouble();
    }
  }

  private static void readNut(JsonNode named, NutInputs in) {
    readLift(named, in);
    copy(named, "site('RoundNut')", in.ring);
    copy(named, "body('RoundNut')", in.ring);
  }

  private static void readPeg(JsonNode named, PegInputs in) {
    readLift(named, in);
    copy(named, "site('pegHead')", in.head);
    copy(named, "PH0", in.initialHead);
    copy(named, "site('bottom_right_corner_collision_box_1')", in.lowerRight);
    copy(named, "site('top_left_corner_collision_box_1')", in.lowerLeft);
    copy(named, "site('bottom_right_corner_collision_box_2')", in.upperRight);
    copy(named, "site('top_left_corner_collision_box_2')", in.upperLeft);
  }
}
