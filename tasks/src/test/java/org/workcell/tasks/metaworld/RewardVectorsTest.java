package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reward formulas against inputs and results recorded from upstream. No simulator takes part. */
class RewardVectorsTest {

  private static final double TOLERANCE = 1e-9;

  private static final Map<String, RewardFormula<RewardInputs>> FORMULAS =
      Map.of(
          "reach-v3 v2", ReachTask::rewardV2,
          "reach-v3 v1", ReachTask::rewardV1,
          "push-v3 v2", PushTask::rewardV2,
          "push-v3 v1", PushTask::rewardV1,
          "drawer-open-v3 v2", DrawerOpenTask::rewardV2,
          "drawer-open-v3 v1", DrawerOpenTask::rewardV1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reach-v3 v2",
        "reach-v3 v1",
        "push-v3 v2",
        "push-v3 v1",
        "drawer-open-v3 v2",
        "drawer-open-v3 v1"
      })
  void recordedRowsAreReproduced(String name) throws IOException {
    JsonNode recorded =
        new ObjectMapper()
            .readTree(ReferenceData.require("specs/metaworld/reward_vectors.json").toFile());
    String[] taskAndVersion = name.split(" ");
    JsonNode rows = recorded.get(taskAndVersion[0]).get(taskAndVersion[1]);
    assertTrue(rows.size() >= 3, "rows recorded for " + name);
    for (JsonNode row : rows) {
      RewardOutcome out = new RewardOutcome();
      FORMULAS.get(name).evaluate(inputs(row.get("inputs")), out);
      String where = name + " t=" + row.get("t");
      assertEquals(row.get("reward").asDouble(), out.reward, TOLERANCE, where);
      JsonNode info = row.get("info");
      assertEquals(info.get("success").asDouble() == 1, out.success, where);
      assertEquals(info.get("near_object").asDouble(), out.nearObject, TOLERANCE, where);
      assertEquals(info.get("grasp_success").asDouble(), out.graspSuccess, TOLERANCE, where);
      assertEquals(info.get("grasp_reward").asDouble(), out.graspReward, TOLERANCE, where);
      assertEquals(info.get("in_place_reward").asDouble(), out.inPlaceReward, TOLERANCE, where);
      assertEquals(info.get("obj_to_target").asDouble(), out.objectToTarget, TOLERANCE, where);
      assertEquals(info.get("unscaled_reward").asDouble(), out.reward, TOLERANCE, where);
    }
  }

  private static RewardInputs inputs(JsonNode named) {
    RewardInputs in = new RewardInputs();
    in.readObservation(vector(named.get("obs")));
    copy(named.get("act"), in.action);
    copy(named.get("T"), in.target);
    copy(named.get("O0"), in.objectStart);
    copy(named.get("H"), in.handStart);
    copy(named.get("tcp"), in.tcp);
    copy(named.get("tcp0"), in.initialTcp);
    copy(named.get("lpad"), in.leftPad);
    copy(named.get("rpad"), in.rightPad);
    in.maximumDistance = named.get("MD").asDouble();
    JsonNode touching = named.get("touching('objGeom')");
    // Recorded as a boolean in some rows and as 0 or 1 in others.
    in.padsTouchObject = touching != null && (touching.asBoolean() || touching.asDouble() == 1);
    return in;
  }

  private static double[] vector(JsonNode numbers) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).asDouble();
    }
    return values;
  }

  private static void copy(JsonNode numbers, double[] target) {
    double[] values = vector(numbers);
    assertEquals(target.length, values.length);
    System.arraycopy(values, 0, target, 0, values.length);
  }
}
