package org.workcell.formats.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads structures in Thrift's compact protocol, whatever their fields are. Depth and number of
 * values are bounded.
 *
 * <p>Source: Thrift's specification of the compact protocol.
 */
final class CompactReader {

  private static final int MOST_DEPTH = 16;
  private static final int MOST_VALUES = 1 << 21;

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int BYTE = 3;
  private static final int I16 = 4;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int DOUBLE = 7;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int SET = 10;
  private static final int MAP = 11;
  private static final int STRUCT = 12;
  private static final int LONG_FORM = 15;

  private final ByteBuffer in;
  private int values;

  /** The fields of a structure by their numbers. */
  static final class Fields {

    private final Map<Integer, Object> values = new HashMap<>();

    boolean has(int field) {
      return values.containsKey(field);
    }

    long integer(int field) {
      return get(field, Long.class);
    }

    long integer(int field, long otherwise) {
      return has(field) ? integer(field) : otherwise;
    }

    /** An integer that must not be negative and is an int. */
    int count(int field) {
      long value = integer(field);
      if (value < 0 || value > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("a header claims a size of " + value);
      }
      return (int) value;
    }

    boolean truth(int field, boolean otherwise) {
      return has(field) ? get(field, Boolean.class) : otherwise;
    }

    String text(int field) {
      return new String(get(field, byte[].class), StandardCharsets.UTF_8);
    }

    Fields struct(int field) {
      return get(field, Fields.class);
    }

    List<Fields> structs(int field) {
      return elements(field, Fields.class);
    }

    List<String> texts(int field) {
      return elements(field, byte[].class).stream()
          .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
          .toList();
    }

    private <T> List<T> elements(int field, Class<T> type) {
      List<T> all = new ArrayList<>();
      for (Object each : get(field, List.class)) {
        all.add(cast(field, each, type));
      }
      return all;
    }

    private <T> T get(int field, Class<T> type) {
      return cast(field, values.get(field), type);
    }

    private static <T> T cast(int field, Object value, Class<T> type) {
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException(
            "field %d of a header is missing or of another type".formatted(field));
      }
      return type.cast(value);
    }
  }

  /** Reads from the position of the buffer. */
  CompactReader(ByteBuffer in) {
    this.in = in;
  }

  /**
   * The next structure.
   *
   * @throws java.nio.BufferUnderflowException if the buffer ends before it
   */
  Fields struct() {
    return struct(0);
  }

  private Fields struct(int depth) {
    requireDepth(depth);
    Fields fields = new Fields();
    int field = 0;
    for (int header = in.get() & 0xFF; header != 0; header = in.get() & 0xFF) {
      int step = header >> 4;
      field = step == 0 ? (int) zigzag() : field + step;
      int type = header & 0xF;
      Object value = type == TRUE || type == FALSE ? (Object) (type == TRUE) : value(type, depth);
      fields.values.put(field, value);
    }
    return fields;
  }

  private static void requireDepth(int depth) {
    if (depth > MOST_DEPTH) {
      throw new IllegalArgumentException(
          "its headers lie more than %d deep in each other".formatted(MOST_DEPTH));
    }
  }

  private Object value(int type, int depth) {
    if (++values > MOST_VALUES) {
      throw new IllegalArgumentException(
          "its headers hold more than %d values".formatted(MOST_VALUES));
    }
    return switch (type) {
      case TRUE, FALSE -> in.get() == TRUE;
      case BYTE -> (long) in.get();
      case I16, I32, I64 -> zigzag();
      case DOUBLE -> in.order(ByteOrder.LITTLE_ENDIAN).getDouble();
      case BINARY -> binary();
      case LIST, SET -> list(depth + 1);
      case MAP -> map(depth + 1);
      case STRUCT -> struct(depth + 1);
      default -> throw new IllegalArgumentException("a header has a value of type " + type);
    };
  }

  private List<Object> list(int depth) {
    requireDepth(depth);
    int header = in.get() & 0xFF;
    int size = header >> 4 == LONG_FORM ? size() : header >> 4;
    List<Object> all = new ArrayList<>(Math.min(size, 1024));
    for (int i = 0; i < size; i++) {
      all.add(value(header & 0xF, depth));
    }
    return all;
  }

  /** Parquet has none; read over. */
  private Object map(int depth) {
    requireDepth(depth);
    int size = size();
    int types = size == 0 ? 0 : in.get() & 0xFF;
    for (int i = 0; i < size; i++) {
      value(types >> 4, depth);
      value(types & 0xF, depth);
    }
    return Map.of();
  }

  private byte[] binary() {
    byte[] bytes = new byte[size()];
    in.get(bytes);
    return bytes;
  }

  /** Elements take at least a byte each. */
  private int size() {
    long size = varint(in);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a header claims a size of " + size);
    }
    if (size > in.remaining()) {
      throw new java.nio.BufferUnderflowException();
    }
    return (int) size;
  }

  private long zigzag() {
    return zigzag(in);
  }

  /** A number whose lowest bit is its sign. */
  static long zigzag(ByteBuffer in) {
    long value = varint(in);
    return value >>> 1 ^ -(value & 1);
  }

  /** A number that was written seven bits at a time, the lowest first. */
  static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number has more than 64 bits");
  }
}
