package org.workcell.formats.lerobot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.workcell.datasets.logs.LogClock;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.formats.Images;
import org.workcell.formats.SetEpisode;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;

/** The features of an episode and their values by LeRobot's names. */
final class FrameValues {

  static final String STATE = "observation.state";
  static final String ACTION = "action";
  static final String LOG_TIME = "log_time";
  private static final String REWARD = "next.reward";
  private static final String DONE = "next.done";
  private static final String SUCCESS = "next.success";
  private static final Set<String> SINGLE = Set.of(REWARD, DONE, SUCCESS, LOG_TIME);
  static final String IMAGES = "observation.images.";
  private static final String OBSERVATION = "observation.";
  private static final String STATE_BLOCK = "state";

  private final SetEpisode.Identity identity;
  private final int count;
  private final Map<String, NpyArray> numbers = new LinkedHashMap<>();
  private final Map<String, List<String>> names = new LinkedHashMap<>();
  private final Map<String, Images> images = new LinkedHashMap<>();

  private FrameValues(SetEpisode.Identity identity, int count) {
    this.identity = identity;
    this.count = count;
  }

  FrameValues(SetEpisode episode) {
    this(episode.identity(), episode.count());
    for (Images each : episode.images()) {
      images.put(key(IMAGES, each.camera()), each);
    }
    String state = stateBlock(List.copyOf(episode.observation().keySet()));
    episode
        .observation()
        .forEach(
            (block, values) ->
                numbers.put(block.equals(state) ? STATE : key(OBSERVATION, block), values));
    numbers.put(ACTION, episode.steps().action());
    episode.steps().executedAction().ifPresent(values -> numbers.put("executed_action", values));
    numbers.put(REWARD, episode.steps().reward());
    byte[] done = new byte[count];
    if (count > 0) {
      done[count - 1] = 1;
    }
    numbers.put(DONE, NpyArray.of("|b1", List.of(count), done));
    numbers.put(SUCCESS, episode.steps().success());
  }

  /**
   * The values of a robot log: positions as the state, commands as the action, times that were
   * measured, which LeRobot's own are not, as {@link #LOG_TIME}.
   *
   * @param controlPeriodSeconds nominal time between two rows
   */
  static FrameValues of(RobotLog log, double controlPeriodSeconds) {
    String name = log.meta().name();
    FrameValues values =
        new FrameValues(new SetEpisode.Identity(name, name, controlPeriodSeconds), log.rows());
    for (Quantity quantity : Quantity.values()) {
      if (log.has(quantity)) {
        String key =
            switch (quantity) {
              case POSITION -> STATE;
              case COMMAND -> ACTION;
              default -> OBSERVATION + quantity.column();
            };
        values.numbers.put(key, rows(log, quantity));
        if (quantity.width(log.meta().joints()) == log.meta().joints()
            && quantity.width(log.meta().joints() + 1) == log.meta().joints() + 1) {
          values.names.put(key, log.meta().jointNames());
        }
      }
    }
    if (log.meta().clock() == LogClock.MEASURED) {
      values.numbers.put(LOG_TIME, NpyArray.ofDoubles(log.timesSeconds()));
    }
    return values;
  }

  private static NpyArray rows(RobotLog log, Quantity quantity) {
    NpyArray flat = NpyArray.ofDoubles(log.values(quantity));
    return NpyArray.of("<f8", List.of(log.rows(), log.width(quantity)), flat.toBytes());
  }

  /** Which episode it is. */
  SetEpisode.Identity identity() {
    return identity;
  }

  /** How many frames it has. */
  int count() {
    return count;
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

  Map<String, Images> images() {
    return images;
  }

  /** What the episode has, in the order of the columns. */
  List<Feature> features(LeRobotOptions options) {
    List<Feature> all = new ArrayList<>();
    images.forEach(
        (key, of) ->
            all.add(
                Feature.images(
                    key,
                    options.video() ? Feature.VIDEO : Feature.IMAGE,
                    of.heightPixels(),
                    of.widthPixels())));
    numbers.forEach(
        (key, values) -> {
          String dtype = dtype(key, values.type(), options);
          int size = values.size() / Math.max(1, values.rows());
          if (SINGLE.contains(key)) {
            all.add(Feature.number(key, dtype));
          } else if (names.containsKey(key)) {
            all.add(new Feature(key, dtype, List.of(size), names.get(key)));
          } else {
            all.add(Feature.vector(key, dtype, size));
          }
        });
    all.add(Feature.number("timestamp", "float32"));
    for (String index : List.of("frame_index", "episode_index", "index", "task_index")) {
      all.add(Feature.number(index, "int64"));
    }
    return all;
  }

  private static String dtype(String key, String npyType, LeRobotOptions options) {
    return switch (key) {
      case LOG_TIME -> "float64";
      case REWARD -> options.keepsFloat64() ? "float64" : "float32";
      case DONE, SUCCESS -> "bool";
      default -> dtype(npyType, options);
    };
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
