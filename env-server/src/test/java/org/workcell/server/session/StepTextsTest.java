package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.workcell.server.session.SessionFixture.HOST;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireTensor;

/** A client that keeps texts gets those that have changed, and only those. */
class StepTextsTest {

  private static final Set<String> TEXTS =
      Set.of("failure", "failure_bytes", "instruction", "instruction_bytes");

  @Test
  void textsComeWhereTheyChange() {
    try (TestClient client = TestClient.greeted(HOST)) {
      int vector =
          client.open(Map.of("what", List.of("metaworld/reach-v3"), "num_envs", 2, "horizon", 2));
      client.call("reset", Map.of("vector", vector, "seed", 0));
      assertEquals(Set.of(), texts(step(client, vector, false, 0)));
      assertEquals(TEXTS, texts(step(client, vector, true, 0)), "a client that keeps none");
      assertEquals(
          Set.of("instruction", "instruction_bytes"),
          texts(step(client, vector, false, 0)),
          "episodes begin");
      assertEquals(
          Set.of("failure", "failure_bytes"), texts(step(client, vector, false, Double.NaN)));
    }
  }

  private static Reply step(TestClient client, int vector, boolean texts, double value) {
    ByteBuffer data = ByteBuffer.allocate(2 * 4 * 4).order(ByteOrder.nativeOrder());
    for (int i = 0; i < 8; i++) {
      data.putFloat(i * 4, (float) value);
    }
    return client.call(
        "step",
        Map.of("vector", vector, "texts", texts),
        new WireTensor("action", DataType.FLOAT32, List.of(2, 4), data));
  }

  private static Set<String> texts(Reply reply) {
    Set<String> found = new TreeSet<>(TEXTS);
    found.retainAll(reply.tensors().keySet());
    return found;
  }
}
