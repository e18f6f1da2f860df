package org.workcell.server.dmenv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.rpc.Code;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.workcell.datasets.records.Json;
import org.workcell.server.rpc.ProcessMemory;
import org.workcell.server.session.CallException;
import org.workcell.server.session.Host;
import org.workcell.server.session.Session;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/**
 * The vector of a world, behind a session of its own. One thread at a time. Refusals of the session
 * are {@link RequestException}s with the code of the same name.
 */
final class WorldSession implements AutoCloseable {

  private final Session session;
  private final int vector;
  private final JsonNode specs;
  private WireMessage results;

  private WorldSession(Session session, int vector, JsonNode specs) {
    this.session = session;
    this.vector = vector;
    this.specs = specs;
  }

  /**
   * Opens a vector.
   *
   * @param peer who asks for it, for logs
   * @param open arguments of {@code open}
   */
  static WorldSession open(Host host, String peer, ObjectNode open) {
    Session session = greet(host, peer);
    try {
      ObjectNode call = call("open");
      call.setAll(open);
      JsonNode opened = json(ask(session, call, List.of()));
      return new WorldSession(session, opened.get("vector").intValue(), opened.get("specs"));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** What the server offers, as the call {@code list} says it. */
  static JsonNode catalogue(Host host, String peer) {
    try (Session session = greet(host, peer)) {
      return json(ask(session, call("list"), List.of()));
    }
  }

  /** Who the server is, as {@code hello} says it. */
  static JsonNode welcome(Host host, String peer) {
    try (Session session = connect(host, peer)) {
      return json(ask(session, hello(), List.of()));
    }
  }

  private static Session greet(Host host, String peer) {
    Session session = connect(host, peer);
    ask(session, hello(), List.of());
    return session;
  }

  private static ObjectNode hello() {
    return call("hello").put("protocol", Session.PROTOCOL).put("client", "dm_env_rpc");
  }

  private static Session connect(Host host, String peer) {
    try {
      return host.connect(peer, ProcessMemory::new, false);
    } catch (CallException e) {
      throw new RequestException(Code.valueOf(e.code().name()), e.getMessage());
    }
  }

  private static ObjectNode call(String name) {
    return JsonNodeFactory.instance.objectNode().put("call", name);
  }

  private static WireMessage ask(Session session, ObjectNode call, List<WireTensor> tensors) {
    WireMessage answer = session.answer(new WireMessage(call.toString(), tensors));
    if (answer.text().startsWith("{\"error\":")) {
      JsonNode error = json(answer).get("error");
      String code = error.get("code").textValue().toUpperCase(Locale.ROOT);
      throw new RequestException(Code.valueOf(code), error.get("message").textValue());
    }
    return answer;
  }

  private static JsonNode json(WireMessage message) {
    try {
      return Json.mapper().readTree(message.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer of a session is not JSON", e);
    }
  }

  private WireMessage ask(ObjectNode call, WireTensor... tensors) {
    return ask(session, call.put("vector", vector), Arrays.asList(tensors));
  }

  /** Specs, one for each task. */
  JsonNode specs() {
    return specs;
  }

  /** Blocks of the latest results, each with a row for each environment. */
  WireMessage results() {
    return results;
  }

  /** Starts episodes: row {@code i} with {@code seed + i}. */
  void reset(Start start, int rows) {
    ObjectNode call = call("reset").put("seed", start.seed());
    start
        .variation()
        .ifPresent(
            variation -> {
              for (int i = 0; i < rows; i++) {
                call.withArray("variations").add(variation);
              }
            });
    start
        .context()
        .ifPresent(
            context -> {
              for (int i = 0; i < rows; i++) {
                call.withArray("contexts").add(context);
              }
            });
    results = ask(call);
  }

  /** Starts the next episode of every row. */
  void resetNext(int rows) {
    ObjectNode call = call("reset_next");
    for (int i = 0; i < rows; i++) {
      call.withArray("environments").add(i);
    }
    results = ask(call);
  }

  void step(WireTensor action) {
    results = ask(call("step"), action);
  }

  /** Images of all rows: [row][height][width][3]. */
  WireTensor render(String camera, Images images) {
    ObjectNode call = call("render").put("camera", camera);
    call.put("width", images.width()).put("height", images.height());
    images.quality().ifPresent(quality -> call.put("quality", quality));
    return ask(call).tensor("images").orElseThrow();
  }

  /** The state of an environment. */
  WireTensor snapshot() {
    return ask(call("snapshot")).tensor("0").orElseThrow();
  }

  void restore(byte[] snapshot) {
    results = ask(call("restore"), WireTensor.ofBytes("0", snapshot));
  }

  /** Everything that further results depend on. */
  byte[] save() {
    ByteBuffer state = ask(call("save")).tensor("state").orElseThrow().data();
    byte[] bytes = new byte[state.remaining()];
    state.get(bytes);
    return bytes;
  }

  void load(byte[] state) {
    results = ask(call("load"), WireTensor.ofBytes("state", state));
  }

  /** What rebuilds the episode of a row. */
  String record(int row) {
    JsonNode record = json(ask(call("record").put("environment", row))).get("record");
    return record.isTextual() ? record.textValue() : record.toString();
  }

  /** What the experts of the tasks do. */
  WireTensor expert() {
    return ask(call("expert")).tensor("action").orElseThrow();
  }

  @Override
  public void close() {
    session.close();
  }
}
