package org.workcell.datasets.parameters;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.workcell.datasets.records.Json;

/** Understands the text of a parameter file, strictly; what is wrong is named with its place. */
final class ParameterReader {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(1 << 16)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PATH = Pattern.compile("[a-z]+:.+/[^/]+");
  private static final int MOST_ELEMENTS = 100_000;

  private ParameterReader() {}

  static ParameterFile read(String text) {
    JsonNode root;
    try {
      root = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is not JSON: " + Json.problem(e), e);
    }
    requireObject("the file", root);
    requireNames(
        "the file",
        root,
        "format workcell engine method family model inputs parameters chain fit constants");
    int format = (int) number("format", required("the file", root, "format"));
    if (format != ParameterFile.FORMAT) {
      throw new IllegalArgumentException(
          "it has format %d, and this version reads %d".formatted(format, ParameterFile.FORMAT));
    }
    List<IdentifiedParameter> parameters =
        elements(
            "parameters", required("the file", root, "parameters"), ParameterReader::parameter);
    requireDistinct(parameters);
    return new ParameterFile(
        format,
        text("the file", root, "workcell"),
        text("the file", root, "engine"),
        text("the file", root, "method"),
        text("the file", root, "family"),
        root.has("model") ? source("model", root.get("model")) : null,
        root.has("inputs")
            ? elements("inputs", root.get("inputs"), ParameterReader::source)
            : List.of(),
        parameters,
        elements("chain", required("the file", root, "chain"), ParameterReader::stage),
        fit(root.path("fit")),
        text("the file", root, "constants"));
  }

  private static Map<String, Double> fit(JsonNode numbers) {
    Map<String, Double> fit = new LinkedHashMap<>();
    if (!numbers.isMissingNode()) {
      requireObject("fit", numbers);
      numbers
          .properties()
          .forEach(
              each ->
                  fit.put(
                      each.getKey(),
                      optional("fit." + each.getKey(), each.getValue(), Double.NaN)));
    }
    return fit;
  }

  private static void requireDistinct(List<IdentifiedParameter> parameters) {
    Set<String> paths = new HashSet<>();
    for (IdentifiedParameter parameter : parameters) {
      if (!paths.add(parameter.path())) {
        throw new IllegalArgumentException("%s is there twice".formatted(parameter.path()));
      }
    }
  }

  private static <T> List<T> elements(
      String where, JsonNode node, BiFunction<String, JsonNode, T> read) {
    if (!node.isArray() || node.size() > MOST_ELEMENTS) {
      throw wrong(where, "a list of at most %d elements".formatted(MOST_ELEMENTS), node);
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      all.add(read.apply("%s[%d]".formatted(where, i), node.get(i)));
    }
    return all;
  }

  private static ParameterFile.Source source(String where, JsonNode node) {
    requireObject(where, node);
    requireNames(where, node, "file sha256");
    String checksum = text(where, required(where, node, "sha256"));
    if (!SHA256.matcher(checksum).matches()) {
      throw wrong(where + ".sha256", "64 hexadecimal digits", node.get("sha256"));
    }
    return new ParameterFile.Source(text(where, required(where, node, "file")), checksum);
  }

  private static IdentifiedParameter parameter(String where, JsonNode node) {
    requireObject(where, node);
    requireNames(where, node, "path unit value nominal low high ci95 ci95_bootstrap status note");
    String path = text(where, required(where, node, "path"));
    if (!PATH.matcher(path).matches()) {
      throw wrong(where + ".path", "KIND:NAME/NUMBER", node.get("path"));
    }
    IdentifiedParameter.Status status = status(path, required(where, node, "status"));
    JsonNode value = required(where, node, "value");
    return new IdentifiedParameter(
        path,
        text(where, node, "unit"),
        status == IdentifiedParameter.Status.FROZEN
            ? optional(path + " value", value, Double.NaN)
            : number(path + " value", value),
        optional(path + " nominal", node.path("nominal"), Double.NaN),
        optional(path + " low", node.path("low"), Double.NEGATIVE_INFINITY),
        optional(path + " high", node.path("high"), Double.POSITIVE_INFINITY),
        interval(path + " ci95", node.path("ci95")),
        interval(path + " ci95_bootstrap", node.path("ci95_bootstrap")),
        status,
        text(where, node, "note"));
  }

  private static IdentifiedParameter.Status status(String path, JsonNode node) {
    for (IdentifiedParameter.Status each : IdentifiedParameter.Status.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(node.asText().toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw wrong(path + " status", "fitted, held or frozen", node);
  }

  private static List<Double> interval(String where, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (!node.isArray() || node.size() != 2) {
      throw wrong(where, "two numbers", node);
    }
    double low = optional(where, node.get(0), Double.NEGATIVE_INFINITY);
    double high = optional(where, node.get(1), Double.POSITIVE_INFINITY);
    if (low > high) {
      throw wrong(where, "a lower and an upper end", node);
    }
    return List.of(low, high);
  }

  private static ChainStage stage(String where, JsonNode node) {
    requireObject(where, node);
    requireNames(where, node, "stage actuators");
    String name = text(where, required(where, node, "stage"));
    JsonNode actuators = required(where, node, "actuators");
    requireObject(where + ".actuators", actuators);
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    actuators
        .properties()
        .forEach(
            actuator -> {
              String place = "stage %s, actuator '%s'".formatted(name, actuator.getKey());
              requireObject(place, actuator.getValue());
              Map<String, Double> each = new LinkedHashMap<>();
              actuator
                  .getValue()
                  .properties()
                  .forEach(
                      value ->
                          each.put(
                              value.getKey(),
                              number(place + ", " + value.getKey(), value.getValue())));
              values.put(actuator.getKey(), each);
            });
    return new ChainStage(name, values);
  }

  private static void requireObject(String where, JsonNode node) {
    if (!node.isObject()) {
      throw wrong(where, "an object", node);
    }
  }

  private static void requireNames(String where, JsonNode node, String known) {
    List<String> names = List.of(known.split(" "));
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new IllegalArgumentException(
                    "%s has an unknown '%s'; it may have %s"
                        .formatted(where, name, String.join(", ", names)));
              }
            });
  }

  private static JsonNode required(String where, JsonNode node, String name) {
    JsonNode found = node.get(name);
    if (found == null) {
      throw new IllegalArgumentException("%s has no '%s'; add it".formatted(where, name));
    }
    return found;
  }

  private static String text(String where, JsonNode parent, String name) {
    JsonNode node = parent.path(name);
    return node.isMissingNode() || node.isNull() ? "" : text(where + "." + name, node);
  }

  private static String text(String where, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(where, "a text", node);
    }
    return node.asText();
  }

  private static double optional(String where, JsonNode node, double absent) {
    return node.isMissingNode() || node.isNull() ? absent : number(where, node);
  }

  private static double number(String where, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(where, "a finite number", node);
    }
    return node.doubleValue();
  }

  private static IllegalArgumentException wrong(String where, String expected, JsonNode found) {
    String text = found.isMissingNode() ? "empty" : found.toString();
    return new IllegalArgumentException(
        "%s is %s; expected %s"
            .formatted(where, text.length() > 60 ? text.substring(0, 60) + "..." : text, expected));
  }
}
