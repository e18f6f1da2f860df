package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.workcell.server.dmenv.v1.Tensor;

/**
 * Settings as JSON. A period in a name is a level: {@code images.width} is {@code width} in the
 * object {@code images}, as Python's client writes nested dictionaries.
 */
final class Settings {

  private Settings() {}

  /**
   * The settings as one object.
   *
   * @throws RequestException if a name is empty in some level, or a value cannot be a setting
   */
  static ObjectNode tree(Map<String, Tensor> settings) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, Tensor> setting : new TreeMap<>(settings).entrySet()) {
      put(root, setting.getKey(), value("setting '" + setting.getKey() + "'", setting.getValue()));
    }
    return root;
  }

  private static void put(ObjectNode root, String name, JsonNode value) {
    ObjectNode parent = root;
    String[] levels = name.split("\\.", -1);
    for (int i = 0; i < levels.length; i++) {
      JsonNode present = parent.get(levels[i]);
      boolean last = i == levels.length - 1;
      if (levels[i].isEmpty() || present != null && (last || !present.isObject())) {
        throw RequestException.invalid(
            levels[i].isEmpty()
                ? "setting '%s' has an empty part".formatted(name)
                : "setting '%s' is both a value and a group".formatted(name));
      }
      if (last) {
        parent.set(levels[i], value);
      } else {
        parent = present == null ? parent.putObject(levels[i]) : (ObjectNode) present;
      }
    }
  }

  private static JsonNode value(String name, Tensor tensor) {
    Tensors.type(name, tensor);
    List<Integer> shape = Tensors.shape(name, tensor);
    if (shape.size() > 1) {
      throw RequestException.invalid(
          "%s has shape %s, expected a value or a list".formatted(name, shape));
    }
    if (shape.isEmpty()) {
      return element(name, tensor, 0);
    }
    if (shape.get(0) != Tensors.count(tensor)) {
      throw RequestException.invalid(
          "%s has %d elements and shape %s".formatted(name, Tensors.count(tensor), shape));
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < shape.get(0); i++) {
      list.add(element(name, tensor, i));
    }
    return list;
  }

  private static JsonNode element(String name, Tensor tensor, int i) {
    return switch (tensor.getPayloadCase()) {
      case FLOATS, DOUBLES -> number(name, Tensors.real(tensor, i));
      case INT8S -> LongNode.valueOf(tensor.getInt8S().getArray().byteAt(i));
      case INT32S -> LongNode.valueOf(tensor.getInt32S().getArray(i));
      case INT64S -> LongNode.valueOf(tensor.getInt64S().getArray(i));
      case UINT8S -> LongNode.valueOf(Byte.toUnsignedInt(tensor.getUint8S().getArray().byteAt(i)));
      case UINT32S -> LongNode.valueOf(Integer.toUnsignedLong(tensor.getUint32S().getArray(i)));
      case UINT64S -> unsigned(tensor.getUint64S().getArray(i));
      case BOOLS -> BooleanNode.valueOf(tensor.getBools().getArray(i));
      case STRINGS -> TextNode.valueOf(tensor.getStrings().getArray(i));
      case PROTOS, PAYLOAD_NOT_SET ->
          throw RequestException.invalid(
              "%s is a message, expected numbers, texts or truth values".formatted(name));
    };
  }

  private static JsonNode number(String name, double value) {
    if (!Double.isFinite(value)) {
      throw RequestException.outOfRange("%s is %s, expected a number".formatted(name, value));
    }
    return DoubleNode.valueOf(value);
  }

  private static JsonNode unsigned(long bits) {
    return bits >= 0
        ? LongNode.valueOf(bits)
        : BigIntegerNode.valueOf(new BigInteger(Long.toUnsignedString(bits)));
  }

  /**
   * No settings but these.
   *
   * @throws RequestException if there is another
   */
  static void requireKnown(ObjectNode settings, Collection<String> known) {
    List<String> unknown = new ArrayList<>();
    settings.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw RequestException.invalid(
          known.isEmpty()
              ? "there is no setting '%s' here; none is taken".formatted(unknown.get(0))
              : "there is no setting '%s' here; use %s".formatted(unknown.get(0), known));
    }
  }

  /**
   * A whole number.
   *
   * @throws RequestException if it is something else
   */
  static OptionalLong integer(ObjectNode settings, String name) {
    JsonNode value = settings.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw RequestException.invalid(
          "setting '%s' is %s, expected a whole number of 64 bits".formatted(name, value));
    }
    return OptionalLong.of(value.longValue());
  }
}
