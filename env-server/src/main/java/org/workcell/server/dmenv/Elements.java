package org.workcell.server.dmenv;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.sim.wire.WireMessage;
import org.workcell.sim.wire.WireTensor;

/** Blocks of a session's results as tensors of this protocol. Elements are copied. */
final class Elements {

  private Elements() {}

  /** All elements of a block, under a shape. */
  static Tensor of(WireTensor block, List<Integer> shape) {
    ByteBuffer data = block.data();
    Tensor.Builder tensor = Tensor.newBuilder().addAllShape(shape);
    switch (block.type()) {
      case FLOAT64 -> {
        Tensor.DoubleArray.Builder doubles = Tensor.DoubleArray.newBuilder();
        while (data.hasRemaining()) {
          doubles.addArray(data.getDouble());
        }
        tensor.setDoubles(doubles);
      }
      case FLOAT32 -> {
        Tensor.FloatArray.Builder floats = Tensor.FloatArray.newBuilder();
        while (data.hasRemaining()) {
          floats.addArray(data.getFloat());
        }
        tensor.setFloats(floats);
      }
      case INT64 -> {
        Tensor.Int64Array.Builder longs = Tensor.Int64Array.newBuilder();
        while (data.hasRemaining()) {
          longs.addArray(data.getLong());
        }
        tensor.setInt64S(longs);
      }
      case INT32 -> {
        Tensor.Int32Array.Builder ints = Tensor.Int32Array.newBuilder();
        while (data.hasRemaining()) {
          ints.addArray(data.getInt());
        }
        tensor.setInt32S(ints);
      }
      case UINT8 ->
          tensor.setUint8S(Tensor.Uint8Array.newBuilder().setArray(ByteString.copyFrom(data)));
    }
    return tensor.build();
  }

  /** A block of flags as truth values. */
  static Tensor flags(WireTensor block, List<Integer> shape) {
    ByteBuffer data = block.data();
    Tensor.BoolArray.Builder flags = Tensor.BoolArray.newBuilder();
    while (data.hasRemaining()) {
      flags.addArray(data.get() != 0);
    }
    return Tensor.newBuilder().addAllShape(shape).setBools(flags).build();
  }

  /** The texts of a block of UTF-8 beside which another says how long each is. */
  static List<String> texts(WireMessage results, String name) {
    WireTensor block = block(results, name);
    ByteBuffer lengths = block(results, name + "_bytes").data();
    int rows = block.shape().get(0);
    byte[] row = new byte[block.shape().get(1)];
    ByteBuffer data = block.data();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      data.get(row);
      texts.add(new String(row, 0, lengths.getInt(), StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** A block by name. */
  static WireTensor block(WireMessage results, String name) {
    return results
        .tensor(name)
        .orElseThrow(() -> new IllegalStateException("results have no block '" + name + "'"));
  }
}
