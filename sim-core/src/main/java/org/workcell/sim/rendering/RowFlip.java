package org.workcell.sim.rendering;

import java.nio.ByteBuffer;

/** Turns images upside down in place: OpenGL's first row is the bottom one, ours the top one. */
final class RowFlip {

  private final int rows;
  private final byte[] upper;
  private final byte[] lower;

  RowFlip(int rows, int rowBytes) {
    this.rows = rows;
    this.upper = new byte[rowBytes];
    this.lower = new byte[rowBytes];
  }

  /** Flips the image that starts at the buffer's position, which stays. */
  void flip(ByteBuffer image) {
    int top = image.position();
    int bottom = top + (rows - 1) * upper.length;
    while (top < bottom) {
      image.get(top, upper);
      image.get(bottom, lower);
      image.put(top, lower);
      image.put(bottom, upper);
      top += upper.length;
      bottom -= upper.length;
    }
  }
}
