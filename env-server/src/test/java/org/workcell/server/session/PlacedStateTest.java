package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.HOST;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.wire.WireTensor;
import org.workcell.tasks.libero.placement.StoredStates;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;

/** What a client is told of tasks, and states that it reads and sets. */
class PlacedStateTest {

  private static final TaskConfig CONFIG =
      TaskConfigs.of("libero/goal/open_the_middle_drawer_of_the_cabinet-v1");

  private TestClient client;

  @BeforeEach
  void connect() {
    client = TestClient.greeted(HOST);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private int open(String task, String profile) {
    int vector =
        client.open(Map.of("what", List.of(task), "num_envs", 2, "horizon", 5, "profile", profile));
    client.call("reset", Map.of("vector", vector, "seed", 3));
    return vector;
  }

  private static WireTensor state(String name, double... numbers) {
    return TestClient.doubles(name, List.of(numbers.length), numbers);
  }

  private static double[] numbers(Reply reply, String tensor) {
    ByteBuffer data = ByteBuffer.wrap(reply.bytes(tensor)).order(ByteOrder.LITTLE_ENDIAN);
    double[] numbers = new double[data.remaining() / Double.BYTES];
    data.asDoubleBuffer().get(numbers);
    return numbers;
  }

  @Test
  void factsAndContextsOfTasks() {
    Reply facts = client.call("facts", Map.of("tasks", List.of(CONFIG.id(), "metaworld/reach-v3")));
    JsonNode tasks = facts.json().get("tasks");
    assertEquals(CONFIG.id(), tasks.get(0).get("id").asText());
    assertEquals(CONFIG.stateWidth(), tasks.get(0).get("facts").get("state_width").asInt());
    assertTrue(tasks.get(1).get("facts").isEmpty(), "a suite without facts");
    Reply contexts =
        client.call("contexts", Map.of("benchmark", "libero/goal", "task", CONFIG.id()));
    double[] all = numbers(contexts, "contexts");
    double[] last = StoredStates.initialState(CONFIG, 49).context();
    assertEquals(50 * last.length, all.length);
    assertArrayEquals(last, Arrays.copyOfRange(all, 49 * last.length, all.length));
    client.refused(
        "not_found", "no task", "contexts", Map.of("benchmark", "libero/10", "task", CONFIG.id()));
    client.refused("not_found", "no benchmark", "contexts", Map.of("benchmark", "x", "task", "y"));
  }

  @Test
  void statesAreReadAndSet() {
    int vector = open(CONFIG.id(), "compat");
    double[] wanted = StoredStates.of(CONFIG).row(7);
    double[] before = numbers(client.call("state", Map.of("vector", vector)), "0");
    Reply placed =
        client.call(
            "set_state", Map.of("vector", vector, "environments", List.of(1)), state("0", wanted));
    assertTrue(placed.tensors().containsKey("object_state"));
    Reply states = client.call("state", Map.of("vector", vector));
    assertArrayEquals(wanted, numbers(states, "1"));
    assertArrayEquals(before, numbers(states, "0"), "the other row stays");
  }

  @Test
  void aRefusedCallChangesNoRow() {
    int vector = open(CONFIG.id(), "strict");
    double[] wanted = StoredStates.of(CONFIG).row(7);
    Reply before = client.call("state", Map.of("vector", vector));
    double[] broken = wanted.clone();
    broken[5] = Double.NaN;
    client.refused(
        "invalid_argument",
        "number 5",
        "set_state",
        Map.of("vector", vector),
        state("0", wanted),
        state("1", broken));
    client.refused(
        "invalid_argument",
        "numbers",
        "set_state",
        Map.of("vector", vector),
        state("0", wanted),
        state("1", 1, 2));
    client.refused(
        "invalid_argument", "2 rows", "set_state", Map.of("vector", vector), state("0", wanted));
    Reply after = client.call("state", Map.of("vector", vector));
    assertArrayEquals(numbers(before, "0"), numbers(after, "0"));
  }

  @Test
  void tasksThatTakeNoStatesSaySo() {
    int vector = open("metaworld/reach-v3", "strict");
    double[] state = numbers(client.call("state", Map.of("vector", vector)), "0");
    client.refused(
        "failed_precondition",
        "take no states",
        "set_state",
        Map.of("vector", vector, "environments", List.of(0)),
        state("0", state));
  }
}
