package org.workcell.sim.batch;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text for each row, as UTF-8 in a block of bytes beside a block with their number. What is
 * longer than a row is cut between two characters. Writing allocates nothing.
 */
public final class TextBlock {

  private final BatchBlock bytes;
  private final BatchBlock length;

  TextBlock(BatchBlock bytes, BatchBlock length) {
    this.bytes = bytes;
    this.length = length;
  }

  /** The bytes of a text, cut to fit. */
  public static byte[] encode(String text, int limit) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(all.length, limit);
    while (end < all.length && end > 0 && (all[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(all, end);
  }

  /** Replaces the text of a row. */
  public void write(int row, byte[] utf8) {
    bytes.putFrontBytes(row, utf8);
    length.put(row, 0, utf8.length);
  }

  boolean isPossible(int row) {
    return length.get(row, 0) >= 0 && length.get(row, 0) <= bytes.rowBytes();
  }

  /** The text of a row. */
  public String read(int row) {
    byte[] utf8 = new byte[(int) length.get(row, 0)];
    bytes.getFrontBytes(row, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
