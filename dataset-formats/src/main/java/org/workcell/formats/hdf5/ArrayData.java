package org.workcell.formats.hdf5;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/**
 * An array of numbers in a file that is read. It is at most as large as an array of a demonstration
 * may be ({@link NpzFile#LARGEST_ARRAY_BYTES}), and no larger than the file where it is not
 * compressed.
 */
public final class ArrayData {

  private static final int MOST_DIMENSIONS = 8;

  private final Hdf5Input input;
  private final String name;
  private final Dataset dataset;
  private final String type;
  private final List<Integer> shape;
  private final int rowBytes;

  ArrayData(Hdf5Input input, String name, Dataset dataset, long fileBytes) {
    this.input = input;
    this.name = name;
    this.dataset = dataset;
    this.type = type(dataset.getDataType());
    this.shape = shape(dataset.getDimensionsAsLong());
    long bytes = bytes(shape) * elementBytes();
    if (bytes > NpzFile.LARGEST_ARRAY_BYTES) {
      throw refused("claims %d bytes, and %d are read at most", bytes, NpzFile.LARGEST_ARRAY_BYTES);
    }
    if (dataset instanceof ContiguousDataset && bytes > fileBytes) {
      throw refused("claims %d bytes, and the file has %d", bytes, fileBytes);
    }
    this.rowBytes = shape.isEmpty() || shape.get(0) == 0 ? 0 : (int) (bytes / shape.get(0));
  }

  private BadInputException refused(String reason, Object... values) {
    return new BadInputException(
        "array '%s' in '%s' %s".formatted(name, input.path(), reason.formatted(values)));
  }

  private String type(DataType found) {
    return typeOf(found)
        .orElseThrow(
            () ->
                refused(
                    "has elements of type %s; expected little-endian float64, float32, int64, int32"
                        + " or uint8",
                    found.getClass().getSimpleName()));
  }

  /** NumPy's name of an element type; empty where its elements are not read. */
  static Optional<String> typeOf(DataType found) {
    DataType number = found instanceof EnumDataType names ? names.getBaseType() : found;
    if (number instanceof FloatingPoint floating
        && floating.getByteOrder() == ByteOrder.LITTLE_ENDIAN
        && (number.getSize() == Float.BYTES || number.getSize() == Double.BYTES)) {
      return Optional.of("<f" + number.getSize());
    }
    if (number instanceof FixedPoint fixed && number.getSize() == 1) {
      if (found instanceof EnumDataType) {
        return Optional.of("|b1");
      }
      if (!fixed.isSigned()) {
        return Optional.of("|u1");
      }
    }
    if (number instanceof FixedPoint fixed
        && fixed.isSigned()
        && fixed.getByteOrder() == ByteOrder.LITTLE_ENDIAN
        && (number.getSize() == Integer.BYTES || number.getSize() == Long.BYTES)) {
      return Optional.of("<i" + number.getSize());
    }
    return Optional.empty();
  }

  private int elementBytes() {
    return type.charAt(1) == 'u' || type.charAt(1) == 'b' ? 1 : type.charAt(2) - '0';
  }

  private List<Integer> shape(long[] dimensions) {
    if (dimensions.length > MOST_DIMENSIONS) {
      throw refused("has %d dimensions; %d are read at most", dimensions.length, MOST_DIMENSIONS);
    }
    List<Integer> lengths = new ArrayList<>();
    for (long length : dimensions) {
      if (length < 0 || length > Integer.MAX_VALUE) {
        throw refused("claims a dimension of %s", Long.toUnsignedString(length));
      }
      lengths.add((int) length);
    }
    return List.copyOf(lengths);
  }

  private long bytes(List<Integer> lengths) {
    long bytes = 1;
    for (int length : lengths) {
      bytes *= length;
      if (bytes > Integer.MAX_VALUE) {
        throw refused("claims the shape %s, which is too large", lengths);
      }
    }
    return bytes;
  }

  /** NumPy's name of the element type. */
  public String type() {
    return type;
  }

  /** Lengths of the dimensions. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of rows; 1 of a scalar. */
  public int rows() {
    return shape.isEmpty() ? 1 : shape.get(0);
  }

  /** All elements. */
  public NpyArray read() {
    return shape.isEmpty() ? input.reading(this::scalar) : read(0, rows());
  }

  private NpyArray scalar() {
    byte[] bytes = new byte[elementBytes()];
    contiguous().get(0, bytes);
    return NpyArray.of(type, shape, bytes);
  }

  /**
   * Some rows.
   *
   * @throws IndexOutOfBoundsException if there are not as many
   */
  public NpyArray read(int first, int count) {
    Objects.checkFromIndexSize(first, count, rows());
    return input.reading(
        () -> {
          List<Integer> part = new ArrayList<>(shape);
          part.set(0, count);
          return NpyArray.of(type, part, bytes(first, count));
        });
  }

  private byte[] bytes(int first, int count) {
    byte[] target = new byte[rowBytes * count];
    if (target.length == 0) {
      return target;
    }
    if (dataset instanceof ChunkedDataset chunked) {
      new ChunkReader(chunked, shape, elementBytes()).read(first, count, target);
    } else {
      contiguous().get(first * rowBytes, target);
    }
    return target;
  }

  private ByteBuffer contiguous() {
    if (dataset instanceof ContiguousDataset whole) {
      return whole.getBuffer();
    }
    throw refused("is stored in a way that is not read: %s", dataset.getDataLayout());
  }

  @Override
  public String toString() {
    return "%s %s%s".formatted(name, type, Arrays.toString(shape.toArray()));
  }
}
