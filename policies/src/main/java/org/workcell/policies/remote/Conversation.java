package org.workcell.policies.remote;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.policy.PolicyUnavailableException;
import org.workcell.sim.wire.WireChannel;
import org.workcell.sim.wire.WireFormatException;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** What is said over the socket; {@code docs/protocol.md} has it in words. One thread at a time. */
final class Conversation implements AutoCloseable {

  private static final int PROTOCOL = 1;
  private static final int MOST_ANSWER_BYTES = 1 << 30;
  private static final String CANCELLED = "cancelled";

  private final WireChannel channel;
  private final Set<Integer> announced = new HashSet<>();
  private final Map<String, ByteBuffer> memory = new HashMap<>();

  Conversation(SocketChannel channel) {
    this.channel = new WireChannel(channel, MOST_ANSWER_BYTES);
  }

  /**
   * Asks what is offered.
   *
   * @throws PolicyUnavailableException if it is no policy
   */
  ProcessFacts greet() {
    JsonObject call = call("hello");
    call.addProperty("protocol", PROTOCOL);
    String who = "in another process";
    try {
      return ProcessFacts.of(answer(who, WireMessage.of(call.toString()), List.of()).text());
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw failed(who, "does not introduce itself: " + e.getMessage(), e);
    }
  }

  /** An answer whose text is parsed. */
  private record Answer(JsonObject text, WireMessage message) {}

  private static JsonObject call(String name) {
    JsonObject call = new JsonObject();
    call.addProperty("call", name);
    return call;
  }

  /**
   * Asks for actions and writes them into the rows.
   *
   * @param number of the layout that they share
   * @param layout that layout as JSON
   * @param who names the policy, for messages
   */
  void act(int number, String layout, List<RemoteRow> rows, String who) {
    if (announced.add(number)) {
      JsonObject call = call("layout");
      call.addProperty("layout", number);
      JsonParser.parseString(layout)
          .getAsJsonObject()
          .entrySet()
          .forEach(e -> call.add(e.getKey(), e.getValue()));
      answer(who, WireMessage.of(call.toString()), List.of());
    }
    Answer answer = answer(who, new WireMessage(question(number, rows), tensors(rows)), rows);
    WireTensor actions =
        answer
            .message()
            .tensor("actions")
            .orElseThrow(() -> failed(who, "answers without the tensor 'actions'", null));
    read(who, actions, rows);
  }

  private static String question(int number, List<RemoteRow> rows) {
    JsonObject call = call("act");
    call.addProperty("layout", number);
    JsonArray ids = new JsonArray();
    JsonArray steps = new JsonArray();
    JsonArray starts = new JsonArray();
    for (RemoteRow row : rows) {
      ids.add(row.id());
      steps.add(row.step());
      if (row.begins()) {
        JsonObject start = new JsonObject();
        start.addProperty("row", row.id());
        start.addProperty("task", row.episode().task());
        start.addProperty("instruction", row.episode().instruction());
        start.addProperty("seed", row.episode().seeds().rootSeed());
        starts.add(start);
      }
    }
    call.add("rows", ids);
    call.add("steps", steps);
    call.add("starts", starts);
    return call.toString();
  }

  private List<WireTensor> tensors(List<RemoteRow> rows) {
    BatchLayout layout = rows.get(0).batch().layout();
    List<WireTensor> tensors = new ArrayList<>();
    for (int i = 0; i < layout.observation().size(); i++) {
      int block = i;
      tensors.add(gather(layout.observation().get(i), rows, batch -> batch.observation(block)));
    }
    for (int i = 0; i < layout.images().size(); i++) {
      int block = i;
      tensors.add(gather(layout.images().get(i), rows, batch -> batch.image(block)));
    }
    return tensors;
  }

  /** Finds a block of a batch. */
  private interface Finder {
    BatchBlock in(BatchStorage batch);
  }

  /** Rows of several batches as one tensor. */
  private WireTensor gather(BlockSpec spec, List<RemoteRow> rows, Finder finder) {
    int rowBytes = spec.size() * spec.type().bytes();
    int bytes = Math.multiplyExact(rows.size(), rowBytes);
    ByteBuffer target = memory.get(spec.name());
    if (target == null || target.capacity() < bytes) {
      target = ByteBuffer.allocateDirect(bytes);
      memory.put(spec.name(), target);
    }
    for (int i = 0; i < rows.size(); i++) {
      RemoteRow row = rows.get(i);
      ByteBuffer source = finder.in(row.batch()).memory();
      target.put(i * rowBytes, source, row.index() * rowBytes, rowBytes);
    }
    List<Integer> shape = new ArrayList<>(List.of(rows.size()));
    shape.addAll(spec.shape());
    return new WireTensor(spec.name(), spec.type(), shape, target.slice(0, bytes));
  }

  private static void read(String who, WireTensor actions, List<RemoteRow> rows) {
    int size = rows.get(0).answer().length;
    int elements = actions.shape().stream().reduce(1, (a, b) -> a * b);
    boolean floats = actions.type() == DataType.FLOAT64 || actions.type() == DataType.FLOAT32;
    if (!floats || elements != rows.size() * size || actions.shape().get(0) != rows.size()) {
      throw failed(
          who,
          "answers with %s%s, expected %d rows of %d floating-point numbers"
              .formatted(actions.type().numpyName(), actions.shape(), rows.size(), size),
          null);
    }
    ByteBuffer data = actions.data();
    boolean wide = actions.type() == DataType.FLOAT64;
    for (RemoteRow row : rows) {
      for (int i = 0; i < size; i++) {
        row.answer()[i] = wide ? data.getDouble() : data.getFloat();
      }
    }
  }

  /** Sends a message and waits for its answer; meanwhile the process may ask for the expert. */
  private Answer answer(String who, WireMessage question, List<RemoteRow> rows) {
    try {
      channel.write(question);
      while (true) {
        if (channel.readKind() != WireChannel.MESSAGE) {
          throw failed(who, "is gone: its process ended", null);
        }
        WireMessage message = channel.readMessage();
        JsonObject text = JsonParser.parseString(message.text()).getAsJsonObject();
        if (!text.has("call")) {
          requireSuccess(who, text);
          return new Answer(text, message);
        }
        channel.write(expert(text, rows));
      }
    } catch (IOException e) {
      throw failed(who, "is gone: its process ended (%s)".formatted(e.getMessage()), e);
    } catch (WireFormatException | JsonParseException | IllegalArgumentException e) {
      throw failed(who, "sends what is not understood: " + e.getMessage(), e);
    }
  }

  private static void requireSuccess(String who, JsonObject text) {
    if (text.has("error")) {
      JsonObject error = text.getAsJsonObject("error");
      String message = error.get("message").getAsString();
      if (error.get("code").getAsString().equals(CANCELLED)) {
        throw PolicyUnavailableException.cancelled(message);
      }
      throw failed(who, "failed: " + message, null);
    }
  }

  private static PolicyUnavailableException failed(String who, String what, Exception cause) {
    return PolicyUnavailableException.failed("policy %s %s".formatted(who, what), cause);
  }

  /** What the experts do in some of the rows that are asked about. */
  private static WireMessage expert(JsonObject call, List<RemoteRow> rows) {
    if (!call.get("call").getAsString().equals("expert")) {
      throw new IllegalArgumentException("call '%s'".formatted(call.get("call").getAsString()));
    }
    try {
      List<double[]> actions = new ArrayList<>();
      for (JsonElement id : call.getAsJsonArray("rows")) {
        actions.add(row(rows, id.getAsInt()).expertAction());
      }
      return new WireMessage("{}", List.of(tensor(actions)));
    } catch (RuntimeException e) {
      JsonObject error = new JsonObject();
      error.addProperty("code", "failed_precondition");
      error.addProperty("message", String.valueOf(e.getMessage()));
      JsonObject answer = new JsonObject();
      answer.add("error", error);
      return WireMessage.of(answer.toString());
    }
  }

  private static RemoteRow row(List<RemoteRow> rows, int id) {
    return rows.stream()
        .filter(row -> row.id() == id)
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("row %d is not asked about now".formatted(id)));
  }

  private static WireTensor tensor(List<double[]> actions) {
    int width = actions.isEmpty() ? 0 : actions.get(0).length;
    ByteBuffer bytes =
        ByteBuffer.allocate(actions.size() * width * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    actions.forEach(
        action -> {
          for (double element : action) {
            bytes.putDouble(element);
          }
        });
    return new WireTensor(
        "actions", DataType.FLOAT64, List.of(actions.size(), width), bytes.flip());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
