package org.workcell.tasks.metaworld.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.ResetOptions;
import org.workcell.tasks.parity.Differences;
import org.workcell.tasks.parity.RecordedEpisodes;

/** One recording next to one environment. */
final class TrajectoryReplay {

  private static final String INFO = "info_";
  private static final int RESET = -1;

  private final NpzFile recording;
  private final RecordedEpisodes episodes;
  private final SimulatedEnvironment environment;
  private final Differences differences;
  private final BatchStorage storage;
  private final double[] observation;
  private final double[] state;
  private final Map<String, Integer> infoColumns = new TreeMap<>();

  TrajectoryReplay(NpzFile recording, SimulatedEnvironment environment, Differences differences) {
    this.recording = recording;
    this.episodes = new RecordedEpisodes(recording);
    this.environment = environment;
    this.differences = differences;
    this.storage = BatchStorage.allocate(environment.spec().task().layout(), 1);
    this.observation = new double[environment.spec().task().observation().get(0).size()];
    this.state = new double[environment.physics().stateSize()];
    recording.names().stream().filter(name -> name.startsWith(INFO)).forEach(this::addInfoColumn);
  }

  private void addInfoColumn(String name) {
    int column = environment.spec().task().infoColumns().indexOf(name.substring(INFO.length()));
    if (column < 0) {
      throw new IllegalArgumentException(
          "records %s, which task %s does not report; it reports %s"
              .formatted(name, environment.spec().id(), environment.spec().task().infoColumns()));
    }
    infoColumns.put(name, column);
  }

  int episodes() {
    return episodes.count();
  }

  /** From a reset on, with nothing but the recorded actions. */
  void freeRunning(int episode) {
    run("free_running", episode, step -> {});
  }

  /** Every step from the recorded state in the recorded model. */
  void teacherForced(int episode) {
    ModelEdits recorded = recordedEdits(episode);
    run(
        "teacher_forced",
        episode,
        step -> {
          environment.useModelEdits(recorded);
          environment.physics().writeState(recording.array("before_istate").row(step));
        });
  }

  private void run(String replay, int episode, IntConsumer beforeStep) {
    differences.at(replay, episode, RESET);
    double[] context = recording.array("ep_rand_vec").row(episode);
    environment.reset(ResetOptions.seed(0).withContext(context), storage, 0);
    compareReset(episode);
    boolean succeeded = false;
    int first = episodes.firstStep(episode);
    for (int step = first; step < episodes.endStep(episode); step++) {
      differences.at(replay, episode, step - first);
      beforeStep.accept(step);
      storage.action().putRow(0, recording.array("action").row(step));
      environment.step(storage, 0);
      compareStep(step);
      succeeded |= storage.success().get(0, 0) == 1;
    }
    differences.flag("success", recording.array("ep_success").number(episode), asNumber(succeeded));
  }

  private static double asNumber(boolean flag) {
    return flag ? 1 : 0;
  }

  private void compareReset(int episode) {
    compareState("reset_", episode);
    storage.observation(0).getRow(0, observation);
    differences.numbers("observation", recording.array("ep_reset_obs").row(episode), observation);
    compareModel(episode);
  }

  /** What upstream's reset changed in the model, and nothing else, must be changed in ours. */
  private void compareModel(int episode) {
    ModelEdits expected = recordedEdits(episode);
    Map<String, Double> places = new TreeMap<>();
    for (int i = 0; i < expected.size(); i++) {
      places.put(expected.field(i).engineName() + expected.index(i), expected.value(i));
    }
    for (EpisodeRecord.ModelEdit edit : environment.record().modelEdits()) {
      double original = original(ModelField.ofEngineName(edit.field()))[edit.index()];
      Double recorded = places.remove(edit.field() + edit.index());
      double[] wanted = {recorded == null ? original : recorded};
      differences.bits("model", wanted, new double[] {edit.value()});
    }
    differences.bits("model", new double[places.size()], new double[0]);
  }

  private double[] original(ModelField field) {
    return environment.physics().scene().values(field);
  }

  private ModelEdits recordedEdits(int episode) {
    ModelEdits edits = new ModelEdits();
    JsonNode arrays;
    try {
      arrays = new ObjectMapper().readTree(recording.array("ep_model_edits").text(episode));
    } catch (IOException e) {
      throw new UncheckedIOException("ep_model_edits is not JSON: " + e.getMessage(), e);
    }
    arrays.properties().forEach(array -> addEdits(array, edits));
    return edits;
  }

  private void addEdits(Map.Entry<String, JsonNode> array, ModelEdits edits) {
    ModelField field = ModelField.ofEngineName(array.getKey());
    double[] original = original(field);
    int index = 0;
    for (JsonNode row : array.getValue()) {
      for (JsonNode number : row.isArray() ? row : List.of(row)) {
        if (index < original.length && number.asDouble() != original[index]) {
          edits.set(field, index, number.asDouble());
        }
        index++;
      }
    }
    if (index != original.length) {
      throw new IllegalArgumentException(
          "records %d numbers of %s, but the scene has %d; give the assets it was recorded with"
              .formatted(index, array.getKey(), original.length));
    }
  }

  private void compareStep(int step) {
    compareState("after_", step);
    storage.observation(0).getRow(0, observation);
    differences.numbers("observation", recording.array("obs").row(step), observation);
    differences.number("reward", number("reward", step), storage.reward().get(0, 0));
    differences.flag("success", number("info_success", step), storage.success().get(0, 0));
    differences.flag("terminated", number("terminated", step), storage.terminated().get(0, 0));
    differences.flag("truncated", number("truncated", step), storage.truncated().get(0, 0));
    infoColumns.forEach(
        (name, column) ->
            differences.number(name, number(name, step), storage.info().get(0, column)));
  }

  private double number(String array, int step) {
    return recording.array(array).number(step);
  }

  private void compareState(String prefix, int row) {
    Physics physics = environment.physics();
    physics.readState(state);
    compareBits("qpos", prefix, row, physics.qpos().toArray());
    compareBits("qvel", prefix, row, physics.qvel().toArray());
    compareBits("mocap_pos", prefix, row, physics.mocapPos().toArray());
    compareBits("mocap_quat", prefix, row, physics.mocapQuat().toArray());
    compareBits("istate", prefix, row, state);
  }

  private void compareBits(String quantity, String prefix, int row, double[] actual) {
    differences.bits(quantity, recording.array(prefix + quantity).row(row), actual);
  }
}
