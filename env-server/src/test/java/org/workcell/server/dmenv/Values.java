package org.workcell.server.dmenv;

import com.google.protobuf.ByteString;
import java.util.Collections;
import java.util.List;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.Tensor;

/** Tensors as clients send them. */
final class Values {

  private Values() {}

  static Tensor text(String value) {
    return Tensors.text(value);
  }

  static Tensor integer(long value) {
    return Tensors.integer(value);
  }

  static Tensor flag(boolean value) {
    return Tensor.newBuilder().setBools(Tensor.BoolArray.newBuilder().addArray(value)).build();
  }

  static Tensor doubles(List<Integer> shape, double... values) {
    Tensor.DoubleArray.Builder array = Tensor.DoubleArray.newBuilder();
    for (double value : values) {
      array.addArray(value);
    }
    return Tensor.newBuilder().setDoubles(array).addAllShape(shape).build();
  }

  static Tensor floats(List<Integer> shape, double... values) {
    Tensor.FloatArray.Builder array = Tensor.FloatArray.newBuilder();
    for (double value : values) {
      array.addArray((float) value);
    }
    return Tensor.newBuilder().setFloats(array).addAllShape(shape).build();
  }

  /** Numbers of a type that has a point. */
  static Tensor reals(DataType type, List<Integer> shape, double... values) {
    return type == DataType.FLOAT ? floats(shape, values) : doubles(shape, values);
  }

  /** One element of any type, under a shape. */
  static Tensor one(DataType type, List<Integer> shape, int value) {
    Tensor.Builder tensor = Tensor.newBuilder().addAllShape(shape);
    ByteString bytes = ByteString.copyFrom(new byte[] {(byte) value});
    return switch (type) {
      case FLOAT -> tensor.setFloats(Tensor.FloatArray.newBuilder().addArray(value)).build();
      case DOUBLE -> tensor.setDoubles(Tensor.DoubleArray.newBuilder().addArray(value)).build();
      case INT8 -> tensor.setInt8S(Tensor.Int8Array.newBuilder().setArray(bytes)).build();
      case INT32 -> tensor.setInt32S(Tensor.Int32Array.newBuilder().addArray(value)).build();
      case INT64 -> tensor.setInt64S(Tensor.Int64Array.newBuilder().addArray(value)).build();
      case UINT8 -> tensor.setUint8S(Tensor.Uint8Array.newBuilder().setArray(bytes)).build();
      case UINT32 -> tensor.setUint32S(Tensor.Uint32Array.newBuilder().addArray(value)).build();
      case UINT64 -> tensor.setUint64S(Tensor.Uint64Array.newBuilder().addArray(value)).build();
      case BOOL -> tensor.setBools(Tensor.BoolArray.newBuilder().addArray(value != 0)).build();
      case STRING ->
          tensor.setStrings(Tensor.StringArray.newBuilder().addArray("" + value)).build();
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  static List<Integer> with(List<Integer> shape, int more) {
    List<Integer> longer = new java.util.ArrayList<>(shape);
    Collections.addAll(longer, more);
    return longer;
  }
}
