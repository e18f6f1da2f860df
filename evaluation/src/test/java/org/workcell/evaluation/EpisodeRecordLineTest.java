package org.workcell.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.EpisodeRecordLine;
import org.workcell.datasets.records.Json;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.task.ResetOptions;
import org.workcell.testing.FakeSuite;

class EpisodeRecordLineTest {

  @Test
  void anEpisodeCanBeRebuiltFromItsLine() throws IOException {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.RANDOM, 2, FakeSuite.POINT_MASS)) {
      EpisodeOutcome outcome = Evaluations.outcomes(plan).get(1);
      JsonNode line = Json.mapper().readTree(Json.line(outcome.record()));
      assertEquals("float32", line.get("action_dtype").asText());
      assertEquals(2, line.get("action_size").asInt());
      ByteBuffer actions = ByteBuffer.wrap(inflate(line.get("actions").asText()));
      assertEquals(
          outcome.result().episodeReturn(),
          replay(plan, line, actions.order(ByteOrder.LITTLE_ENDIAN)));
    }
  }

  private static byte[] inflate(String actions) throws IOException {
    byte[] deflated = Base64.getDecoder().decode(actions);
    return new InflaterInputStream(new ByteArrayInputStream(deflated)).readAllBytes();
  }

  private static double replay(EvaluationPlan plan, JsonNode line, ByteBuffer actions) {
    Environment environment =
        plan.factory()
            .newEnvironment(plan.evaluation().tasks().get(0), plan.evaluation().options());
    BatchStorage storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    double[] context = {
      line.get("context").get(0).asDouble(), line.get("context").get(1).asDouble()
    };
    ResetOptions start = ResetOptions.seed(line.get("seed").asLong()).withContext(context);
    environment.reset(start, storage, 0);
    while (actions.hasRemaining()) {
      storage.action().put(0, 0, actions.getFloat());
      storage.action().put(0, 1, actions.getFloat());
      environment.step(storage, 0);
    }
    return environment.statistics().episodeReturn();
  }

  @Test
  void namesWhatChangedTheModel() throws IOException {
    try (EvaluationPlan plan = Evaluations.plan(PolicyKind.ZERO, 1, FakeSuite.POINT_MASS)) {
      EpisodeRecordLine record = Evaluations.outcomes(plan).get(0).record();
      JsonNode edits = Json.mapper().readTree(Json.line(record)).get("model_edits");
      assertEquals("site_pos", edits.get(0).get("field").asText());
      assertEquals(
          record.context(),
          List.of(edits.get(0).get("value").asDouble(), edits.get(1).get("value").asDouble()));
    }
  }
}
