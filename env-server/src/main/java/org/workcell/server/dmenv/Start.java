package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the next sequence starts.
 *
 * @param seed of the first row; row {@code i} has {@code seed + i}
 * @param variation the form of the task; drawn where absent
 * @param context the numbers that determine the initial state; drawn where absent
 */
record Start(long seed, OptionalLong variation, Optional<ArrayNode> context) {

  private static final List<String> NAMES = List.of("seed", "variation", "context");

  static Start seed(long seed) {
    return new Start(seed, OptionalLong.empty(), Optional.empty());
  }

  /**
   * What settings of a reset say; empty where there are none.
   *
   * @param standardSeed the seed where they name none
   * @throws RequestException if one is unknown or has the wrong type
   */
  static Optional<Start> of(ObjectNode settings, long standardSeed) {
    Settings.requireKnown(settings, NAMES);
    if (settings.isEmpty()) {
      return Optional.empty();
    }
    JsonNode context = settings.get("context");
    if (context != null && !isNumbers(context)) {
      throw RequestException.invalid("setting 'context' is a list of numbers");
    }
    return Optional.of(
        new Start(
            Settings.integer(settings, "seed").orElse(standardSeed),
            Settings.integer(settings, "variation"),
            Optional.ofNullable((ArrayNode) context)));
  }

  private static boolean isNumbers(JsonNode context) {
    if (!context.isArray()) {
      return false;
    }
    for (JsonNode number : context) {
      if (!number.isNumber()) {
        return false;
      }
    }
    return true;
  }
}
