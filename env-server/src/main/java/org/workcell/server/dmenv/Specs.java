package org.workcell.server.dmenv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.StepRequest;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.wire.WireTensor;

/** The action and the observations of a world, by number. Immutable. */
final class Specs {

  private static final long ACTION = 1;

  private final Action action;
  private final Map<Long, Observation> observations = new LinkedHashMap<>();
  private final ActionObservationSpecs message;
  private final int rows;
  private final List<String> tasks = new ArrayList<>();
  private final List<String> cameras = new ArrayList<>();
  private final Images images;
  private final int horizon;
  private final List<String> infoColumns;

  /**
   * The specs of a world.
   *
   * @param specs those of the session, one for each task
   * @throws RequestException if the tasks cannot share one world, or a camera does not exist
   */
  Specs(JsonNode specs, WorldOptions options) {
    this.rows = options.rows();
    JsonNode first = specs.get(0);
    if (rows == 0 && specs.size() > 1) {
      throw RequestException.invalid(
          "'%s' and other tasks are meant by setting 'task'; a world without 'num_envs' is one"
              .formatted(first.get("id").textValue()));
    }
    this.images = options.images();
    specs.forEach(spec -> tasks.add(spec.get("id").textValue()));
    first.get("cameras").forEach(camera -> cameras.add(camera.textValue()));
    this.horizon = first.get("horizon").intValue();
    this.infoColumns = new ArrayList<>();
    first.get("info_columns").forEach(column -> infoColumns.add(column.textValue()));
    List<Block> blocks = shared(specs);
    this.action = new Action(Block.of(first.get("action")), rows);
    blocks.forEach(block -> add(Observation.block(block, rows)));
    addResults();
    for (String camera : options.images().cameras()) {
      requireCamera(specs, camera);
      add(Observation.image("images." + camera, camera, options.images(), rows));
    }
    this.message = describe();
  }

  // Rows are of one shape here; a session could mix shapes, with masks.
  private static List<Block> shared(JsonNode specs) {
    Block action = Block.of(specs.get(0).get("action"));
    List<Block> shared = blocks(specs.get(0));
    for (JsonNode spec : specs) {
      List<Block> other = blocks(spec);
      Block otherAction = Block.of(spec.get("action"));
      boolean alike =
          action.isLike(otherAction)
              && action.hasBoundsOf(otherAction)
              && shared.size() == other.size()
              && spec.get("info_columns").equals(specs.get(0).get("info_columns"));
      for (int i = 0; alike && i < shared.size(); i++) {
        alike = shared.get(i).isLike(other.get(i));
        shared.set(i, alike ? shared.get(i).widened(other.get(i)) : shared.get(i));
      }
      if (!alike) {
        throw RequestException.invalid(
            "tasks '%s' and '%s' differ in actions, observations or info columns; make a world of each"
                .formatted(specs.get(0).get("id").textValue(), spec.get("id").textValue()));
      }
    }
    return shared;
  }

  private static List<Block> blocks(JsonNode spec) {
    List<Block> blocks = new ArrayList<>();
    spec.get("observations").forEach(block -> blocks.add(Block.of(block)));
    return blocks;
  }

  private void addResults() {
    add(Observation.number("reward", DataType.FLOAT64, rows));
    add(Observation.flag("success", rows));
    add(Observation.text("instruction", rows));
    add(
        Observation.block(
            Block.unbounded("info", DataType.FLOAT64, List.of(infoColumns.size())), rows));
    if (rows > 0) {
      add(Observation.flag("terminated", rows));
      add(Observation.flag("truncated", rows));
      add(Observation.flag("starts_episode", rows));
      add(Observation.number("environment_index", DataType.INT32, rows));
      add(Observation.number("row_status", DataType.UINT8, rows));
    }
  }

  private void add(Observation observation) {
    observations.put(observations.size() + 1L, observation);
  }

  private static void requireCamera(JsonNode specs, String camera) {
    for (JsonNode spec : specs) {
      List<String> known = new ArrayList<>();
      spec.get("cameras").forEach(name -> known.add(name.textValue()));
      if (!known.contains(camera)) {
        throw RequestException.invalid(
            "task '%s' has no camera '%s'; it has %s"
                .formatted(spec.get("id").textValue(), camera, known));
      }
    }
  }

  private ActionObservationSpecs describe() {
    ActionObservationSpecs.Builder specs = ActionObservationSpecs.newBuilder();
    specs.putActions(ACTION, action.spec());
    observations.forEach((uid, observation) -> specs.putObservations(uid, observation.spec()));
    return specs.build();
  }

  /** What clients are told. */
  ActionObservationSpecs message() {
    return message;
  }

  /**
   * What a step does; what it leaves out is zero, or the bound nearest to it.
   *
   * @throws RequestException if a number is unknown, or type, shape or an element does not fit
   */
  WireTensor action(Map<Long, Tensor> actions) {
    for (long uid : new TreeSet<>(actions.keySet())) {
      if (uid != ACTION) {
        throw RequestException.invalid(
            "there is no action %s; there is %d '%s'"
                .formatted(Long.toUnsignedString(uid), ACTION, action.spec().getName()));
      }
    }
    Tensor sent = actions.get(ACTION);
    return sent == null ? action.absent() : action.read(ACTION, sent);
  }

  /**
   * The observations that a step asks for, each once.
   *
   * @throws RequestException if a number is unknown
   */
  Set<Long> requested(StepRequest step) {
    Set<Long> requested = new LinkedHashSet<>(step.getRequestedObservationsList());
    for (long uid : requested) {
      if (!observations.containsKey(uid)) {
        throw RequestException.invalid(
            "there is no observation %s; there are 1 to %d"
                .formatted(Long.toUnsignedString(uid), observations.size()));
      }
    }
    return requested;
  }

  /** Reads observations. */
  Map<Long, Tensor> read(WorldSession session, Set<Long> requested) {
    Map<Long, Tensor> read = new LinkedHashMap<>();
    requested.forEach(uid -> read.put(uid, observations.get(uid).source().read(session)));
    return read;
  }

  /** Reads all observations, to see that they can be read. */
  void readAll(WorldSession session) {
    read(session, observations.keySet());
  }

  /** Size of all observations, about. */
  long bytes() {
    return observations.values().stream().mapToLong(Observation::bytes).sum();
  }

  /** Environments of a batched world; 0 where the world is a single environment. */
  int rows() {
    return rows;
  }

  /** Ids of the tasks. */
  List<String> tasks() {
    return tasks;
  }

  /** Cameras of the first task, where nothing else is said. */
  List<String> cameras() {
    return cameras;
  }

  /** Size and quality of images. */
  Images images() {
    return images;
  }

  int horizon() {
    return horizon;
  }

  /** Names of the elements of observation {@code info}. */
  List<String> infoColumns() {
    return infoColumns;
  }

  Action action() {
    return action;
  }
}
