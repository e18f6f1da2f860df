package org.workcell.formats.parquet;

import java.nio.ByteBuffer;

/**
 * Small integers in runs of equal ones and in groups of eight that are packed bit by bit.
 *
 * <p>Source: Parquet's encodings, run-length and bit-packing hybrid.
 */
final class RunReader {

  private final ByteBuffer in;
  private final int width;
  private int left;
  private boolean packed;
  private int repeated;
  private long bits;
  private int bitCount;

  /** Reads from the position of the buffer to its limit. */
  RunReader(ByteBuffer in, int width) {
    if (width < 0 || width > Integer.SIZE) {
      throw new IllegalArgumentException("integers of %d bits".formatted(width));
    }
    this.in = in;
    this.width = width;
  }

  static int widthOf(int highest) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(highest);
  }

  int next() {
    if (left == 0) {
      start();
    }
    left--;
    return packed ? unpacked() : repeated;
  }

  private void start() {
    long header =
        width == 0 && !in.hasRemaining() ? Integer.MAX_VALUE - 1 : CompactReader.varint(in);
    packed = (header & 1) != 0;
    long length = packed ? (header >>> 1) * Byte.SIZE : header >>> 1;
    if (length <= 0) {
      throw new IllegalArgumentException("a run of %d integers".formatted(length));
    }
    // Longer ones than a page are never read to their end.
    left = (int) Math.min(length, Integer.MAX_VALUE);
    bitCount = 0;
    bits = 0;
    if (!packed) {
      repeated = 0;
      for (int shift = 0; shift < width; shift += Byte.SIZE) {
        repeated |= (in.get() & 0xFF) << shift;
      }
    }
  }

  private int unpacked() {
    while (bitCount < width) {
      bits |= (in.get() & 0xFFL) << bitCount;
      bitCount += Byte.SIZE;
    }
    int value = (int) (bits & (1L << width) - 1);
    bits >>>= width;
    bitCount -= width;
    return value;
  }
}
