package org.workcell.formats.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The elements of a page, one after the other, in one of Parquet's encodings. */
final class PageValues {

  static final int PLAIN = 0;
  static final int PLAIN_DICTIONARY = 2;
  static final int RLE = 3;
  static final int DELTA_BINARY_PACKED = 5;
  static final int RLE_DICTIONARY = 8;
  static final int BYTE_STREAM_SPLIT = 9;

  private final LeafColumn column;
  private final ByteBuffer in;
  private final Dictionary dictionary;
  private final RunReader indices;
  private final DeltaReader deltas;
  private final int encoding;
  private final int streamStart;
  private final int streamLength;
  private int bits;
  private int bitCount;
  private int index;

  /** The distinct elements of a column; one of both lists is used. */
  record Dictionary(double[] numbers, List<byte[]> bytes) {

    int size() {
      return numbers.length + bytes.size();
    }
  }

  /**
   * Starts at the first element.
   *
   * @param in from the first element to the end of the page
   * @param dictionary null where the column has none
   */
  PageValues(LeafColumn column, ByteBuffer in, int encoding, Dictionary dictionary) {
    this.column = column;
    this.in = in.order(ByteOrder.LITTLE_ENDIAN);
    this.encoding = encoding;
    this.dictionary = dictionary;
    this.indices = indices();
    this.deltas = encoding == DELTA_BINARY_PACKED ? deltas() : null;
    this.streamStart = in.position();
    this.streamLength =
        encoding == BYTE_STREAM_SPLIT ? in.remaining() / Math.max(1, elementBytes()) : 0;
  }

  private RunReader indices() {
    return switch (encoding) {
      case PLAIN, DELTA_BINARY_PACKED -> null;
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        if (dictionary == null) {
          throw new IllegalArgumentException("a page refers to a dictionary that is not there");
        }
        yield in.hasRemaining() ? new RunReader(in, in.get() & 0xFF) : null;
      }
      case RLE -> {
        if (column.type() != LeafColumn.BOOLEAN) {
          throw new IllegalArgumentException("truth values are expected in encoding RLE");
        }
        in.getInt();
        yield new RunReader(in, 1);
      }
      case BYTE_STREAM_SPLIT -> {
        if (elementBytes() == 0) {
          throw new IllegalArgumentException("elements have no fixed length");
        }
        yield null;
      }
      default ->
          throw new UnsupportedOperationException(
              "encoding %d of column '%s'".formatted(encoding, column.name()));
    };
  }

  private DeltaReader deltas() {
    if (column.type() != LeafColumn.INT32 && column.type() != LeafColumn.INT64) {
      throw new IllegalArgumentException("integers are expected in encoding DELTA_BINARY_PACKED");
    }
    return in.hasRemaining() ? new DeltaReader(in) : null;
  }

  private int elementBytes() {
    return switch (column.type()) {
      case LeafColumn.INT32, LeafColumn.FLOAT -> Integer.BYTES;
      case LeafColumn.INT64, LeafColumn.DOUBLE -> Long.BYTES;
      case LeafColumn.FIXED_LEN_BYTE_ARRAY -> column.typeBytes();
      default -> 0;
    };
  }

  /** All elements of a page in encoding PLAIN. */
  static Dictionary dictionary(LeafColumn column, ByteBuffer in, int count) {
    // No element but an empty one of a fixed length takes less than a bit.
    if (count > (long) Byte.SIZE * in.remaining()) {
      throw new IllegalArgumentException(
          "a dictionary claims %d elements in %d bytes".formatted(count, in.remaining()));
    }
    PageValues values = new PageValues(column, in, PLAIN, null);
    double[] numbers = new double[column.isNumber() ? count : 0];
    List<byte[]> bytes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (column.isNumber()) {
        numbers[i] = values.number();
      } else {
        bytes.add(values.bytes());
      }
    }
    return new Dictionary(numbers, bytes);
  }

  /** Adds the next element to a column. */
  void next(ColumnRows to) {
    if (encoding == PLAIN_DICTIONARY || encoding == RLE_DICTIONARY) {
      int at = indices == null ? dictionary.size() : indices.next();
      if (at < 0 || at >= dictionary.size()) {
        throw new IllegalArgumentException("a page refers to an element that is not there");
      }
      if (column.isNumber()) {
        to.add(dictionary.numbers()[at]);
      } else {
        to.add(dictionary.bytes().get(at));
      }
    } else if (column.isNumber()) {
      to.add(number());
    } else {
      to.add(bytes());
    }
  }

  private double number() {
    if (encoding == DELTA_BINARY_PACKED) {
      long value = deltas.next();
      // Differences of 32 bits wrap around like the integers.
      return column.number(column.type() == LeafColumn.INT32 ? (int) value : value);
    }
    ByteBuffer from = encoding == BYTE_STREAM_SPLIT ? gathered() : in;
    return switch (column.type()) {
      case LeafColumn.BOOLEAN -> encoding == RLE ? indices.next() : bit();
      case LeafColumn.INT32 -> column.number(from.getInt());
      case LeafColumn.INT64 -> column.number(from.getLong());
      case LeafColumn.FLOAT -> from.getFloat();
      default -> from.getDouble();
    };
  }

  private int bit() {
    if (bitCount == 0) {
      bits = in.get() & 0xFF;
      bitCount = Byte.SIZE;
    }
    int bit = bits & 1;
    bits >>= 1;
    bitCount--;
    return bit;
  }

  private byte[] bytes() {
    if (encoding == BYTE_STREAM_SPLIT) {
      return gathered().array();
    }
    int length = column.type() == LeafColumn.BYTE_ARRAY ? in.getInt() : column.typeBytes();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("an element claims %d bytes".formatted(length));
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }

  /** The bytes of an element, which lie as far from each other as there are elements. */
  private ByteBuffer gathered() {
    if (index >= streamLength) {
      throw new IllegalArgumentException("a page has fewer elements than it claims");
    }
    ByteBuffer element = ByteBuffer.allocate(elementBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < element.capacity(); i++) {
      element.put(i, in.get(streamStart + i * streamLength + index));
    }
    index++;
    return element;
  }
}
