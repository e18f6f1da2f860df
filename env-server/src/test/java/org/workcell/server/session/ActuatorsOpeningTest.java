package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.HOST;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients are told which parameters of a robot's file do not act on their tasks. */
class ActuatorsOpeningTest {

  private static final String DRIVES =
      """
      {"format": 1,
       "parameters": [
        {"path": "body:load/mass", "value": 0.5, "status": "held"},
        {"path": "joint:robot:panda0_joint1/damping", "value": 2.0, "status": "fitted"},
        {"path": "sensor:elbow/offset", "value": 0.01, "status": "fitted"}],
       "chain": []}
      """;

  private static JsonNode opened(String content) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put("what", List.of("kitchen/microwave-v1", "kitchen/kettle-v1"));
    arguments.put("num_envs", 2);
    if (!content.isEmpty()) {
      arguments.put("actuators", Map.of("file", "p.json", "content", content));
    }
    try (TestClient client = TestClient.greeted(HOST)) {
      return client.call("open", arguments).json();
    }
  }

  @Test
  void eachReasonNamesItsParameters() {
    JsonNode unapplied = opened(DRIVES).path("unapplied");
    assertEquals(2, unapplied.size(), unapplied.toString());
    assertEquals("[\"sensor:elbow/offset\"]", unapplied.get(0).path("paths").toString());
    assertEquals("[\"body:load/mass\"]", unapplied.get(1).path("paths").toString());
    String because = unapplied.get(1).path("because").textValue();
    assertTrue(because.contains("kitchen/microwave-v1 has no such bodies"), because);
  }

  @Test
  void whereAllActTheListIsEmpty() {
    JsonNode answer = opened("{\"format\": 1, \"parameters\": [], \"chain\": []}");
    assertTrue(answer.has("unapplied"));
    assertEquals(0, answer.path("unapplied").size());
    assertFalse(opened("").has("unapplied"));
  }
}
