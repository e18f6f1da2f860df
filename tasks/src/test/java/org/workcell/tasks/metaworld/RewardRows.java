package org.workcell.tasks.metaworld;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.workcell.tasks.ReferenceData;

/**
 * Reward formulas against inputs and results recorded from upstream; no simulator takes part. A
 * subclass names the tasks of one family.
 */
abstract class RewardRows {

  private static final double TOLERANCE = 1e-9;

  /**
   * The formulas of a task.
   *
   * @param task name, for example {@code reach-v3}
   * @param newInputs makes the inputs
   * @param readOwn reads inputs that only this task has, by the names of the recording
   */
  record Formulas<I extends RewardInputs>(
      String task,
      Supplier<I> newInputs,
      BiConsumer<JsonNode, I> readOwn,
      RewardFormula<I> v2,
      RewardFormula<I> v1) {}

  /** The formulas of a task without inputs of its own. */
  static Formulas<RewardInputs> formulas(
      String task, RewardFormula<RewardInputs> v2, RewardFormula<RewardInputs> v1) {
    return new Formulas<>(task, RewardInputs::new, (named, in) -> {}, v2, v1);
  }

  /** The tasks of the family. */
  abstract Stream<Formulas<?>> tasks();

  @TestFactory
  Stream<DynamicTest> recordedRowsAreReproduced() {
    return tasks()
        .flatMap(
            task ->
                Stream.of(
                    DynamicTest.dynamicTest(task.task() + " v2", () -> check(task, true)),
                    DynamicTest.dynamicTest(task.task() + " v1", () -> check(task, false))));
  }

  private static <I extends RewardInputs> void check(Formulas<I> task, boolean v2)
      throws IOException {
    JsonNode recorded =
        new ObjectMapper()
            .readTree(ReferenceData.require("specs/metaworld/reward_vectors.json").toFile());
    JsonNode rows = recorded.get(task.task()).get(v2 ? "v2" : "v1");
    assertTrue(rows.size() >= 3, "rows recorded for " + task.task());
    for (JsonNode row : rows) {
      I in = task.newInputs().get();
      JsonNode named = row.get("inputs");
      read(named, in);
      task.readOwn().accept(named, in);
      RewardOutcome out = new RewardOutcome();
      (v2 ? task.v2() : task.v1()).evaluate(in, out);
      assertSame(row, out, task.task() + " t=" + row.get("t"));
    }
  }

  private static void assertSame(JsonNode row, RewardOutcome out, String where) {
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

  private static void read(JsonNode named, RewardInputs in) {
    in.readObservation(vector(named.get("obs")));
    copy(named, "act", in.action);
    copy(named, "T", in.target);
    copy(named, "O0", in.objectStart);
    copy(named, "H", in.handStart);
    copy(named, "tcp", in.tcp);
    copy(named, "tcp0", in.initialTcp);
    copy(named, "lpad", in.leftPad);
    copy(named, "rpad", in.rightPad);
    in.maximumDistance = number(named, "MD");
    JsonNode touching = named.get("touching('objGeom')");
    // Recorded as a boolean in some rows and as 0 or 1 in others.
    in.padsTouchObject = touching != null && (touching.asBoolean() || touching.asDouble() == 1);
  }

  /** A recorded number; zero where a row does not need it. */
  static double number(JsonNode named, String name) {
    return named.has(name) ? named.get(name).asDouble() : 0;
  }

  /** Copies a recorded vector; leaves zeros where a row does not need it. */
  static void copy(JsonNode named, String name, double[] target) {
    if (named.has(name)) {
      double[] values = vector(named.get(name));
      assertEquals(target.length, values.length, name);
      System.arraycopy(values, 0, target, 0, values.length);
    }
  }

  private static double[] vector(JsonNode numbers) {
    double[] values = new double[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i).asDouble();
    }
    return values;
  }
}
