package org.workcell.policies;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.reward.RewardInput;
import org.workcell.sim.reward.RewardSpec;
import org.workcell.sim.reward.Scores;

/**
 * What the TorchScript file of a reward model says about itself in its extra file {@code
 * workcell.json}.
 *
 * @param arguments of the module, in order
 * @param instructionSize elements of the argument {@code instruction}
 * @param spec what follows for the caller
 */
record RewardScript(List<String> arguments, int instructionSize, RewardSpec spec) {

  static final String ACTION = "action";
  static final String INSTRUCTION = "instruction";
  static final String INSTRUCTION_BYTES = "instruction_utf8";
  static final String EMBEDDING = "instruction_embedding";
  static final String REAL = "real";

  private static final List<String> KEYS =
      List.of("scores", "window_steps", "inputs", "shapes", "instruction_size");

  private static final String EXPECTED =
      "expected {\"scores\": \"step\", \"segment\" or \"episode\", \"window_steps\": N, \"inputs\":"
          + " [names], \"shapes\": {name: [lengths]}, \"instruction_size\": N}, of which scores and"
          + " inputs are needed";

  RewardScript {
    arguments = List.copyOf(arguments);
  }

  /**
   * Parses the extra file.
   *
   * @throws IllegalArgumentException if it does not describe a reward model
   */
  static RewardScript parse(String json) {
    if (json == null || json.isBlank()) {
      throw new IllegalArgumentException(
          "it has no extra file %s, which says what it reads; %s"
              .formatted(ScriptInputs.FILE, EXPECTED));
    }
    try {
      return parse(JsonParser.parseString(json).getAsJsonObject());
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "its %s is not understood; %s".formatted(ScriptInputs.FILE, EXPECTED), e);
    }
  }

  private static RewardScript parse(JsonObject object) {
    for (String key : object.keySet()) {
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "its %s has a key '%s'; %s".formatted(ScriptInputs.FILE, key, EXPECTED));
      }
    }
    if (!object.has("scores") || !object.has("inputs")) {
      throw new IllegalArgumentException(
          "its %s lacks scores or inputs, so it is no reward model; %s"
              .formatted(ScriptInputs.FILE, EXPECTED));
    }
    List<String> arguments = new ArrayList<>();
    object.getAsJsonArray("inputs").forEach(name -> arguments.add(name.getAsString()));
    int size =
        object.has("instruction_size")
            ? object.get("instruction_size").getAsInt()
            : InputBlocks.STANDARD_INSTRUCTION_SIZE;
    InstructionHash.requireSize(size);
    RewardSpec.Builder builder = RewardSpec.builder();
    String label = object.get("scores").getAsString();
    Scores scores =
        Scores.find(label)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "its scores are of '%s'; use one of %s".formatted(label, Scores.labels())));
    builder.scores(scores, object.has("window_steps") ? object.get("window_steps").getAsInt() : 1);
    JsonObject shapes = object.has("shapes") ? object.getAsJsonObject("shapes") : new JsonObject();
    requireNamed(shapes, arguments);
    arguments.forEach(name -> add(builder, name, shapes, size));
    return new RewardScript(arguments, size, builder.build());
  }

  private static void requireNamed(JsonObject shapes, List<String> arguments) {
    for (String name : shapes.keySet()) {
      if (!arguments.contains(name)) {
        throw new IllegalArgumentException(
            "its %s has a shape of '%s', which is none of its inputs %s"
                .formatted(ScriptInputs.FILE, name, arguments));
      }
    }
  }

  private static void add(RewardSpec.Builder builder, String name, JsonObject shapes, int size) {
    switch (name) {
      case ACTION -> builder.actions();
      case INSTRUCTION, INSTRUCTION_BYTES -> builder.instructionText();
      case EMBEDDING -> builder.instructionEmbedding(size);
      case REAL -> {
        // Follows from the windows.
      }
      default -> builder.input(input(name, shapes));
    }
  }

  private static RewardInput input(String name, JsonObject shapes) {
    RewardInput input = RewardInput.parse(name);
    if (!shapes.has(name)) {
      return input;
    }
    List<Integer> lengths = new ArrayList<>();
    for (JsonElement length : shapes.getAsJsonArray(name)) {
      lengths.add(length.getAsInt());
    }
    return input.withShape(lengths);
  }

  /** The input of an argument. */
  RewardInput input(String name) {
    return spec.inputs().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
