package org.workcell.sim.numpy;

import java.io.IOException;
import java.io.OutputStream;
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
 * One array of NumPy's npy format, version 1 to 3: little-endian float64, float32, int64, int32,
 * int16, int8 and their unsigned kin but uint64, bool and unicode text. Indices are in C order,
 * whatever the file's. Object arrays, which would need unpickling, are refused. Immutable.
 */
public final class NpyArray {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy aligns the data to this many bytes. */
  private static final int ALIGNMENT = 64;

  /** NumPy leaves room for a first dimension of this many digits, to grow files in place. */
  private static final int GROWTH_DIGITS = 21;

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
   * An array of elements.
   *
   * @param type NumPy's name of the element type: {@code <f8}, {@code <f4}, {@code <i8}, {@code
   *     <i4}, {@code <u4}, {@code <i2}, {@code <u2}, {@code |i1}, {@code |u1}, {@code |b1} or
   *     {@code <U} with a number of characters
   * @param shape lengths of the dimensions; empty for a scalar
   * @param littleEndian the elements in C order; not copied, so not to be changed afterwards
   * @throws IllegalArgumentException if the bytes are not as many as type and shape need
   */
  public static NpyArray of(String type, List<Integer> shape, byte[] littleEndian) {
    ByteBuffer data = ByteBuffer.wrap(littleEndian).order(ByteOrder.LITTLE_ENDIAN);
    requireSize("the array", type, shape, data);
    return new NpyArray(type, shape, data);
  }

  /** A scalar of text. */
  public static NpyArray ofText(String text) {
    int[] codePoints = text.codePoints().toArray();
    int length = Math.max(1, codePoints.length);
    ByteBuffer data = ByteBuffer.allocate(length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asIntBuffer().put(codePoints);
    return of("<U" + length, List.of(), data.array());
  }

  /** A scalar of int64. */
  public static NpyArray ofLong(long value) {
    ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return of("<i8", List.of(), data.putLong(value).array());
  }

  /** A vector of float64. */
  public static NpyArray ofDoubles(double[] values) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asDoubleBuffer().put(values);
    return of("<f8", List.of(values.length), data.array());
  }

  /** A vector of uint8. */
  public static NpyArray ofBytes(byte[] values) {
    return of("|u1", List.of(values.length), values.clone());
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
    requireSize(name, type, shape, data);
    boolean columnsFirst = shape.size() > 1 && field(ORDER, header, name).equals("True");
    return new NpyArray(type, shape, columnsFirst ? rowsFirst(data, shape, type, name) : data);
  }

  private static void requireSize(String name, String type, List<Integer> shape, ByteBuffer data) {
    long size = itemBytes(type, name);
    for (int length : shape) {
      size = boundedProduct(size, length, name);
    }
    if (size != data.remaining()) {
      throw new IllegalArgumentException(
          "%s holds %d bytes; its shape %s of %s needs %d"
              .formatted(name, data.remaining(), shape, type, size));
    }
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
    if (type.equals("<f4") || type.equals("<i4") || type.equals("<u4")) {
      return Float.BYTES;
    }
    if (type.equals("<i2") || type.equals("<u2")) {
      return Short.BYTES;
    }
    if (type.equals("|b1") || type.equals("|u1") || type.equals("|i1")) {
      return 1;
    }
    if (type.matches("<U[0-9]{1,6}")) {
      return Integer.BYTES * Integer.parseInt(type.substring(2));
    }
    if (type.equals("|O")) {
      throw new IllegalArgumentException(
          name + " holds pickled Python objects, which could run code; save plain numbers");
    }
    throw new IllegalArgumentException(
        "%s has element type %s; expected <f8, <f4, <i8, <i4, <i2, <u4, <u2, |i1, |u1, |b1 or <U"
            .formatted(name, type));
  }

  /** NumPy's name of the element type, for example {@code <f8}. */
  public String type() {
    return type;
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
      case "<i4" -> data.getInt(index * Integer.BYTES);
      case "<u4" -> Integer.toUnsignedLong(data.getInt(index * Integer.BYTES));
      case "<i2" -> data.getShort(index * Short.BYTES);
      case "<u2" -> Short.toUnsignedInt(data.getShort(index * Short.BYTES));
      case "|i1" -> data.get(index);
      case "|u1", "|b1" -> data.get(index) & 0xFF;
      default -> throw new IllegalStateException("element type " + type + " is not a number");
    };
  }

  /**
   * All bits of an int64 at a flat index.
   *
   * @throws IllegalStateException if the elements are of another type
   */
  public long longNumber(int index) {
    requireType("<i8");
    return data.getLong(index * Long.BYTES);
  }

  /** All numbers in C order, widened to double; int64 beyond 2^53 are rounded. */
  public double[] toDoubles() {
    double[] all = new double[size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = number(i);
    }
    return all;
  }

  /** All numbers in C order as float32; others are rounded. */
  public float[] toFloats() {
    float[] all = new float[size()];
    if (type.equals("<f4")) {
      data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(all);
      return all;
    }
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) number(i);
    }
    return all;
  }

  /** The bytes of all elements in C order, little-endian; of uint8 the elements. */
  public byte[] toBytes() {
    byte[] all = new byte[data.remaining()];
    data.duplicate().get(all);
    return all;
  }

  private void requireType(String expected) {
    if (!type.equals(expected)) {
      throw new IllegalStateException(
          "element type %s is not the expected %s".formatted(type, expected));
    }
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

  /**
   * The bytes of a row, that is of one index of the first dimension, in C order, little-endian.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public byte[] rowBytes(int row) {
    Objects.checkIndex(row, rows());
    byte[] bytes = new byte[data.remaining() / rows()];
    data.get(data.position() + row * bytes.length, bytes);
    return bytes;
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

  /**
   * Writes the array as an npy file of version 1.0, byte for byte as NumPy 2 does.
   *
   * @return how many bytes that were
   */
  public long writeTo(OutputStream out) throws IOException {
    byte[] header = header();
    out.write(header);
    byte[] elements = data.array();
    int start = data.arrayOffset() + data.position();
    out.write(elements, start, data.remaining());
    return (long) header.length + data.remaining();
  }

  /** How many bytes {@link #writeTo} writes. */
  long fileBytes() {
    return (long) header().length + data.remaining();
  }

  private byte[] header() {
    StringBuilder text = new StringBuilder("{'descr': '").append(type);
    text.append("', 'fortran_order': False, 'shape': (");
    for (int i = 0; i < shape.size(); i++) {
      text.append(i == 0 ? "" : " ").append(shape.get(i));
      text.append(i < shape.size() - 1 || i == 0 ? "," : "");
    }
    text.append("), }");
    if (!shape.isEmpty()) {
      text.append(" ".repeat(GROWTH_DIGITS - String.valueOf(shape.get(0)).length()));
    }
    int prefix = MAGIC.length + 2 + Short.BYTES;
    int used = prefix + text.length() + 1;
    text.append(" ".repeat(ALIGNMENT - used % ALIGNMENT)).append('\n');
    ByteBuffer header = ByteBuffer.allocate(prefix + text.length()).order(ByteOrder.LITTLE_ENDIAN);
    header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) text.length());
    return header.put(text.toString().getBytes(StandardCharsets.ISO_8859_1)).array();
  }
}
