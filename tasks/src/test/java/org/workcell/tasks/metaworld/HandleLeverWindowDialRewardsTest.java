package org.workcell.tasks.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

class HandleLeverWindowDialRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        handle("handle-press-v3", HandlePressTask::rewardV2, HandleLegacyReward::press),
        handle("handle-press-side-v3", HandlePressTask::rewardV2, HandleLegacyReward::press),
        handle("handle-pull-v3", HandlePullTask::rewardV2, HandleLegacyReward::pull),
        handle("handle-pull-side-v3", HandlePullSideTask::rewardV2, HandleLegacyReward::pullSide),
        new Formulas<>(
            "lever-pull-v3",
            LeverPullTask.Inputs::new,
            (named, in) -> in.angle = number(named, "jq('LeverAxis')"),
            LeverPullTask::rewardV2,
            TurnLegacyReward::lever),
        window("window-open-v3", WindowOpenTask::rewardV2),
        window("window-close-v3", WindowCloseTask::rewardV2),
        new Formulas<>(
            "dial-turn-v3",
            DialTurnTask.Inputs::new,
            (named, in) -> copy(named, "P0", in.pushStart),
            DialTurnTask::rewardV2,
            TurnLegacyReward::dial));
  }

  private static Formulas<HandleInputs> handle(
      String task, RewardFormula<HandleInputs> v2, RewardFormula<HandleInputs> v1) {
    return new Formulas<>(
        task, HandleInputs::new, HandleLeverWindowDialRewardsTest::readHandle, v2, v1);
  }

  private static void readHandle(JsonNode named, HandleInputs in) {
    copy(named, "HI", in.gripStart);
    copy(named, "site('leftEndEffector')", in.leftFingertip);
  }

  private static Formulas<WindowInputs> window(String task, RewardFormula<WindowInputs> v2) {
    return new Formulas<>(
        task,
        WindowInputs::new,
        (named, in) -> copy(named, "W0", in.handleStart),
        v2,
        WindowLegacyReward::reward);
  }
}
