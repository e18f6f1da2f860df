package org.workcell.sim.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.workcell.sim.batch.DataType;

/**
 * A named tensor of a message.
 *
 * @param name unique in its message, 1 to {@value #MOST_NAME_BYTES} bytes of UTF-8
 * @param type element type
 * @param shape sizes, row-major; empty for a scalar
 * @param data the elements in little-endian order, exactly as many as the shape says
 */
public record WireTensor(String name, DataType type, List<Integer> shape, ByteBuffer data) {

  /** Longest name. */
  public static final int MOST_NAME_BYTES = 255;

  /** Most dimensions. */
  public static final int MOST_DIMENSIONS = 8;

  /**
   * Checks that shape and data fit.
   *
   * @throws WireFormatException if they don't
   */
  public WireTensor {
    shape = List.copyOf(shape);
    if (shape.size() > MOST_DIMENSIONS) {
      throw new WireFormatException(
          "tensor '%s' has %d dimensions, expected at most %d"
              .formatted(name, shape.size(), MOST_DIMENSIONS));
    }
    long expected = bytes(name, type, shape);
    if (data.remaining() != expected) {
      throw new WireFormatException(
          "tensor '%s' of %s%s has %d bytes, expected %d"
              .formatted(name, type.numpyName(), shape, data.remaining(), expected));
    }
    data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Size of the elements in bytes. */
  static long bytes(String name, DataType type, List<Integer> shape) {
    long bytes = type.bytes();
    for (int size : shape) {
      if (size < 0) {
        throw new WireFormatException("tensor '%s' has shape %s".formatted(name, shape));
      }
      if (size > 0 && bytes > Integer.MAX_VALUE / size) {
        throw new WireFormatException(
            "tensor '%s' of %s%s is larger than 2 GiB".formatted(name, type.numpyName(), shape));
      }
      bytes *= size;
    }
    return bytes;
  }

  /** A vector of bytes. */
  public static WireTensor ofBytes(String name, byte[] bytes) {
    return new WireTensor(name, DataType.UINT8, List.of(bytes.length), ByteBuffer.wrap(bytes));
  }

  /** The elements, from the first to the last, in little-endian order; a view of its own. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }
}
