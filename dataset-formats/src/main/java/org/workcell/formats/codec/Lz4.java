package org.workcell.formats.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Blocks and frames of LZ4. Blocks of a frame may refer to the ones before them, which libraries
 * for Java do not read. Checksums of frames are skipped: the formats that hold frames have their
 * own.
 *
 * <p>Source: LZ4's block format and frame format, version 1.6.
 */
final class Lz4 {

  private static final int MAGIC = 0x184D2204;
  private static final int SKIPPABLE = 0x184D2A50;
  private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
  private static final int LONG_LENGTH = 15;
  private static final int SHORTEST_MATCH = 4;
  private static final int STORED = 0x80000000;
  private static final int VERSION = 1;

  private final byte[] in;
  private final byte[] out;
  private int written;

  private Lz4(byte[] in, int expected) {
    this.in = in;
    this.out = new byte[expected];
  }

  static byte[] block(byte[] packed, int from, int to, int expected) {
    Lz4 lz4 = new Lz4(packed, expected);
    lz4.block(from, to);
    return lz4.result();
  }

  static byte[] frame(byte[] packed, int from, int to, int expected) {
    Lz4 lz4 = new Lz4(packed, expected);
    ByteBuffer buffer = ByteBuffer.wrap(packed, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      lz4.frame(buffer);
    }
    return lz4.result();
  }

  private byte[] result() {
    return written == out.length ? out : Arrays.copyOf(out, written);
  }

  private void frame(ByteBuffer buffer) {
    int magic = buffer.getInt();
    if ((magic & SKIPPABLE_MASK) == SKIPPABLE) {
      skip(buffer, buffer.getInt());
      return;
    }
    if (magic != MAGIC) {
      throw new IllegalArgumentException("it does not begin as a frame of LZ4");
    }
    int flags = buffer.get();
    buffer.get();
    if ((flags >> 6 & 3) != VERSION || (flags & 1) != 0) {
      throw new IllegalArgumentException("the frame has another version or a dictionary");
    }
    boolean hasSize = (flags & 8) != 0;
    // Then comes a byte that is a checksum of the header.
    skip(buffer, (hasSize ? Long.BYTES : 0) + 1);
    int blockTail = (flags & 16) != 0 ? Integer.BYTES : 0;
    for (int header = buffer.getInt(); header != 0; header = buffer.getInt()) {
      int length = header & ~STORED;
      int start = buffer.position();
      skip(buffer, length);
      if ((header & STORED) != 0) {
        copy(start, length);
      } else {
        block(start, start + length);
      }
      skip(buffer, blockTail);
    }
    skip(buffer, (flags & 4) != 0 ? Integer.BYTES : 0);
  }

  private static void skip(ByteBuffer buffer, int bytes) {
    if (bytes < 0 || bytes > buffer.remaining()) {
      throw new IllegalArgumentException("the frame is cut off");
    }
    buffer.position(buffer.position() + bytes);
  }

  private void copy(int from, int length) {
    System.arraycopy(in, from, out, written, length);
    written += length;
  }

  /** Sequences of literal bytes and a copy of what was written before. */
  private void block(int from, int to) {
    int at = from;
    while (at < to) {
      int token = in[at++] & 0xFF;
      int literals = token >> 4;
      if (literals == LONG_LENGTH) {
        int more;
        do {
          more = in[at++] & 0xFF;
          literals = Math.addExact(literals, more);
        } while (more == 0xFF);
      }
      if (literals > to - at) {
        throw new IllegalArgumentException("a block is cut off");
      }
      copy(at, literals);
      at += literals;
      if (at == to) {
        return;
      }
      int distance = in[at] & 0xFF | (in[at + 1] & 0xFF) << 8;
      at += 2;
      int match = token & 0xF;
      if (match == LONG_LENGTH) {
        int more;
        do {
          more = in[at++] & 0xFF;
          match = Math.addExact(match, more);
        } while (more == 0xFF);
      }
      repeat(distance, Math.addExact(match, SHORTEST_MATCH));
    }
  }

  /** Byte by byte, because what is copied may begin within what it makes. */
  private void repeat(int distance, int length) {
    if (distance == 0 || distance > written || length > out.length - written) {
      throw new IllegalArgumentException("a block refers to bytes that are not there");
    }
    for (int end = written + length; written < end; written++) {
      out[written] = out[written - distance];
    }
  }
}
