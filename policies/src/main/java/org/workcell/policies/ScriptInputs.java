package org.workcell.policies;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/**
 * What a TorchScript file says about its inputs in its extra file {@code workcell.json}, for
 * example {@code {"inputs": ["observation", "one_hot"], "tasks": ["metaworld/reach-v3"], "noise":
 * 4}}.
 *
 * @param blocks observation blocks in the order of the arguments; empty if the module takes one
 *     tensor of all of them
 * @param noise standard normal numbers per row that the module takes as its last argument
 * @param tasks the tasks that the block {@code one_hot} tells apart; empty where nothing is said
 * @param instructionSize elements of the block {@code instruction}
 */
record ScriptInputs(List<String> blocks, int noise, List<String> tasks, int instructionSize) {

  static final String FILE = "workcell.json";

  private static final int MOST_NOISE = 1 << 20;

  private static final List<String> KEYS = List.of("inputs", "noise", "tasks", "instruction_size");

  private static final ScriptInputs NOTHING_SAID =
      new ScriptInputs(List.of(), 0, List.of(), InputBlocks.STANDARD_INSTRUCTION_SIZE);

  ScriptInputs {
    blocks = List.copyOf(blocks);
    tasks = List.copyOf(tasks);
  }

  /**
   * The blocks that are named.
   *
   * @param listed the tasks that hold where the file names none
   */
  InputBlocks inputBlocks(List<String> listed) {
    return new InputBlocks(blocks, tasks.isEmpty() ? listed : tasks, instructionSize);
  }

  /** Parses the extra file; a file without it has one tensor and no noise. */
  static ScriptInputs parse(String json) {
    if (json == null || json.isBlank()) {
      return NOTHING_SAID;
    }
    try {
      return parse(JsonParser.parseString(json).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "its %s is not understood; expected {\"inputs\": [names of blocks], \"noise\": N,"
                  .formatted(FILE)
              + " \"tasks\": [ids], \"instruction_size\": N}, all optional",
          e);
    }
  }

  private static ScriptInputs parse(JsonObject object) {
    for (String key : object.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "its %s has a key '%s', expected '%s' only"
                .formatted(FILE, key, String.join("', '", KEYS)));
      }
    }
    int noise = object.has("noise") ? object.get("noise").getAsInt() : 0;
    if (noise < 0 || noise > MOST_NOISE) {
      throw new IllegalArgumentException(
          "its %s asks for %d numbers of noise, expected 0 to %d"
              .formatted(FILE, noise, MOST_NOISE));
    }
    int instructionSize =
        object.has("instruction_size")
            ? object.get("instruction_size").getAsInt()
            : NOTHING_SAID.instructionSize();
    return new ScriptInputs(
        names(object, "inputs"), noise, names(object, "tasks"), instructionSize);
  }

  private static List<String> names(JsonObject object, String key) {
    List<String> names = new ArrayList<>();
    if (object.has(key)) {
      for (JsonElement name : object.getAsJsonArray(key)) {
        names.add(name.getAsString());
      }
    }
    return names;
  }
}
