package org.workcell.formats.libero;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.workcell.datasets.records.Json;
import org.workcell.sim.task.ResetOptions;

/** How an episode starts, as a text in a file: seed, variation, context. */
final class StartText {

  private static final int MOST_NUMBERS = 1 << 16;

  private StartText() {}

  static String write(ResetOptions start) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("seed", start.seed());
    start.variation().ifPresent(variation -> json.put("variation", variation));
    start
        .context()
        .ifPresent(
            context -> {
              ArrayNode numbers = json.putArray("context");
              for (double number : context) {
                numbers.add(number);
              }
            });
    return json.toString();
  }

  /**
   * Reads what {@link #write} has written.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  static ResetOptions read(String text) {
    try {
      JsonNode json = Json.mapper().readTree(text);
      JsonNode numbers = json.path("context");
      if (!json.path("seed").canConvertToLong() || numbers.size() > MOST_NUMBERS) {
        throw new IllegalArgumentException("its start is not a seed with a context");
      }
      ResetOptions start = ResetOptions.seed(json.get("seed").asLong());
      if (json.path("variation").isInt()) {
        start = start.withVariation(json.get("variation").asInt());
      }
      if (numbers.isArray()) {
        double[] context = new double[numbers.size()];
        for (int i = 0; i < context.length; i++) {
          context[i] = numbers.get(i).asDouble(Double.NaN);
        }
        start = start.withContext(context);
      }
      return start;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its start is no JSON: " + Json.problem(e), e);
    }
  }
}
