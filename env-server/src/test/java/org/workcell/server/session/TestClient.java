package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireFormat;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** A client without a transport; every message goes through its bytes. */
final class TestClient implements AutoCloseable {

  final Session session;
  final TestSegment.Source segments;

  TestClient(Host host, boolean shared) {
    segments = new TestSegment.Source(shared);
    session = host.connect("test", segments);
  }

  /** A client that has said hello. */
  static TestClient greeted(Host host, boolean shared) {
    TestClient client = new TestClient(host, shared);
    client.call("hello", Map.of("protocol", 1));
    return client;
  }

  static TestClient greeted(Host host) {
    return greeted(host, false);
  }

  /** An answer that came as bytes. */
  record Reply(ObjectNode json, Map<String, WireTensor> tensors) {

    byte[] bytes(String name) {
      WireTensor tensor = tensors.get(name);
      assertTrue(tensor != null, () -> name + " is not in " + tensors.keySet());
      byte[] bytes = new byte[tensor.data().remaining()];
      tensor.data().get(bytes);
      return bytes;
    }

    double number(String name, int index) {
      WireTensor tensor = tensors.get(name);
      ByteBuffer data = tensor.data();
      return switch (tensor.type()) {
        case FLOAT64 -> data.asDoubleBuffer().get(index);
        case FLOAT32 -> data.asFloatBuffer().get(index);
        case INT64 -> data.asLongBuffer().get(index);
        case INT32 -> data.asIntBuffer().get(index);
        case UINT8 -> data.get(index);
      };
    }
  }

  Reply raw(String text, WireTensor... tensors) {
    WireMessage message = new WireMessage(text, List.of(tensors));
    WireMessage answer =
        WireFormat.decode(
            WireFormat.encode(session.answer(WireFormat.decode(WireFormat.encode(message)))));
    Map<String, WireTensor> named = new LinkedHashMap<>();
    answer.tensors().forEach(tensor -> named.put(tensor.name(), tensor));
    try {
      return new Reply((ObjectNode) Json.mapper().readTree(answer.text()), named);
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.text(), e);
    }
  }

  private static String text(String call, Map<String, ?> arguments) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("call", call);
    all.putAll(arguments);
    try {
      return Json.mapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** A call that succeeds. */
  Reply call(String call, Map<String, ?> arguments, WireTensor... tensors) {
    Reply reply = raw(text(call, arguments), tensors);
    assertTrue(!reply.json().has("error"), () -> call + ": " + reply.json());
    return reply;
  }

  /** A call that is refused with a message that has these words. */
  void refused(
      String code, String words, String call, Map<String, ?> arguments, WireTensor... tensors) {
    assertRefused(code, words, raw(text(call, arguments), tensors));
  }

  static void assertRefused(String code, String words, Reply reply) {
    JsonNode error = reply.json().path("error");
    assertEquals(code, error.path("code").asText(), reply.json().toString());
    assertTrue(error.path("message").asText().contains(words), reply.json().toString());
    assertTrue(reply.tensors().isEmpty());
  }

  int open(Map<String, ?> arguments) {
    return call("open", arguments).json().get("vector").asInt();
  }

  /** A block of a batch as a tensor. */
  static WireTensor tensor(BatchBlock block, int rows) {
    List<Integer> shape = new ArrayList<>(List.of(rows));
    shape.addAll(block.spec().shape());
    return new WireTensor(
        block.spec().name(),
        block.spec().type(),
        shape,
        block.memory().order(ByteOrder.LITTLE_ENDIAN));
  }

  static WireTensor floats(String name, List<Integer> shape, float... values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return new WireTensor(name, DataType.FLOAT32, shape, data);
  }

  static WireTensor doubles(String name, List<Integer> shape, double... values) {
    ByteBuffer data = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    return new WireTensor(name, DataType.FLOAT64, shape, data);
  }

  static byte[] bytes(BatchBlock block) {
    byte[] bytes = new byte[block.memory().capacity()];
    block.memory().get(bytes);
    return bytes;
  }

  static byte[] rows(BatchBlock block, int... rows) {
    byte[] bytes = bytes(block);
    ByteBuffer some = ByteBuffer.allocate(rows.length * block.rowBytes());
    Arrays.stream(rows).forEach(row -> some.put(bytes, row * block.rowBytes(), block.rowBytes()));
    return some.array();
  }

  @Override
  public void close() {
    session.close();
  }
}
