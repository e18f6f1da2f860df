package org.workcell.datasets.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaActivation;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaRunner;
import org.workcell.sim.delta.DeltaSignal;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.testing.RandomDelta;

/**
 * What deltas make of signals is what a file of the Python package's tests says, where the NumPy
 * reader is compared with it. {@code -Dworkcell.record.signals=true} writes the file.
 */
class RecordedDeltaTest {

  private static final Path FILE =
      Path.of("..", "env-server", "python", "tests", "delta_signals.json");
  private static final int ROWS = 30;
  private static final double DRIVE_GAIN = 150;
  private static final List<String> CHANNELS = List.of("shoulder", "elbow");

  private static List<DeltaModel> models() {
    List<DeltaInput> everything = new ArrayList<>();
    for (DeltaSignal signal : DeltaSignal.values()) {
      everything.add(DeltaInput.of(signal).steps(1 + signal.ordinal() % 3).scale(0.7));
    }
    int size = 2 * everything.stream().mapToInt(DeltaInput::steps).sum();
    double[] low = new double[size];
    double[] high = new double[size];
    Arrays.fill(low, -1.2);
    Arrays.fill(high, 1.1);
    double[] inverse = new double[64];
    for (int i = 0; i < 8; i++) {
      inverse[9 * i] = 1 + 0.1 * i;
      inverse[8 * i + 7 - i] = 0.05;
    }
    int[] hidden = {4, 3};
    return List.of(
        RandomDelta.model(DeltaModel.Kind.COMMAND, everything, hidden, 0.3, CHANNELS)
            .controlPeriodSeconds(0.02)
            .trust(TrustRegion.ranges(low, high, 0.1, 0.8))
            .build(),
        RandomDelta.model(DeltaModel.Kind.COMMAND, DeltaInput.asap(), hidden, 0.2, CHANNELS)
            .controlPeriodSeconds(0.05)
            .activation(DeltaActivation.ELU)
            .trust(TrustRegion.mahalanobis(new double[8], inverse, 0.8, 1.5))
            .build()
            .acting(List.of("elbow")),
        RandomDelta.model(DeltaModel.Kind.COMMAND, everything, hidden, 0.3, CHANNELS)
            .controlPeriodSeconds(0.02)
            .driveGain(Optional.of(new DriveGain("kp", 100, 400)))
            .build(),
        RandomDelta.model(DeltaModel.Kind.TORQUE, DeltaInput.torque(), hidden, 3, CHANNELS)
            .activation(DeltaActivation.RELU)
            .build());
  }

  @Test
  void deltasDoWhatTheFileSays() throws IOException {
    if (Boolean.getBoolean("workcell.record.signals")) {
      ArrayNode cases = Json.mapper().createArrayNode();
      models().forEach(model -> cases.add(record(model)));
      Files.writeString(FILE, Json.pretty(cases));
    }
    JsonNode kept = Json.mapper().readTree(FILE.toFile());
    assertEquals(models().size(), kept.size());
    for (JsonNode each : kept) {
      byte[] description = each.get("description").asText().getBytes(StandardCharsets.UTF_8);
      byte[] weights = Base64.getDecoder().decode(each.get("weights").asText());
      JsonNode now = record(DeltaFiles.parse("recorded", description, weights).model());
      for (String name : List.of("applied", "trust", "inputs")) {
        compare(name, each.get(name), now.get(name));
      }
    }
  }

  private static void compare(String name, JsonNode wanted, JsonNode found) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < wanted.get(row).size(); i++) {
        double value = wanted.get(row).get(i).doubleValue();
        assertEquals(value, found.get(row).get(i).doubleValue(), 1e-12, name + " of row " + row);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    assertTrue(most > least || name.equals("trust") && most == 1, name + " never changes");
  }

  private static ObjectNode record(DeltaModel model) {
    byte[] weights = DeltaWriter.weights(model);
    ObjectNode report = Json.mapper().createObjectNode().put("method", "none");
    ObjectNode description = DeltaWriter.description(model, report, weights);
    ObjectNode signals = Json.mapper().createObjectNode();
    signals.put("description", Json.pretty(description.put("workcell", "test")));
    signals.put("weights", Base64.getEncoder().encodeToString(weights));
    signals.put("gain", 0.9);
    for (String name : List.of("command", "position", "velocity", "applied", "trust", "inputs")) {
      signals.putArray(name);
    }
    DeltaRunner runner = model.newRunner();
    runner.start();
    runner.gain(0.9);
    if (model.driveGain().isPresent()) {
      signals.put("drive_gain", DRIVE_GAIN);
      runner.driveGain(DRIVE_GAIN);
    }
    for (int row = 0; row < ROWS; row++) {
      double[] command = {Math.sin(0.7 * row), 0.8 * Math.cos(1.1 * row)};
      double[] position = {Math.sin(0.7 * row - 0.4), 0.7 * Math.cos(1.1 * row - 0.5)};
      double[] velocity = {Math.cos(0.7 * row), -0.9 * Math.sin(1.1 * row)};
      add(signals, "command", command);
      add(signals, "position", position);
      add(signals, "velocity", velocity);
      runner.apply(command, position, velocity);
      add(signals, "applied", command);
      add(signals, "trust", runner.trust());
      add(signals, "inputs", runner.inputs());
    }
    return signals;
  }

  private static void add(ObjectNode signals, String name, double... values) {
    ArrayNode row = ((ArrayNode) signals.get(name)).addArray();
    Arrays.stream(values).forEach(row::add);
  }
}
