package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A world as a client asks for it.
 *
 * @param rows environments of a batched world; 0 where the world is a single environment
 * @param seed of the first sequence
 * @param images images among the observations
 * @param open arguments of the session's call {@code open}
 */
record WorldOptions(int rows, long seed, Images images, ObjectNode open) {

  private static final int MOST_ROWS = 1 << 20;

  /** What each setting means, by name. */
  static final Map<String, String> MEANINGS = meanings();

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new TreeMap<>();
    meanings.put("task", "id of a task; a list, or a benchmark's id, with num_envs");
    meanings.put("num_envs", "makes a batched world of so many environments");
    meanings.put("seed", "of the first sequence, 0 by default; row i has seed + i");
    meanings.put("images", "cameras, width, height, quality of images, drawn on request");
    meanings.put("profile", "strict or compat");
    meanings.put("assets", "builtin, or a folder's name on the server");
    meanings.put("horizon", "steps after which a sequence is interrupted; the task's by default");
    meanings.put("settings", "the task's own settings, such as settings.reward");
    meanings.put("action_adapter", "another meaning of actions, NAME=PARAMETERS");
    meanings.put("filters", "command filters, a list of NAME=PARAMETERS");
    meanings.put("stages", "actuator stages, a list of NAME=PARAMETERS");
    meanings.put("actuators", "drives of a robot: file and content of a params.json");
    meanings.put("delta", "a delta: content of its folder and how it is used");
    meanings.put("engine", "what moves the joints: mujoco, or bullet or bullet-plain");
    meanings.put("randomize", "a preset or NAME=TEXT, for training");
    meanings.put("perturb", "preset, severity and condition, for evaluation");
    meanings.put("ignore_terminations", "run every sequence to its horizon");
    meanings.put("benchmark_seed", "what initial states of a benchmark are drawn from");
    meanings.put("weight", "share of the server's workers, 1 by default");
    return Map.copyOf(meanings);
  }

  /**
   * What the settings of {@code create_world} say.
   *
   * @throws RequestException if one is unknown, missing or of another type
   */
  static WorldOptions of(ObjectNode settings) {
    Settings.requireKnown(settings, new TreeMap<>(MEANINGS).keySet());
    long rows = Settings.integer(settings, "num_envs").orElse(0);
    if (settings.has("num_envs") && (rows < 1 || rows > MOST_ROWS)) {
      throw RequestException.outOfRange(
          "setting 'num_envs' is %d, expected at least 1".formatted(rows));
    }
    ObjectNode open = settings.deepCopy();
    open.remove(List.of("task", "seed", "images"));
    open.set("what", tasks(settings.get("task"), rows > 0));
    open.put("num_envs", Math.max(1, (int) rows));
    open.put("autoreset", rows > 0 ? "next_step" : "disabled");
    for (String list : List.of("filters", "stages")) {
      if (open.has(list) && open.get(list).isTextual()) {
        open.set(list, JsonNodeFactory.instance.arrayNode().add(open.get(list)));
      }
    }
    if (open.has("settings")) {
      open.set("settings", texts(open.get("settings")));
    }
    return new WorldOptions(
        (int) rows,
        Settings.integer(settings, "seed").orElse(0),
        Images.of(settings.get("images")),
        open);
  }

  private static ArrayNode tasks(JsonNode task, boolean batched) {
    if (task == null) {
      throw RequestException.invalid("create_world needs the setting 'task', the id of a task");
    }
    List<String> ids = new ArrayList<>();
    if (task.isArray()) {
      task.forEach(id -> ids.add(id.asText()));
    } else {
      ids.add(task.asText());
    }
    if (ids.isEmpty() || ids.size() > 1 && !batched) {
      throw RequestException.invalid(
          "setting 'task' names %d tasks; a world without 'num_envs' is one task"
              .formatted(ids.size()));
    }
    ArrayNode what = JsonNodeFactory.instance.arrayNode();
    ids.forEach(what::add);
    return what;
  }

  // Settings of tasks are texts; clients may send numbers and truth values.
  private static ObjectNode texts(JsonNode group) {
    if (!group.isObject()) {
      throw RequestException.invalid("setting 'settings' is a group; use 'settings.NAME'");
    }
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> setting : group.properties()) {
      if (setting.getValue().isContainerNode()) {
        throw RequestException.invalid(
            "setting 'settings.%s' is one value".formatted(setting.getKey()));
      }
      texts.put(setting.getKey(), setting.getValue().asText());
    }
    return texts;
  }
}
