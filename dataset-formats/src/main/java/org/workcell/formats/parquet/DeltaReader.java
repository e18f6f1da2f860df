package org.workcell.formats.parquet;

import java.nio.ByteBuffer;

/**
 * Integers as differences, packed bit by bit in blocks.
 *
 * <p>Source: Parquet's encodings, DELTA_BINARY_PACKED.
 */
final class DeltaReader {

  private static final int MOST_BLOCK = 1 << 16;

  private final ByteBuffer in;
  private final int miniBlocks;
  private final int miniLength;
  private final int[] widths;
  private long left;
  private long value;
  private long smallest;
  private int miniBlock;
  private int leftInMini;
  private boolean isFirst = true;
  private long bits;
  private int bitCount;

  /** Reads from the position of the buffer. */
  DeltaReader(ByteBuffer in) {
    this.in = in;
    long block = CompactReader.varint(in);
    long count = CompactReader.varint(in);
    if (block <= 0 || block > MOST_BLOCK || count <= 0 || count > block || block % count != 0) {
      throw new IllegalArgumentException("blocks of %d in %d parts".formatted(block, count));
    }
    this.miniBlocks = (int) count;
    this.miniLength = (int) (block / count);
    this.widths = new int[miniBlocks];
    this.miniBlock = miniBlocks;
    this.left = CompactReader.varint(in);
    this.value = CompactReader.zigzag(in);
  }

  long next() {
    if (left-- <= 0) {
      throw new IllegalArgumentException("a page has fewer elements than it claims");
    }
    if (isFirst) {
      isFirst = false;
      return value;
    }
    if (leftInMini == 0) {
      startPart();
    }
    leftInMini--;
    value += smallest + unpacked(widths[miniBlock]);
    return value;
  }

  private void startPart() {
    miniBlock++;
    if (miniBlock >= miniBlocks) {
      miniBlock = 0;
      smallest = CompactReader.zigzag(in);
      for (int i = 0; i < miniBlocks; i++) {
        widths[i] = in.get() & 0xFF;
      }
    }
    if (widths[miniBlock] > Long.SIZE) {
      throw new IllegalArgumentException("integers of %d bits".formatted(widths[miniBlock]));
    }
    leftInMini = miniLength;
    bitCount = 0;
  }

  private long unpacked(int width) {
    long unpacked = 0;
    for (int done = 0; done < width; ) {
      if (bitCount == 0) {
        bits = in.get() & 0xFF;
        bitCount = Byte.SIZE;
      }
      int taken = Math.min(width - done, bitCount);
      unpacked |= (bits & (1L << taken) - 1) << done;
      bits >>>= taken;
      bitCount -= taken;
      done += taken;
    }
    return unpacked;
  }
}
