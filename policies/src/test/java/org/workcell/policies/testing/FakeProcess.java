package org.workcell.policies.testing;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireChannel;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** A thread that stands for the process of a policy: it listens, and answers what it is asked. */
public final class FakeProcess implements AutoCloseable {

  /** What the policy does. */
  public interface Conduct {

    /**
     * The actions of the rows that are asked about, or of their chunks.
     *
     * @throws IOException to end the connection
     */
    double[][] act(Question question) throws IOException;
  }

  /** What it is asked, and whom it may ask meanwhile. */
  public static final class Question {

    private final JsonObject call;
    private final WireMessage message;
    private final WireChannel channel;

    Question(JsonObject call, WireMessage message, WireChannel channel) {
      this.call = call;
      this.message = message;
      this.channel = channel;
    }

    /** The numbers of the rows. */
    public List<Integer> rows() {
      return numbers("rows");
    }

    /** The control step of each row. */
    public List<Integer> steps() {
      return numbers("steps");
    }

    private List<Integer> numbers(String name) {
      List<Integer> numbers = new ArrayList<>();
      call.getAsJsonArray(name).forEach(number -> numbers.add(number.getAsInt()));
      return numbers;
    }

    /** The episodes that begin. */
    public JsonArray starts() {
      return call.getAsJsonArray("starts");
    }

    /** An element of a row of a block of float64. */
    public double observation(String block, int row, int element) {
      WireTensor tensor = message.tensor(block).orElseThrow();
      return tensor.data().getDouble((row * tensor.shape().get(1) + element) * Double.BYTES);
    }

    /** What the expert does in these rows. */
    public double[][] expert(List<Integer> rows) throws IOException {
      JsonObject asked = new JsonObject();
      asked.addProperty("call", "expert");
      JsonArray ids = new JsonArray();
      rows.forEach(ids::add);
      asked.add("rows", ids);
      channel.write(WireMessage.of(asked.toString()));
      channel.readKind();
      WireMessage answer = channel.readMessage();
      JsonObject text = JsonParser.parseString(answer.text()).getAsJsonObject();
      if (text.has("error")) {
        throw new IllegalStateException(text.getAsJsonObject("error").get("message").getAsString());
      }
      ByteBuffer data = answer.tensor("actions").orElseThrow().data();
      double[][] actions = new double[rows.size()][data.remaining() / Double.BYTES / rows.size()];
      for (double[] action : actions) {
        for (int i = 0; i < action.length; i++) {
          action[i] = data.getDouble();
        }
      }
      return actions;
    }
  }

  private final Path folder;
  private final ServerSocketChannel listener;
  private final JsonObject facts = new JsonObject();
  private final Conduct conduct;
  private final List<Question> questions = Collections.synchronizedList(new ArrayList<>());

  /** Listens; a policy named {@code fake} that answers with single actions. */
  public FakeProcess(Conduct conduct) {
    this.conduct = conduct;
    facts.addProperty("name", "fake");
    facts.addProperty("identity", "");
    facts.addProperty("chunk_steps", 1);
    facts.addProperty("padded_rows", 0);
    facts.addProperty("most_rows", 1000);
    facts.addProperty("reads_scene", false);
    facts.addProperty("checked_episodes", 0);
    try {
      folder = Files.createTempDirectory("policy");
      listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(socket()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::listen, "fake-process");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says something else of its policy. */
  public FakeProcess with(String fact, Object value) {
    if (value instanceof Integer number) {
      facts.addProperty(fact, number);
    } else if (value instanceof Boolean flag) {
      facts.addProperty(fact, flag);
    } else {
      facts.addProperty(fact, value.toString());
    }
    return this;
  }

  /** Where it listens. */
  public Path socket() {
    return folder.resolve("policy.sock");
  }

  /** The questions for actions, in order. */
  public List<Question> questions() {
    return List.copyOf(questions);
  }

  private void listen() {
    try {
      while (true) {
        SocketChannel accepted = listener.accept();
        Thread thread = new Thread(() -> serve(accepted), "fake-connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private void serve(SocketChannel accepted) {
    try (WireChannel channel = new WireChannel(accepted, 1 << 20)) {
      while (channel.readKind() == WireChannel.MESSAGE) {
        WireMessage message = channel.readMessage();
        JsonObject call = JsonParser.parseString(message.text()).getAsJsonObject();
        channel.write(
            switch (call.get("call").getAsString()) {
              case "hello" -> WireMessage.of(facts.toString());
              case "layout" -> WireMessage.of("{}");
              default -> act(new Question(call, message, channel));
            });
      }
    } catch (IOException e) {
      // The conduct ends the connection, or the other side has.
    }
  }

  private WireMessage act(Question question) throws IOException {
    questions.add(question);
    try {
      return new WireMessage("{}", List.of(tensor(conduct.act(question))));
    } catch (IllegalStateException e) {
      JsonObject error = new JsonObject();
      error.addProperty("code", e.getMessage().equals("cancelled") ? "cancelled" : "internal");
      error.addProperty("message", e.getMessage());
      JsonObject answer = new JsonObject();
      answer.add("error", error);
      return WireMessage.of(answer.toString());
    }
  }

  private static WireTensor tensor(double[][] actions) {
    int width = actions[0].length;
    ByteBuffer data =
        ByteBuffer.allocate(actions.length * width * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (double[] action : actions) {
      for (double element : action) {
        data.putDouble(element);
      }
    }
    return new WireTensor("actions", DataType.FLOAT64, List.of(actions.length, width), data.flip());
  }

  @Override
  public void close() throws IOException {
    listener.close();
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }
}
