package org.workcell.formats.mcap;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads values in CDR, the serialization of DDS and ROS 2, of both byte orders.
 *
 * <p>Source: OMG DDS-XTypes, plain CDR of versions 1 and 2.
 */
final class CdrReader {

  private static final int HEADER_BYTES = 4;
  private static final int CDR_BIG = 0;
  private static final int CDR_LITTLE = 1;
  private static final int CDR2_BIG = 6;
  private static final int CDR2_LITTLE = 7;

  private final ByteBuffer in;
  private final int largestAlignment;

  /**
   * Reads the header of four bytes.
   *
   * @throws IllegalArgumentException if it tells of another representation
   */
  CdrReader(ByteBuffer message) {
    if (message.remaining() < HEADER_BYTES) {
      throw new IllegalArgumentException("a message has no header of CDR");
    }
    int kind = (message.get(0) & 0xFF) << 8 | message.get(1) & 0xFF;
    boolean little = kind == CDR_LITTLE || kind == CDR2_LITTLE;
    if (!little && kind != CDR_BIG && kind != CDR2_BIG) {
      throw new IllegalArgumentException("a message has representation %d of CDR".formatted(kind));
    }
    this.largestAlignment = kind == CDR2_BIG || kind == CDR2_LITTLE ? Integer.BYTES : Long.BYTES;
    // Values are aligned relative to the end of the header.
    this.in =
        message
            .slice(HEADER_BYTES, message.remaining() - HEADER_BYTES)
            .order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private ByteBuffer aligned(int bytes) {
    int alignment = Math.min(bytes, largestAlignment);
    int position = in.position() + alignment - 1 & -alignment;
    if (position + bytes > in.limit()) {
      throw new BufferUnderflowException();
    }
    return in.position(position);
  }

  double number(RosType.Primitive type) {
    return switch (type) {
      case BOOL -> in.get() != 0 ? 1 : 0;
      case INT8 -> in.get();
      case UINT8 -> in.get() & 0xFF;
      case INT16 -> aligned(Short.BYTES).getShort();
      case UINT16 -> aligned(Short.BYTES).getShort() & 0xFFFF;
      case INT32 -> aligned(Integer.BYTES).getInt();
      case UINT32 -> Integer.toUnsignedLong(int32());
      case INT64 -> aligned(Long.BYTES).getLong();
      case UINT64 -> unsigned(aligned(Long.BYTES).getLong());
      case FLOAT32 -> aligned(Float.BYTES).getFloat();
      case FLOAT64 -> aligned(Double.BYTES).getDouble();
      default -> throw new IllegalArgumentException("%s is no number".formatted(type));
    };
  }

  private static double unsigned(long value) {
    return value >= 0 ? value : (value >>> 1) * 2.0;
  }

  int int32() {
    return aligned(Integer.BYTES).getInt();
  }

  /** The length of a list whose elements take at least so many bytes each. */
  int length(int elementBytes) {
    long length = Integer.toUnsignedLong(int32());
    if (length * elementBytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    return (int) length;
  }

  String text() {
    int length = length(1);
    byte[] bytes = new byte[length];
    in.get(bytes);
    int end = length > 0 && bytes[length - 1] == 0 ? length - 1 : length;
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  void skip(int bytes) {
    if (bytes > in.remaining()) {
      throw new BufferUnderflowException();
    }
    in.position(in.position() + bytes);
  }
}
