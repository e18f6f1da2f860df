package org.workcell.sim.numpy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One array of NumPy's npy format, version 1 to 3: little-endian float64, float32, int64, bool and
 * unicode text. Indices are in C order, whatever the file's. Object arrays, which would need
 * unpickling, are refused. Immutable.
 */
public final class NpyArray {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([^']+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order':\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\(([0-9, ]*)\\)");

  private final String type;
  private final List<Integer> shape;
  private final ByteBuffer data;

  private NpyArray(String type, List<Integer> shape, ByteBuffer data) {
    this.type = type;
    this.shape = List.copyOf(shape);
    this.data = data;
  }

  /**
   * Reads an array.
   *
   * @param name for messages
   * @param file the whole file
   * @throws IllegalArgumentException if it is not an array of a supported type, or cut off
   */
  public static NpyArray parse(String name, byte[] file) {
    if (file.length < 12 || !Arrays.equals(file, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException(name + " is not an npy file");
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int version = bytes.get(MAGIC.length);
    bytes.position(MAGIC.length + 2);
    int headerLength = version == 1 ? bytes.getShort() & 0xFFFF : bytes.getInt();
    if (headerLength < 0 || headerLength > bytes.remaining()) {
      throw new IllegalArgumentException(name + " has a header that is cut off");
    }
    String header = new String(file, bytes.position(), headerLength, StandardCharsets.ISO_8859_1);
    bytes.position(bytes.position() + headerLength);
    ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    return checked(name, header, data);
  }

  private static NpyArray checked(String name, String header, ByteBuffer data) {
    String type = field(TYPE, header, name);
    List<Integer> shape = new ArrayList<>();
    for (String part : field(SHAPE, header, name).split(",")) {
      if (!part.isBlank()) {
        shape.add(length(part.trim(), name));
      }
    }
    long size = itemBytes(type, name);
    for (int length : shape) {
      size = boundedProduct(size, length, name);
    }
    if (size != data.remaining()) {
      throw new IllegalArgumentException(
          "%s holds %d bytes; its shape %s of %s needs %d"
              .formatted(name, data.remaining(), shape, type, size));
    }
    boolean columnsFirst = shape.size() > 1 && field(ORDER, header, name).equals("True");
    return new NpyArray(type, shape, columnsFirst ? rowsFirst(data, shape, type, name) : data);
  }

  /** Brings an array in Fortran order, first index fastest, into C order, last index fastest. */
  private static ByteBuffer rowsFirst(
      ByteBuffer data, List<Integer> shape, String type, String name) {
    int bytes = itemBytes(type, name);
    ByteBuffer ordered = ByteBuffer.allocate(data.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    int[] index = new int[shape.size()];
    for (int at = data.position(); at < data.limit(); at += bytes) {
      int target = 0;
      for (int i = 0; i < index.length; i++) {
        target = target * shape.get(i) + index[i];
      }
      for (int i = 0; i < bytes; i++) {
        ordered.put(target * bytes + i, data.get(at + i));
      }
      for (int i = 0; i < index.length && ++index[i] == shape.get(i); i++) {
        index[i] = 0;
      }
    }
    return ordered;
  }

  private static int length(String digits, String name) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s has a dimension of length '%s'; expected a number below 2^31".formatted(name, digits),
          e);
    }
  }

  private static long boundedProduct(long size, int length, String name) {
    try {
      return Math.multiplyExact(size, (long) length);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(name + " has a shape too large for any file", e);
    }
  }

  private static String field(Pattern pattern, String header, String name) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "%s has an npy header that cannot be read: %s".formatted(name, header.trim()));
    }
    return matcher.group(1);
  }

  private static int itemBytes(String type, String name) {
    if (type.equals("<f8") || type.equals("<i8")) {
      return Double.BYTES;
    }
    if (type.equals("<f4")) {
      return Float.BYTES;
    }
    if (type.equals("|b1")) {
      return 1;
    }
    if (type.matches("<U[0-9]{1,6}")) {
      return Integer.BYTES * Integer.parseInt(type.substring(2));
    }
    throw new IllegalArgumentException(
        "%s has element type %s; expected <f8, <f4, <i8, |b1 or <U".formatted(name, type));
  }

  /** Lengths of the dimensions; empty for a scalar. */
  public List<Integer> shape() {
    return shape;
  }

  /** Number of elements. */
  public int size() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** A number at a flat index; booleans are 0 or 1. */
  public double number(int index) {
    return switch (type) {
      case "<f8" -> data.getDouble(index * Double.BYTES);
      case "<f4" -> data.getFloat(index * Float.BYTES);
      case "<i8" -> data.getLong(index * Long.BYTES);
      case "|b1" -> data.get(index);
      default -> throw new IllegalStateException("element type " + type + " is not a number");
    };
  }

  /** Number of rows, that is the length of the first dimension; 1 for a scalar. */
  public int rows() {
    return shape.isEmpty() ? 1 : shape.get(0);
  }

  /**
   * Numbers of a row, that is of one index of the first dimension.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public double[] row(int row) {
    Objects.checkIndex(row, rows());
    int width = size() / rows();
    double[] values = new double[width];
    for (int i = 0; i < width; i++) {
      values[i] = number(row * width + i);
    }
    return values;
  }

  /** A text at a flat index. */
  public String text(int index) {
    if (!type.startsWith("<U")) {
      throw new IllegalStateException("element type " + type + " is not text");
    }
    int length = Integer.parseInt(type.substring(2));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int codePoint = data.getInt((index * length + i) * Integer.BYTES);
      if (codePoint == 0) {
        break;
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }
}
