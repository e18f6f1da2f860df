package org.workcell.sim.delta;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.workcell.sim.state.StateWriter;

/** The checksum of everything that the results of a delta depend on. */
final class DeltaChecksum {

  private DeltaChecksum() {}

  /** In hexadecimal digits. */
  static String of(DeltaModel model) {
    StateWriter writer = new StateWriter();
    writer.putString(model.kind().label());
    writer.putDouble(model.controlPeriodSeconds());
    for (DeltaChannel channel : model.channels()) {
      writer.putString(channel.name());
      writer.putDouble(channel.scale());
      writer.putDouble(channel.clip());
      writer.putBoolean(channel.acts());
    }
    for (DeltaInput input : model.inputs()) {
      writer.putString(input.signal().label());
      writer.putInt(input.steps());
      writer.putDouble(input.scale());
    }
    model
        .driveGain()
        .ifPresent(
            gain -> {
              writer.putString(gain.constant());
              writer.putDouble(gain.low());
              writer.putDouble(gain.high());
            });
    writer.putDoubles(model.mean());
    writer.putDoubles(model.std());
    writer.putString(model.activation().label());
    for (DeltaLayer layer : model.layers()) {
      writer.putDoubles(layer.weights());
      writer.putDoubles(layer.biases());
    }
    put(writer, model.trust());
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(writer.toBytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void put(StateWriter writer, TrustRegion trust) {
    writer.putString(trust.kind().name());
    writer.putDoubles(trust.lowOrMean());
    writer.putDoubles(trust.highOrInverseCovariance());
    writer.putDouble(trust.radius());
    writer.putDouble(trust.fadeWidth());
  }
}
