package org.workcell.datasets.delta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.datasets.records.WorkcellVersion;
import org.workcell.sim.delta.DeltaChannel;
import org.workcell.sim.delta.DeltaInput;
import org.workcell.sim.delta.DeltaLayer;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim.delta.TrustRegion;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzWriter;

/** Makes the content of a folder. */
final class DeltaWriter {

  private DeltaWriter() {}

  static byte[] weights(DeltaModel model) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("mean", NpyArray.ofDoubles(model.mean()));
    arrays.put("std", NpyArray.ofDoubles(model.std()));
    List<DeltaLayer> layers = model.layers();
    for (int i = 0; i < layers.size(); i++) {
      DeltaLayer layer = layers.get(i);
      arrays.put("weight_" + i, matrix(layer.weights(), layer.outputs(), layer.inputs()));
      arrays.put("bias_" + i, NpyArray.ofDoubles(layer.biases()));
    }
    TrustRegion trust = model.trust();
    int size = model.inputSize();
    switch (trust.kind()) {
      case RANGES -> {
        arrays.put("trust_low", NpyArray.ofDoubles(trust.lowOrMean()));
        arrays.put("trust_high", NpyArray.ofDoubles(trust.highOrInverseCovariance()));
      }
      case MAHALANOBIS -> {
        arrays.put("trust_mean", NpyArray.ofDoubles(trust.lowOrMean()));
        arrays.put("trust_inverse_covariance", matrix(trust.highOrInverseCovariance(), size, size));
      }
      case EVERYWHERE -> {
        // It has no numbers.
      }
    }
    return NpzWriter.toBytes(arrays, NpzWriter.STORED);
  }

  private static NpyArray matrix(double[] values, int rows, int columns) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    return NpyArray.of("<f8", List.of(rows, columns), data.array());
  }

  static ObjectNode description(DeltaModel model, JsonNode report, byte[] weights) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("format", DeltaReader.FORMAT).put("workcell", WorkcellVersion.current());
    root.put("kind", model.kind().label());
    root.put("control_period_seconds", model.controlPeriodSeconds());
    ArrayNode channels = root.putArray("channels");
    for (DeltaChannel channel : model.channels()) {
      channels
          .addObject()
          .put("name", channel.name())
          .put("scale", channel.scale())
          .put("clip", channel.clip())
          .put("acts", channel.acts());
    }
    putInputs(root, model);
    root.put("activation", model.activation().label());
    ArrayNode layers = root.putArray("layers");
    model.layers().forEach(layer -> layers.add(layer.outputs()));
    root.putObject("trust")
        .put("kind", model.trust().kind().name().toLowerCase(Locale.ROOT))
        .put("radius", model.trust().radius())
        .put("fade_width", model.trust().fadeWidth());
    root.put("model_sha256", model.sha256());
    root.putObject("weights").put("file", DeltaFiles.WEIGHTS).put("sha256", sha256(weights));
    root.set("report", report);
    return root;
  }

  private static void putInputs(ObjectNode root, DeltaModel model) {
    ArrayNode inputs = root.putArray("inputs");
    for (DeltaInput input : model.inputs()) {
      inputs
          .addObject()
          .put("signal", input.signal().label())
          .put("steps", input.steps())
          .put("scale", input.scale());
    }
    model
        .driveGain()
        .ifPresent(
            gain ->
                root.putObject("drive_gain")
                    .put("constant", gain.constant())
                    .put("low", gain.low())
                    .put("high", gain.high()));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
