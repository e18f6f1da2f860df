package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.HOST;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.wire.WireTensor;

/** Mistakes and malice of clients end in answers; nothing has changed then. */
class RefusalTest {

  private static final String REACH = "metaworld/reach-v3";

  private TestClient client;
  private int vector;

  @BeforeEach
  void open() {
    client = TestClient.greeted(HOST);
    vector = client.open(Map.of("what", List.of(REACH), "num_envs", 2, "horizon", 3));
  }

  @AfterEach
  void close() {
    client.close();
  }

  private Map<String, Object> with(Object... namesAndValues) {
    Map<String, Object> arguments = new LinkedHashMap<>(Map.of("vector", vector));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return arguments;
  }

  private Map<String, Object> opening(Object... namesAndValues) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("what", List.of(REACH));
    arguments.put("num_envs", 1);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return arguments;
  }

  private static WireTensor action(int rows, int size) {
    return TestClient.floats("action", List.of(rows, size), new float[rows * size]);
  }

  @Test
  void textsThatAreNoCalls() {
    for (String text :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "3",
            "\"step\"",
            "{}",
            "{\"call\": 3}",
            "{\"vector\": 1}",
            "{\"call\": \"step\", \"vector\": }",
            "{\"call\": \"step\"} {}",
            "\u0000",
            "[".repeat(100_000),
            "{\"a\":".repeat(100_000),
            "{\"call\": \"reset\", \"vector\": 1, \"seed\": " + "9".repeat(5000) + "}")) {
      TestClient.assertRefused("invalid_argument", "", client.raw(text));
    }
    client.refused("invalid_argument", "use one of", "explode", Map.of());
    String large = "{\"call\": \"list\", \"x\": \"" + "y".repeat(CallJson.MOST_CHARACTERS) + "\"}";
    TestClient.assertRefused("invalid_argument", "at most", client.raw(large));
  }

  @Test
  void argumentsThatAreNone() {
    client.refused("invalid_argument", "no argument 'sead'", "reset", with("sead", 3));
    client.refused("invalid_argument", "seeds", "reset", with("sead", 3));
    client.refused("invalid_argument", "'seed'", "reset", with("seed", "three"));
    client.refused("invalid_argument", "'seed'", "reset", with("seed", 1.5));
    client.refused("invalid_argument", "'seeds[1]'", "reset", with("seeds", List.of(1, 2.5)));
    client.refused("invalid_argument", "seeds", "reset", with("seeds", Arrays.asList(1, null)));
    client.refused("invalid_argument", "one of the two", "reset", with());
    client.refused(
        "invalid_argument", "one of the two", "reset", with("seed", 1, "seeds", List.of(1, 2)));
    client.refused("invalid_argument", "2 rows", "reset", with("seeds", List.of(1)));
    client.refused("invalid_argument", "2 rows", "reset", with("seed", 1, "tasks", List.of()));
    client.refused("invalid_argument", "smaller", "reset", with("seed", Long.MAX_VALUE));
    client.refused("invalid_argument", "needs argument 'vector'", "save", Map.of());
    client.refused("not_found", "no vector 77", "save", Map.of("vector", 77));
    client.refused("invalid_argument", "'vector'", "save", Map.of("vector", "1"));
    client.refused(
        "invalid_argument",
        "in 'images'",
        "open",
        opening("images", Map.of("cameras", List.of("corner"), "depth", true)));
  }

  @Test
  void rowsThatDoNotExist() {
    client.call("reset", with("seed", 1));
    for (Object rows : List.of(List.of(), List.of(2), List.of(-1), List.of(0, 0))) {
      client.refused("invalid_argument", "", "step", with("environments", rows), action(1, 4));
      client.refused("invalid_argument", "", "reset_next", with("environments", rows));
      client.refused("invalid_argument", "", "snapshot", with("environments", rows));
    }
    client.refused("invalid_argument", "0..1", "spec", with("environment", 2));
    client.refused("invalid_argument", "'environment'", "record", with());
    client.refused("invalid_argument", "0..1", "branch", with("source", 9, "targets", List.of(1)));
  }

  @Test
  void tensorsThatDoNotFit() {
    client.call("reset", with("seed", 1));
    client.refused("invalid_argument", "needs tensor 'action'", "step", with());
    client.refused("invalid_argument", "expected float32[2]", "step", with(), action(2, 3));
    client.refused("invalid_argument", "expected float32[2]", "step", with(), action(1, 4));
    client.refused(
        "invalid_argument",
        "float64",
        "step",
        with(),
        TestClient.doubles("action", List.of(2, 4), new double[8]));
    client.refused(
        "invalid_argument",
        "no tensor 'reward'",
        "step",
        with(),
        action(2, 4),
        TestClient.floats("reward", List.of(1), 1));
    WireTensor actor = WireTensor.ofBytes("actor", new byte[] {1, 0});
    client.refused("invalid_argument", "actor", "step", with(), action(2, 4), actor);
    client.refused("invalid_argument", "takes none", "save", with(), action(2, 4));
    client.refused(
        "invalid_argument",
        "at least one step",
        "chunk",
        with(),
        TestClient.floats("actions", List.of(2, 0, 4)));
    client.refused(
        "invalid_argument",
        "expected",
        "chunk",
        with(),
        TestClient.floats("actions", List.of(1, 2, 4), new float[8]));
    client.refused("invalid_argument", "2 rows need", "restore", with());
  }

  @Test
  void whatCannotBeOpened() {
    client.refused(
        "not_found",
        "no task 'metaworld/none-v1'",
        "open",
        opening("what", List.of("metaworld/none-v1")));
    client.refused("invalid_argument", "what", "open", Map.of("num_envs", 1));
    client.refused("invalid_argument", "no task", "open", opening("what", List.of()));
    client.refused(
        "invalid_argument", "no task", "open", opening("what", Collections.singletonList(null)));
    client.refused(
        "invalid_argument", "alone", "open", opening("what", List.of("metaworld/MT10", REACH)));
    client.refused("invalid_argument", "num_envs", "open", opening("num_envs", 0));
    client.refused("resource_exhausted", "4096", "open", opening("num_envs", Integer.MAX_VALUE));
    client.refused("invalid_argument", "num_envs", "open", opening("num_envs", 1e300));
    client.refused(
        "invalid_argument", "next_step, same_step", "open", opening("autoreset", "often"));
    client.refused("invalid_argument", "strict or compat", "open", opening("profile", "loose"));
    client.refused("invalid_argument", "horizon", "open", opening("horizon", 0));
    client.refused("invalid_argument", "no setting", "open", opening("settings", Map.of("a", "b")));
    client.refused("invalid_argument", "batch size", "open", opening("batch_size", 2));
  }

  @Test
  void whatCannotBeOpenedInDetail() {
    client.refused("invalid_argument", "weight", "open", opening("weight", 0));
    client.refused("invalid_argument", "lacks", "open", opening("observe", List.of("nothing")));
    client.refused("invalid_argument", "benchmark_seed", "open", opening("benchmark_seed", 1));
    client.refused("invalid_argument", "use one of", "open", opening("filters", List.of("none")));
    client.refused(
        "invalid_argument", "at most", "open", opening("stages", Collections.nCopies(40, "delay")));
    client.refused(
        "invalid_argument",
        "one of them",
        "open",
        opening("randomize", "lamp-96", "perturb", Map.of("preset", "lamp-96")));
    client.refused(
        "invalid_argument",
        "severity",
        "open",
        opening("perturb", Map.of("preset", "lamp-96", "severity", 9)));
    client.refused(
        "invalid_argument",
        "condition",
        "open",
        opening("perturb", Map.of("preset", "lamp-96", "condition", "x")));
    client.refused("invalid_argument", "cameras", "open", opening("images", Map.of()));
    client.refused(
        "invalid_argument",
        "pixels",
        "open",
        opening("images", Map.of("cameras", List.of("corner"), "width", 5000)));
    client.refused(
        "invalid_argument",
        "auto",
        "open",
        opening("images", Map.of("cameras", List.of("corner"), "device", "/dev/dri/card0")));
  }

  @Test
  void drivesThatDoNotFit() {
    String friction =
        "{\"format\": 1, \"parameters\": [], \"chain\": [{\"stage\": \"%s\","
            + " \"actuators\": {\"elbow\": {\"coulomb_torque\": 1}}}]}";
    client.refused(
        "invalid_argument",
        "elbow",
        "open",
        opening("actuators", Map.of("file", "p.json", "content", friction.formatted("friction"))));
    client.refused(
        "invalid_argument",
        "p.json: there is no actuator stage 'rust'",
        "open",
        opening("actuators", Map.of("file", "p.json", "content", friction.formatted("rust"))));
    client.refused(
        "invalid_argument", "actuators.content", "open", opening("actuators", Map.of("file", "p")));
  }

  /** Environments of a client must not fill the memory before they are stepped. */
  @Test
  void delaysWithoutEnd() {
    List<String> stages = Collections.nCopies(30, "delay=delay_seconds:900");
    client.refused("invalid_argument", "shorter delays", "open", opening("stages", stages));
    client.refused(
        "invalid_argument",
        "million",
        "open",
        opening("stages", List.of("delay=delay_seconds:1e300")));
  }

  /** Files of the server's machine are none of a client's. */
  @Test
  void paths() {
    for (String path : List.of("/etc", "../..", "/tmp", ".", "", "upstream")) {
      client.refused("not_found", "it has builtin", "open", opening("assets", path));
    }
    for (String file :
        List.of("/tmp/p.yaml", "p.yaml", "../p.yml", "preset=condition: all\n---\n")) {
      client.refused("not_found", "no randomization", "open", opening("randomize", file));
      client.refused(
          "not_found", "no randomization", "open", opening("perturb", Map.of("preset", file)));
    }
  }

  @Test
  void whatIsTooEarlyOrTooLate() {
    client.refused("failed_precondition", "no reset", "step", with(), action(2, 4));
    client.refused("failed_precondition", "no reset", "reset_next", with());
    client.refused("failed_precondition", "snapshot", "snapshot", with());
    client.refused("failed_precondition", "not asynchronous", "receive", with());
    client.refused("failed_precondition", "first call", "hello", Map.of("protocol", 1));
    CallException early = assertThrows(CallException.class, client.session::step);
    assertEquals(ErrorCode.FAILED_PRECONDITION, early.code());
    int other = client.open(opening("autoreset", "disabled", "horizon", 1));
    Map<String, Object> it = Map.of("vector", other);
    client.call("reset", Map.of("vector", other, "seed", 0));
    client.call("step", it, action(1, 4));
    client.refused("failed_precondition", "autoreset is disabled", "step", it, action(1, 4));
    client.call("close", it);
    client.refused("not_found", "no vector", "close", it);
    assertThrows(CallException.class, client.session::step);
    client.close();
    client.refused("unavailable", "closed", "list", Map.of());
    assertEquals(
        ErrorCode.UNAVAILABLE, assertThrows(CallException.class, client.session::step).code());
  }

  /** An unharmed episode goes on after all of this. */
  @Test
  void refusalsChangeNothing() {
    try (TestClient other = TestClient.greeted(HOST)) {
      int twin = other.open(Map.of("what", List.of(REACH), "num_envs", 2, "horizon", 3));
      client.call("reset", with("seed", 1));
      other.call("reset", Map.of("vector", twin, "seed", 1));
      byte[] state = client.call("save", with()).bytes("state");
      client.refused(
          "invalid_argument", "", "step", with("environments", List.of(5)), action(1, 4));
      client.refused(
          "invalid_argument",
          "no variation",
          "reset",
          with("seed", 1, "variations", List.of(0, 9)));
      client.refused(
          "invalid_argument", "no task", "reset", with("seed", 1, "tasks", List.of(REACH, "no")));
      client.refused(
          "invalid_argument",
          "context",
          "reset",
          with("seed", 1, "contexts", Arrays.asList(null, List.of(1))));
      client.refused(
          "invalid_argument",
          "not the saved state",
          "load",
          with(),
          WireTensor.ofBytes("state", new byte[9]));
      Random random = new Random(5);
      for (int i = 0; i < 30; i++) {
        byte[] damaged = state.clone();
        damaged[random.nextInt(state.length)] ^= (byte) (1 + random.nextInt(255));
        client.refused(
            "invalid_argument", "", "load", with(), WireTensor.ofBytes("state", damaged));
      }
      Reply expected = other.call("step", Map.of("vector", twin), action(2, 4));
      Reply found = client.call("step", with(), action(2, 4));
      SessionFixture.assertSame(expected, found);
    }
  }

  private static final String CALLS =
      "hello list mapped reset reset_next step chunk snapshot restore branch save load render spec"
          + " record expert send send_reset receive open";
  private static final String ARGUMENTS =
      "vector environments seed seeds tasks variations contexts environment source targets camera"
          + " width height num_envs what";
  private static final List<Object> VALUES =
      Arrays.asList(
          null,
          0,
          1,
          -1,
          2,
          Long.MIN_VALUE,
          1e308,
          true,
          "x",
          List.of(),
          List.of(0),
          List.of(1, 0),
          List.of(List.of(0.5)),
          Map.of("a", 1),
          REACH);

  /** Random calls with random arguments: always an answer. */
  @Test
  void anythingIsAnswered() {
    Random random = new Random(11);
    List<String> calls = List.of(CALLS.split(" "));
    List<String> names = List.of(ARGUMENTS.split(" "));
    for (int i = 0; i < 1500; i++) {
      Map<String, Object> arguments = new LinkedHashMap<>();
      arguments.put("call", calls.get(random.nextInt(calls.size())));
      arguments.put("vector", vector);
      for (int n = random.nextInt(4); n > 0; n--) {
        arguments.put(
            names.get(random.nextInt(names.size())), VALUES.get(random.nextInt(VALUES.size())));
      }
      WireTensor[] tensors = new WireTensor[random.nextInt(2)];
      Arrays.setAll(
          tensors,
          t ->
              random.nextBoolean()
                  ? action(2, 4)
                  : WireTensor.ofBytes("0", new byte[random.nextInt(40)]));
      Reply reply = client.raw(CallJson.text(arguments), tensors);
      String code = reply.json().at("/error/code").asText("");
      assertTrue(!code.equals("internal"), () -> arguments + ": " + reply.json());
    }
  }
}
