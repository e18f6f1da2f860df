package org.workcell.server.dmenv;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;

/** What clients send as tensors: types, shapes, elements. */
final class Tensors {

  private Tensors() {}

  /**
   * The type, which the member tells.
   *
   * @throws RequestException if no member is set
   */
  static DataType type(String name, Tensor tensor) {
    if (tensor.getPayloadCase() == Tensor.PayloadCase.PAYLOAD_NOT_SET) {
      throw RequestException.invalid("%s has no elements and no type".formatted(name));
    }
    return DataType.forNumber(tensor.getPayloadCase().getNumber());
  }

  /** Number of elements that were sent. */
  static int count(Tensor tensor) {
    return switch (tensor.getPayloadCase()) {
      case FLOATS -> tensor.getFloats().getArrayCount();
      case DOUBLES -> tensor.getDoubles().getArrayCount();
      case INT8S -> tensor.getInt8S().getArray().size();
      case INT32S -> tensor.getInt32S().getArrayCount();
      case INT64S -> tensor.getInt64S().getArrayCount();
      case UINT8S -> tensor.getUint8S().getArray().size();
      case UINT32S -> tensor.getUint32S().getArrayCount();
      case UINT64S -> tensor.getUint64S().getArrayCount();
      case BOOLS -> tensor.getBools().getArrayCount();
      case STRINGS -> tensor.getStrings().getArrayCount();
      case PROTOS -> tensor.getProtos().getArrayCount();
      case PAYLOAD_NOT_SET -> 0;
    };
  }

  /** An element of a type with a point. */
  static double real(Tensor tensor, int index) {
    return tensor.hasFloats()
        ? tensor.getFloats().getArray(index)
        : tensor.getDoubles().getArray(index);
  }

  /**
   * The shape, with a size in place of a negative one. One element fills any shape.
   *
   * @throws RequestException if two sizes are negative, or elements and shape do not fit
   */
  static List<Integer> shape(String name, Tensor tensor) {
    List<Integer> written = tensor.getShapeList();
    int elements = count(tensor);
    long others = 1;
    int open = -1;
    for (int i = 0; i < written.size(); i++) {
      if (written.get(i) >= 0) {
        others = multiply(others, written.get(i));
      } else if (open >= 0) {
        throw RequestException.invalid(
            "%s has shape %s; at most one size may be negative".formatted(name, written));
      } else {
        open = i;
      }
    }
    if (open >= 0) {
      List<Integer> resolved = new ArrayList<>(written);
      resolved.set(open, resolve(name, tensor, others));
      return resolved;
    }
    boolean fills = elements == 1 && !written.isEmpty();
    if (others != elements && !fills) {
      throw RequestException.invalid(
          "%s has %d elements and shape %s, which is for %d"
              .formatted(name, elements, written, others));
    }
    return written;
  }

  private static long multiply(long product, int size) {
    return size != 0 && product > Long.MAX_VALUE / size ? Long.MAX_VALUE : product * size;
  }

  private static int resolve(String name, Tensor tensor, long others) {
    int elements = count(tensor);
    if (elements == 1) {
      return 1;
    }
    if (others == 0 ? elements != 0 : elements % others != 0) {
      throw RequestException.invalid(
          "%s has %d elements, which do not fill shape %s"
              .formatted(name, elements, tensor.getShapeList()));
    }
    return others == 0 ? 0 : (int) (elements / others);
  }

  /**
   * A tensor has the type and shape of a spec.
   *
   * @throws RequestException if it has not
   */
  static void require(String name, Tensor tensor, TensorSpec spec) {
    DataType type = type(name, tensor);
    if (type != spec.getDtype()) {
      throw RequestException.invalid(
          "%s has type %s, expected %s".formatted(name, type, spec.getDtype()));
    }
    List<Integer> shape = shape(name, tensor);
    boolean fits = shape.size() == spec.getShapeCount();
    for (int i = 0; fits && i < shape.size(); i++) {
      fits = spec.getShape(i) < 0 || shape.get(i).equals(spec.getShape(i));
    }
    if (!fits) {
      throw RequestException.invalid(
          "%s has shape %s, expected %s".formatted(name, shape, spec.getShapeList()));
    }
  }

  static Tensor text(String text) {
    return Tensor.newBuilder().setStrings(Tensor.StringArray.newBuilder().addArray(text)).build();
  }

  static Tensor texts(List<String> texts) {
    return Tensor.newBuilder()
        .setStrings(Tensor.StringArray.newBuilder().addAllArray(texts))
        .addShape(texts.size())
        .build();
  }

  static Tensor integer(long value) {
    return Tensor.newBuilder().setInt64S(Tensor.Int64Array.newBuilder().addArray(value)).build();
  }

  static Tensor bytes(ByteString bytes) {
    return Tensor.newBuilder()
        .setUint8S(Tensor.Uint8Array.newBuilder().setArray(bytes))
        .addShape(bytes.size())
        .build();
  }
}
