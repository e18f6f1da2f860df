package org.workcell.policies;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/**
 * What a TorchScript file says about its inputs in its extra file {@code workcell.json}, for
 * example {@code {"inputs": ["observation", "goal"], "noise": 4}}.
 *
 * @param blocks observation blocks in the order of the arguments; empty if the module takes one
 *     tensor of all of them
 * @param noise standard normal numbers per row that the module takes as its last argument
 */
record ScriptInputs(List<String> blocks, int noise) {

  static final String FILE = "workcell.json";

  private static final int MOST_NOISE = 1 << 20;

  ScriptInputs {
    blocks = List.copyOf(blocks);
  }

  /** Parses the extra file; a file without it has one tensor and no noise. */
  static ScriptInputs parse(String json) {
    if (json == null || json.isBlank()) {
      return new ScriptInputs(List.of(), 0);
    }
    try {
      return parse(JsonParser.parseString(json).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "its %s is not understood; expected {\"inputs\": [names of blocks], \"noise\": N}, both"
                  .formatted(FILE)
              + " optional",
          e);
    }
  }

  private static ScriptInputs parse(JsonObject object) {
    for (String key : object.keySet()) {
      if (!key.equals("inputs") && !key.equals("noise")) {
        throw new IllegalArgumentException(
            "its %s has a key '%s', expected 'inputs' and 'noise' only".formatted(FILE, key));
      }
    }
    List<String> blocks = new ArrayList<>();
    if (object.has("inputs")) {
      for (JsonElement name : object.getAsJsonArray("inputs")) {
        blocks.add(name.getAsString());
      }
    }
    int noise = object.has("noise") ? object.get("noise").getAsInt() : 0;
    if (noise < 0 || noise > MOST_NOISE) {
      throw new IllegalArgumentException(
          "its %s asks for %d numbers of noise, expected 0 to %d"
              .formatted(FILE, noise, MOST_NOISE));
    }
    return new ScriptInputs(blocks, noise);
  }
}
