package org.workcell.tasks.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

class ButtonCoffeeRewardsTest extends RewardRows {

  /** Of the coffee machine's button; upstream has it in the formula, so rows do not. */
  private static final double COFFEE_BUTTON_TRAVEL = 0.03;

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        press("button-press-v3", ButtonPressTask::rewardV2, ButtonLegacyReward::front),
        press(
            "button-press-wall-v3",
            ButtonPressWallTask::rewardV2,
            ButtonLegacyReward::frontBehindWall),
        press("button-press-topdown-v3", ButtonPressTopdownTask::rewardV2, ButtonLegacyReward::top),
        press(
            "button-press-topdown-wall-v3",
            ButtonPressTopdownWallTask::rewardV2,
            ButtonLegacyReward::topBehindWall),
        press("coffee-button-v3", CoffeeButtonTask::rewardV2, ButtonLegacyReward::coffee),
        mug("coffee-pull-v3", MugLegacyReward::pull),
        mug("coffee-push-v3", MugLegacyReward::push));
  }

  private static Formulas<PressInputs> press(
      String task, RewardFormula<PressInputs> v2, RewardFormula<PressInputs> v1) {
    return new Formulas<>(task, PressInputs::new, ButtonCoffeeRewardsTest::readOwn, v2, v1);
  }

  private static Formulas<RewardInputs> mug(String task, RewardFormula<RewardInputs> v1) {
    return new Formulas<>(
        task, RewardInputs::new, ButtonCoffeeRewardsTest::readTouch, CoffeeMugTask::rewardV2, v1);
  }

  private static void readOwn(JsonNode named, PressInputs in) {
    in.travel = named.has("D0") ? number(named, "D0") : COFFEE_BUTTON_TRAVEL;
    copy(named, "site('leftEndEffector')", in.leftFingertip);
  }

  private static void readTouch(JsonNode named, RewardInputs in) {
    JsonNode touching = named.get("touching('mug')");
    in.padsTouchObject = touching != null && (touching.asBoolean() || touching.asDouble() == 1);
  }
}
