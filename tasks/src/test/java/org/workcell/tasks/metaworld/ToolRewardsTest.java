package org.workcell.tasks.metaworld;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

class ToolRewardsTest extends RewardRows {

  @Override
  Stream<Formulas<?>> tasks() {
    return Stream.of(
        new Formulas<>(
            "stick-push-v3",
            StickInputs::new,
            ToolRewardsTest::readStick,
            StickPushTask::rewardV2,
            StickLegacyReward::push),
        new Formulas<>(
            "stick-pull-v3",
            StickInputs::new,
            ToolRewardsTest::readStick,
            StickPullTask::rewardV2,
            StickLegacyReward::pull),
        new Formulas<>(
            "hammer-v3",
            HammerTask.Inputs::new,
            ToolRewardsTest::readHammer,
            HammerTask::rewardV2,
            HammerLegacyReward::reward));
  }

  private static void readStick(JsonNode named, StickInputs in) {
    in.readLegacyThermos(observation(named));
    copy(named, "S0", in.stickStart);
    copy(named, "site('stick_end')", in.stickEnd);
    in.setHeights(number(named, "SH"), StickInputs.LIFT);
  }

  private static void readHammer(JsonNode named, HammerTask.Inputs in) {
    int quaternion = ObservationHistory.FIRST_OBJECT + ObservationHistory.QUATERNION;
    System.arraycopy(observation(named), quaternion, in.orientation, 0, 4);
    copy(named, "geom('HammerHead')", in.head);
    copy(named, "site('nailHead')", in.nailHead);
    in.nailDepth = number(named, "jq('NailSlideJoint')");
    in.setHeights(number(named, "OH"), HammerLegacyReward.LIFT);
  }

  private static double[] observation(JsonNode named) {
    double[] observation = new double[named.get("obs").size()];
    copy(named, "obs", observation);
    return observation;
  }
}
