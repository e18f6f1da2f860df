package org.workcell.formats.hdf5;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Bytes of HDF5's metadata, little-endian. Addresses and lengths have 8 bytes. Source: the HDF5
 * file format specification, version 3.
 */
final class Encoding {

  static final long UNDEFINED = -1;

  /** Where a text of variable length lies: 4 bytes of length, an address, 4 bytes of index. */
  static final int REFERENCE_BYTES = 16;

  private static final int SIGNED = 0x08;
  private static final int IMPLIED_MOST_SIGNIFICANT_BIT = 0x20;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Encoding put(int... bytes) {
    for (int each : bytes) {
      out.write(each);
    }
    return this;
  }

  Encoding put(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  Encoding ascii(String text) {
    return put(text.getBytes(StandardCharsets.US_ASCII));
  }

  Encoding int16(int value) {
    return number(value, Short.BYTES);
  }

  Encoding int32(long value) {
    return number(value, Integer.BYTES);
  }

  Encoding int64(long value) {
    return number(value, Long.BYTES);
  }

  private Encoding number(long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> Byte.SIZE * i));
    }
    return this;
  }

  Encoding checksum() {
    byte[] all = out.toByteArray();
    return int32(Lookup3.hash(all, all.length));
  }

  int size() {
    return out.size();
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** A dataspace of these dimensions; a scalar where there are none. */
  static byte[] dataspace(List<Integer> shape) {
    Encoding space = new Encoding().put(2, shape.size(), 0, shape.isEmpty() ? 0 : 1);
    shape.forEach(space::int64);
    return space.bytes();
  }

  /**
   * A type of numbers, by NumPy's name. Truth values are bytes, as LIBERO's files have them.
   *
   * @throws IllegalArgumentException if it is none of numbers
   */
  static byte[] datatype(String npyType) {
    return switch (npyType) {
      case "|u1", "|b1" -> integer(1, 0);
      case "<i4" -> integer(Integer.BYTES, SIGNED);
      case "<i8" -> integer(Long.BYTES, SIGNED);
      case "<f4" -> floating(Float.BYTES, 23, 8, 127);
      case "<f8" -> floating(Double.BYTES, 52, 11, 1023);
      default ->
          throw new IllegalArgumentException(
              "elements of type %s cannot be written as HDF5; use numbers".formatted(npyType));
    };
  }

  private static byte[] integer(int bytes, int sign) {
    return new Encoding()
        .put(0x10, sign, 0, 0)
        .int32(bytes)
        .int16(0)
        .int16(bytes * Byte.SIZE)
        .bytes();
  }

  private static byte[] floating(int bytes, int mantissaBits, int exponentBits, int bias) {
    int bits = bytes * Byte.SIZE;
    return new Encoding()
        .put(0x11, IMPLIED_MOST_SIGNIFICANT_BIT, bits - 1, 0)
        .int32(bytes)
        .int16(0)
        .int16(bits)
        .put(mantissaBits, exponentBits, 0, mantissaBits)
        .int32(bias)
        .bytes();
  }

  /** Text of variable length in UTF-8, as h5py writes a {@code str}. */
  static byte[] textType() {
    return new Encoding()
        .put(0x19, 0x01, 0x01, 0)
        .int32(REFERENCE_BYTES)
        .put(integer(1, 0))
        .bytes();
  }
}
