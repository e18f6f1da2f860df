package org.workcell.tasks.libero.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.workcell.sim.numpy.NpzFile;
import org.workcell.tasks.libero.problem.Instance;
import org.workcell.tasks.libero.problem.TaskConfig;
import org.workcell.tasks.libero.problem.TaskConfigs;
import org.workcell.tasks.parity.RecordedEngine;

/**
 * A recording of one task of LIBERO.
 *
 * @param arrays the recorded arrays
 * @param meta what was recorded, as JSON
 * @param config the task
 */
record Recording(NpzFile arrays, JsonNode meta, TaskConfig config) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SUITE_PREFIX = "libero_";

  /**
   * Reads a recording.
   *
   * @throws IllegalArgumentException if it is of another engine, or of no task of the suite
   */
  static Recording read(Path file) throws IOException {
    NpzFile arrays = NpzFile.read(file);
    JsonNode meta = JSON.readTree(arrays.array("meta").text(0));
    RecordedEngine.requireThis(meta.path("mujoco").asText());
    String suite = meta.path("suite").asText();
    if (!suite.startsWith(SUITE_PREFIX)) {
      throw new IllegalArgumentException(
          "is a recording of suite '%s'; expected one of LIBERO, such as libero_goal"
              .formatted(suite));
    }
    String id =
        "%s/%s/%s-v1"
            .formatted(
                TaskConfigs.NAME,
                suite.substring(SUITE_PREFIX.length()),
                meta.path("bddl").asText());
    return new Recording(arrays, meta, TaskConfigs.of(id));
  }

  /** {@code random}, {@code scripted}, {@code teleport} or {@code resets}. */
  String kind() {
    return meta.path("kind").asText();
  }

  /** Whether it holds the scene that upstream composed. */
  boolean holdsScene() {
    return arrays.names().contains("xml");
  }

  /** That scene, as MJCF. */
  String scene() {
    return arrays.array("xml").text(0);
  }

  double[] row(String array, int row) {
    return arrays.array(array).row(row);
  }

  /** All numbers of an array. */
  double[] all(String array) {
    double[] values = new double[arrays.array(array).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = arrays.array(array).number(i);
    }
    return values;
  }

  int rows(String array) {
    return arrays.array(array).rows();
  }

  /** A context of the task: a stored state with the recorded poses of the fixtures. */
  double[] context(double[] state) {
    double[] context = Arrays.copyOf(state, state.length + 7 * config.fixtures().size());
    int at = state.length;
    for (Instance fixture : config.fixtures()) {
      JsonNode pose = meta.path("fixtures").path(fixture.name());
      for (JsonNode number : pose.path("pos")) {
        context[at++] = number.asDouble();
      }
      for (JsonNode number : pose.path("quat")) {
        context[at++] = number.asDouble();
      }
    }
    if (at != context.length) {
      throw new IllegalArgumentException(
          "names poses of fixtures that fill %d numbers; expected %d for %s"
              .formatted(at - state.length, context.length - state.length, config.fixtures()));
    }
    return context;
  }
}
