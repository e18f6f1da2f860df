package org.workcell.formats.lerobot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.formats.Pictures;
import org.workcell.formats.SetEpisode;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;

/** The features of an episode and their values by LeRobot's names. */
final class FrameValues {

  static final String STATE = "observation.state";
  static final String IMAGES = "observation.images.";
  private static final String OBSERVATION = "observation.";
  private static final String STATE_BLOCK = "state";

  private final Map<String, NpyArray> numbers = new LinkedHashMap<>();
  private final Map<String, Pictures> pictures = new LinkedHashMap<>();

  FrameValues(SetEpisode episode) {
    for (Pictures each : episode.pictures()) {
      pictures.put(key(IMAGES, each.camera()), each);
    }
    String state = stateBlock(List.copyOf(episode.observation().keySet()));
    episode
        .observation()
        .forEach(
            (block, values) ->
                numbers.put(block.equals(state) ? STATE : key(OBSERVATION, block), values));
    numbers.put("action", episode.steps().action());
    episode.steps().executedAction().ifPresent(values -> numbers.put("executed_action", values));
  }

  /** The block of that name, else the first. */
  private static String stateBlock(List<String> blocks) {
    return blocks.isEmpty() || blocks.contains(STATE_BLOCK) ? STATE_BLOCK : blocks.get(0);
  }

  /** LeRobot splits names at slashes. */
  private static String key(String prefix, String name) {
    if (!name.matches("[A-Za-z0-9_.+-]+")) {
      throw new BadInputException(
          "'%s' cannot be the name of a feature; use letters, digits, '-', '_', '.' and '+'"
              .formatted(name));
    }
    return prefix + name;
  }

  Map<String, NpyArray> numbers() {
    return numbers;
  }

  Map<String, Pictures> pictures() {
    return pictures;
  }

  /** What the episode has, in the order of the columns. */
  List<Feature> features(LeRobotOptions options) {
    List<Feature> all = new ArrayList<>();
    pictures.forEach(
        (key, of) ->
            all.add(
                Feature.pictures(
                    key,
                    options.video() ? Feature.VIDEO : Feature.IMAGE,
                    of.heightPixels(),
                    of.widthPixels())));
    numbers.forEach(
        (key, values) -> {
          int size = values.size() / Math.max(1, values.rows());
          all.add(Feature.vector(key, dtype(values.type(), options), size));
        });
    all.add(Feature.number("next.reward", options.keepsFloat64() ? "float64" : "float32"));
    all.add(Feature.number("next.done", "bool"));
    all.add(Feature.number("next.success", "bool"));
    all.add(Feature.number("timestamp", "float32"));
    for (String index : List.of("frame_index", "episode_index", "index", "task_index")) {
      all.add(Feature.number(index, "int64"));
    }
    return all;
  }

  private static String dtype(String npyType, LeRobotOptions options) {
    return switch (npyType) {
      case "<f8" -> options.keepsFloat64() ? "float64" : "float32";
      case "<f4" -> "float32";
      case "|b1" -> "bool";
      default -> "int64";
    };
  }
}
