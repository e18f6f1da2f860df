package org.workcell.datasets.delta;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.workcell.datasets.delta.DeltaFile.Decision;
import org.workcell.datasets.delta.DeltaFile.Gate;
import org.workcell.datasets.records.Json;
import org.workcell.sim.delta.DeltaActivation;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.DeltaSignal;
import org.workcell.sim.delta.DriveGain;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/** Understands the content of a folder, strictly; what is wrong is named with its place. */
final class DeltaReader {

  /** The format that this version writes and reads. */
  static final int FORMAT = 1;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(1 << 16)
                          .maxNumberLength(64)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "workcell",
          "kind",
          "control_period_seconds",
          "channels",
          "inputs",
          "activation",
          "layers",
          "trust",
          "model_sha256",
          "weights",
          "report");

  /** What only a delta says that measures commands by it. */
  private static final String DRIVE_GAIN = "drive_gain";

  private final JsonNode root;
  private final NpzFile arrays;

  private DeltaReader(JsonNode root, NpzFile arrays) {
    this.root = root;
    this.arrays = arrays;
  }

  static DeltaFile read(String description, byte[] weights) throws IOException {
    JsonNode root;
    try {
      root = MAPPER.readTree(description);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          DeltaFiles.DESCRIPTION + " is not JSON: " + Json.problem(e), e);
    }
    requireFields(DeltaFiles.DESCRIPTION, root, fields(root));
    int format = integer("format", root.path("format"));
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "it has format %d, and this version reads %d".formatted(format, FORMAT));
    }
    requireChecksum(root.path("weights"), weights);
    NpzFile arrays = NpzFile.of(DeltaFiles.WEIGHTS, weights, DeltaFiles.MOST_WEIGHT_BYTES);
    DeltaReader reader = new DeltaReader(root, arrays);
    DeltaModel model = reader.model();
    String named = text("model_sha256", root.path("model_sha256"));
    if (!named.isEmpty() && !named.equals(model.sha256())) {
      throw new IllegalArgumentException(
          "its model has the checksum %s, and model_sha256 says %s; was it edited? restore it, or leave model_sha256 empty"
              .formatted(model.sha256(), named));
    }
    JsonNode report = root.path("report");
    if (!report.isObject()) {
      throw wrong("report", "an object", report);
    }
    return new DeltaFile(model, (ObjectNode) report, gate(report.path("gate")));
  }

  private static Set<String> fields(JsonNode root) {
    Set<String> fields = new TreeSet<>(FIELDS);
    if (root.has(DRIVE_GAIN)) {
      fields.add(DRIVE_GAIN);
    }
    return fields;
  }

  private static void requireChecksum(JsonNode file, byte[] weights) {
    requireFields("weights", file, Set.of("file", "sha256"));
    if (!text("weights.file", file.path("file")).equals(DeltaFiles.WEIGHTS)) {
      throw wrong("weights.file", "'%s'".formatted(DeltaFiles.WEIGHTS), file.path("file"));
    }
    String named = text("weights.sha256", file.path("sha256"));
    if (!named.equals(DeltaWriter.sha256(weights))) {
      throw new IllegalArgumentException(
          "%s is not the file that %s describes (its checksum is %s, not %s); copy both together"
              .formatted(
                  DeltaFiles.WEIGHTS, DeltaFiles.DESCRIPTION, DeltaWriter.sha256(weights), named));
    }
  }

  private static Gate gate(JsonNode gate) {
    if (gate.isMissingNode()) {
      return new Gate(Decision.NONE, "");
    }
    JsonNode accepted = gate.path("accepted");
    if (!accepted.isBoolean()) {
      throw wrong("report.gate.accepted", "true or false", accepted);
    }
    return new Gate(
        accepted.booleanValue() ? Decision.ACCEPTED : Decision.REFUSED,
        text("report.gate.reason", gate.path("reason")));
  }

  private DeltaModel model() {
    DeltaModel.Builder builder =
        DeltaModel.builder(DeltaModel.Kind.of(text("kind", root.path("kind"))));
    builder.controlPeriodSeconds(
        number("control_period_seconds", root.path("control_period_seconds")));
    builder.channels(channels()).inputs(inputs()).driveGain(driveGain());
    builder.activation(DeltaActivation.of(text("activation", root.path("activation"))));
    Set<String> used = new TreeSet<>(List.of("mean", "std"));
    builder.normalization(doubles("mean"), doubles("std"));
    builder.layers(layers(used)).trust(trust(used));
    if (!used.equals(arrays.names())) {
      throw new IllegalArgumentException(
          "%s has arrays %s; expected %s".formatted(DeltaFiles.WEIGHTS, arrays.names(), used));
    }
    return builder.build();
  }

  private List<DeltaChannel> channels() {
    List<DeltaChannel> all = new ArrayList<>();
    for (JsonNode node : list("channels", DeltaModel.MOST_CHANNELS)) {
      String where = "channels[%d]".formatted(all.size());
      requireFields(where, node, Set.of("name", "scale", "clip", "acts"));
      if (!node.path("acts").isBoolean()) {
        throw wrong(where + ".acts", "true or false", node.path("acts"));
      }
      all.add(
          new DeltaChannel(
              text(where + ".name", node.path("name")),
              number(where + ".scale", node.path("scale")),
              number(where + ".clip", node.path("clip")),
              node.path("acts").booleanValue()));
    }
    return all;
  }

  private List<DeltaInput> inputs() {
    List<DeltaInput> all = new ArrayList<>();
    for (JsonNode node : list("inputs", DeltaInput.MOST_STEPS)) {
      String where = "inputs[%d]".formatted(all.size());
      requireFields(where, node, Set.of("signal", "steps", "scale"));
      all.add(
          new DeltaInput(
              DeltaSignal.of(text(where + ".signal", node.path("signal"))),
              integer(where + ".steps", node.path("steps")),
              number(where + ".scale", node.path("scale"))));
    }
    return all;
  }

  private Optional<DriveGain> driveGain() {
    JsonNode node = root.path(DRIVE_GAIN);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    requireFields(DRIVE_GAIN, node, Set.of("constant", "low", "high"));
    return Optional.of(
        new DriveGain(
            text(DRIVE_GAIN + ".constant", node.path("constant")),
            number(DRIVE_GAIN + ".low", node.path("low")),
            number(DRIVE_GAIN + ".high", node.path("high"))));
  }

  private List<DeltaLayer> layers(Set<String> used) {
    List<DeltaLayer> all = new ArrayList<>();
    for (JsonNode node : list("layers", DeltaModel.MOST_LAYERS)) {
      int i = all.size();
      int outputs = integer("layers[%d]".formatted(i), node);
      DeltaLayer layer = new DeltaLayer(doubles("weight_" + i), doubles("bias_" + i));
      List<Integer> shape = arrays.array("weight_" + i).shape();
      if (layer.outputs() != outputs || !shape.equals(List.of(outputs, layer.inputs()))) {
        throw new IllegalArgumentException(
            "array weight_%d has shape %s and bias_%d %d numbers; layers[%d] says %d outputs"
                .formatted(i, shape, i, layer.outputs(), i, outputs));
      }
      used.add("weight_" + i);
      used.add("bias_" + i);
      all.add(layer);
    }
    return all;
  }

  private TrustRegion trust(Set<String> used) {
    JsonNode node = root.path("trust");
    requireFields("trust", node, Set.of("kind", "radius", "fade_width"));
    double radius = number("trust.radius", node.path("radius"));
    double fade = number("trust.fade_width", node.path("fade_width"));
    String kind = text("trust.kind", node.path("kind"));
    return switch (kind) {
      case "everywhere" -> TrustRegion.everywhere();
      case "ranges" -> {
        used.addAll(List.of("trust_low", "trust_high"));
        yield TrustRegion.ranges(doubles("trust_low"), doubles("trust_high"), radius, fade);
      }
      case "mahalanobis" -> {
        used.addAll(List.of("trust_mean", "trust_inverse_covariance"));
        yield TrustRegion.mahalanobis(
            doubles("trust_mean"), doubles("trust_inverse_covariance"), radius, fade);
      }
      default -> throw wrong("trust.kind", "everywhere, ranges or mahalanobis", node.path("kind"));
    };
  }

  private double[] doubles(String name) {
    NpyArray array = arrays.array(name);
    if (!array.type().equals("<f8")) {
      throw new IllegalArgumentException(
          "array %s of %s has type %s; expected <f8"
              .formatted(name, DeltaFiles.WEIGHTS, array.type()));
    }
    return array.toDoubles();
  }

  private JsonNode list(String name, int most) {
    JsonNode node = root.path(name);
    if (!node.isArray() || node.size() > most) {
      throw wrong(name, "a list of at most %d elements".formatted(most), node);
    }
    return node;
  }

  private static void requireFields(String where, JsonNode node, Set<String> names) {
    if (!node.isObject()) {
      throw wrong(where, "an object", node);
    }
    Set<String> found = new TreeSet<>();
    node.fieldNames().forEachRemaining(found::add);
    if (!found.equals(names)) {
      throw new IllegalArgumentException(
          "%s has %s; expected %s".formatted(where, found, new TreeSet<>(names)));
    }
  }

  private static String text(String where, JsonNode node) {
    if (!node.isTextual()) {
      throw wrong(where, "a text", node);
    }
    return node.textValue();
  }

  private static double number(String where, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(where, "a finite number", node);
    }
    return node.doubleValue();
  }

  private static int integer(String where, JsonNode node) {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong(where, "a whole number", node);
    }
    return node.intValue();
  }

  private static IllegalArgumentException wrong(String where, String expected, JsonNode node) {
    String found = node.isMissingNode() ? "nothing" : node.toString();
    return new IllegalArgumentException(
        "%s is %s; expected %s"
            .formatted(
                where, found.length() > 80 ? found.substring(0, 80) + "..." : found, expected));
  }
}
