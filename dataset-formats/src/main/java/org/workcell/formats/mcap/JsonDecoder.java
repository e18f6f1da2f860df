package org.workcell.formats.mcap;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.records.Json;

/**
 * Reads messages in JSON: numbers and truth values become columns by their path. Texts and lists of
 * objects are passed over.
 */
final class JsonDecoder implements MessageDecoder {

  private static final List<String> NAMES = List.of("name", "names", "joint_names");
  private static final Set<String> STAMPS = Set.of("header.stamp", "stamp", "timestamp");

  private final TopicTable table;
  private final long originNs;
  private final Map<String, TopicTable.Field> fields = new HashMap<>();
  private boolean hasJoints;

  JsonDecoder(TopicTable table, long originNs) {
    this.table = table;
    this.originNs = originNs;
  }

  @Override
  public boolean isOfJoints() {
    return hasJoints;
  }

  @Override
  public void add(long logTimeNs, ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    JsonNode json;
    try {
      json = Json.mapper().readTree(bytes);
    } catch (IOException e) {
      throw new IllegalArgumentException("a message is not sound JSON", e);
    }
    if (json == null || !json.isObject()) {
      throw new IllegalArgumentException("a message is no JSON object");
    }
    table.startRow(logTimeNs);
    List<String> names = names(json);
    table.setJoints(names);
    hasJoints |= !names.isEmpty() && json.has("position");
    object(json, "");
  }

  private static List<String> names(JsonNode json) {
    List<String> all = new ArrayList<>();
    for (String key : NAMES) {
      if (json.path(key).isArray() && all.isEmpty()) {
        json.path(key).forEach(name -> all.add(name.asText()));
      }
    }
    return all;
  }

  private void object(JsonNode object, String prefix) {
    object.properties().forEach(each -> value(each.getValue(), prefix + each.getKey()));
  }

  private void value(JsonNode value, String name) {
    if (value.isNumber()) {
      field(name).set(value.doubleValue());
    } else if (value.isBoolean()) {
      field(name).set(value.booleanValue() ? 1 : 0);
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        if (value.get(i).isNumber() || value.get(i).isBoolean()) {
          double element = value.get(i).isNumber() ? value.get(i).doubleValue() : flag(value, i);
          field(name).set(i, value.size(), element);
        }
      }
    } else if (value.isObject() && isTime(value)) {
      long ns = value.path("nanosec").asLong(value.path("nsec").asLong());
      double time = MessageDecoder.seconds(value.path("sec").asLong(), ns, originNs);
      field(STAMPS.contains(name) ? HEADER_STAMP : name).set(time);
    } else if (value.isObject()) {
      object(value, name + ".");
    }
  }

  private static double flag(JsonNode list, int index) {
    return list.get(index).booleanValue() ? 1 : 0;
  }

  private static boolean isTime(JsonNode value) {
    return value.size() == 2
        && value.path("sec").isIntegralNumber()
        && (value.path("nanosec").isIntegralNumber() || value.path("nsec").isIntegralNumber());
  }

  private TopicTable.Field field(String name) {
    return fields.computeIfAbsent(name, table::field);
  }
}
