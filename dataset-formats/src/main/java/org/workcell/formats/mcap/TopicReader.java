package org.workcell.formats.mcap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.formats.logs.NumberBudget;
import org.workcell.sim.files.BadInputException;

/** Collects the tables of all topics that can be read. One thread at a time. */
final class TopicReader implements McapRecords.Visitor {

  /** Larger messages are of images and the like. */
  private static final int MOST_MESSAGE_BYTES = 1 << 20;

  private final Path file;
  private final NumberBudget budget;
  private final Map<Integer, Schema> schemas = new HashMap<>();
  private final Map<Integer, Channel> channels = new HashMap<>();
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final Map<String, String> leftOut = new TreeMap<>();
  private String profile = "";
  private String library = "";
  private long originNs = -1;

  private record Schema(String name, String encoding, String text) {}

  private record Channel(int schema, String topic, String encoding) {}

  /** A topic whose messages are read. */
  record Topic(String name, String type, TopicTable table, MessageDecoder decoder) {

    boolean isOfJoints() {
      return decoder.isOfJoints();
    }
  }

  TopicReader(Path file, NumberBudget budget) {
    this.file = file;
    this.budget = budget;
  }

  /** Ids of channels and schemas are of one file, topics are of all. */
  void startFile() {
    schemas.clear();
    channels.clear();
  }

  /** Topics by name, in the order of their first messages. */
  Map<String, Topic> topics() {
    return topics;
  }

  /** Reasons why topics are not read, by name. */
  Map<String, String> leftOut() {
    return leftOut;
  }

  String profile() {
    return profile;
  }

  String library() {
    return library;
  }

  /** When the first message that is read was logged. */
  long originNs() {
    return originNs;
  }

  @Override
  public void header(String ofProfile, String ofLibrary) {
    profile = ofProfile;
    library = ofLibrary;
  }

  @Override
  public void schema(int id, String name, String encoding, byte[] data) {
    Schema schema = new Schema(name, encoding, new String(data, StandardCharsets.UTF_8));
    Schema before = schemas.put(id, schema);
    if (before != null && !before.equals(schema)) {
      throw new IllegalArgumentException("schema %d is there twice, and differs".formatted(id));
    }
  }

  @Override
  public void channel(int id, int schema, String topic, String encoding) {
    Channel channel = new Channel(schema, topic, encoding);
    Channel before = channels.put(id, channel);
    if (before != null && !before.equals(channel)) {
      throw new IllegalArgumentException("channel %d is there twice, and differs".formatted(id));
    }
  }

  @Override
  public boolean wants(int id) {
    Channel channel = channels.get(id);
    if (channel == null) {
      throw new IllegalArgumentException(
          "a message is of channel %d, which is not there".formatted(id));
    }
    return !leftOut.containsKey(channel.topic());
  }

  @Override
  public void message(int id, long logTimeNs, ByteBuffer data) {
    Channel channel = channels.get(id);
    if (logTimeNs < 0) {
      throw new IllegalArgumentException("a message has the time " + logTimeNs);
    }
    if (data.remaining() > MOST_MESSAGE_BYTES) {
      leaveOut(channel, "messages of %d bytes".formatted(data.remaining()));
      return;
    }
    if (originNs < 0) {
      originNs = logTimeNs;
    }
    try {
      Topic topic = topics.get(channel.topic());
      if (topic == null) {
        topic = start(channel);
        topics.put(channel.topic(), topic);
      } else if (!topic.type().equals(typeName(channel))) {
        leaveOut(channel, "messages of several types");
        return;
      }
      topic.decoder().add(logTimeNs, data);
    } catch (BadInputException e) {
      throw e;
    } catch (TopicTable.TooWideException | UnsupportedOperationException e) {
      leaveOut(channel, e.getMessage());
    } catch (BufferUnderflowException e) {
      throw damaged(channel, "it ends too early", e);
    } catch (RuntimeException e) {
      throw damaged(channel, e.getMessage(), e);
    }
  }

  private void leaveOut(Channel channel, String reason) {
    topics.remove(channel.topic());
    leftOut.put(channel.topic(), reason);
  }

  private BadInputException damaged(Channel channel, String reason, RuntimeException cause) {
    return new BadInputException(
        "a message of topic '%s' (%s) in '%s' cannot be read: %s"
            .formatted(channel.topic(), typeName(channel), file, reason),
        cause);
  }

  private String typeName(Channel channel) {
    Schema schema = schemas.get(channel.schema());
    return schema == null ? channel.encoding() : RosType.plainName(schema.name());
  }

  private Topic start(Channel channel) {
    TopicTable table = new TopicTable(file, budget);
    MessageDecoder decoder =
        switch (channel.encoding()) {
          case "cdr" -> new CdrDecoder(type(channel), table, originNs);
          case "json" -> new JsonDecoder(table, originNs);
          default ->
              throw new UnsupportedOperationException(
                  "messages in '%s'; cdr and json are read".formatted(channel.encoding()));
        };
    return new Topic(channel.topic(), typeName(channel), table, decoder);
  }

  private RosType type(Channel channel) {
    Schema schema = schemas.get(channel.schema());
    if (schema == null) {
      throw new UnsupportedOperationException("its messages have no type");
    }
    try {
      return RosType.parse(schema.name(), schema.encoding().equals("ros2msg") ? schema.text() : "");
    } catch (IllegalArgumentException e) {
      throw new UnsupportedOperationException(
          "type %s in '%s': %s".formatted(schema.name(), schema.encoding(), e.getMessage()), e);
    }
  }
}
