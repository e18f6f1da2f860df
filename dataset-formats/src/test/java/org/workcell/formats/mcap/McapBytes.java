package org.workcell.formats.mcap;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** An MCAP file, record by record, as wrong as a test needs it. */
final class McapBytes {

  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  McapBytes() {
    out.writeBytes(MAGIC);
  }

  static byte[] join(Object... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof byte[] bytes) {
        joined.writeBytes(bytes);
      } else if (part instanceof String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        joined.writeBytes(number(Integer.BYTES, bytes.length));
        joined.writeBytes(bytes);
      } else if (part instanceof Short value) {
        joined.writeBytes(number(Short.BYTES, value));
      } else if (part instanceof Integer value) {
        joined.writeBytes(number(Integer.BYTES, value));
      } else {
        joined.writeBytes(number(Long.BYTES, (Long) part));
      }
    }
    return joined.toByteArray();
  }

  private static byte[] number(int bytes, long value) {
    ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return java.util.Arrays.copyOf(buffer.putLong(value).array(), bytes);
  }

  static byte[] record(int kind, Object... parts) {
    byte[] content = join(parts);
    return join(new byte[] {(byte) kind}, (long) content.length, content);
  }

  McapBytes add(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  McapBytes record(int kind, byte[] content) {
    return add(record(kind, (Object) content));
  }

  McapBytes schema(int id, String name, String encoding, String text) {
    return record(3, join((short) id, name, encoding, text));
  }

  McapBytes channel(int id, int schema, String topic, String encoding) {
    return record(4, join((short) id, (short) schema, topic, encoding, 0));
  }

  McapBytes message(int channel, long timeNs, byte[] data) {
    return record(5, join((short) channel, 0, timeNs, timeNs, data));
  }

  static byte[] chunk(long plainBytes, int crc, String compression, byte[] packed) {
    return record(6, 0L, 0L, plainBytes, crc, compression, (long) packed.length, packed);
  }

  static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  byte[] end() {
    return end(crc(out.toByteArray()));
  }

  byte[] end(int dataCrc) {
    return add(record(15, dataCrc)).add(record(2, 0L, 0L, 0)).add(MAGIC).out.toByteArray();
  }
}
