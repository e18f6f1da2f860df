package org.workcell.formats;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.numpy.NpyArray;

/**
 * The images of one camera in an episode, one for each step.
 *
 * @param camera its name
 * @param widthPixels width of each
 * @param heightPixels height of each
 * @param frames where their pixels are
 */
public record Images(String camera, int widthPixels, int heightPixels, Frames frames) {

  private static final int CHANNELS = 3;

  /** Gives the pixels of a step: [height][width][3], uint8, top row first. */
  public interface Frames {
    /** The pixels of one step. */
    byte[] rgb(int step);
  }

  /** The images of some steps, in this order. */
  public Images select(int[] rows) {
    return new Images(camera, widthPixels, heightPixels, step -> frames.rgb(rows[step]));
  }

  /**
   * Images of several cameras out of one array.
   *
   * @param block uint8, [row][camera][height][width][3], top row first
   */
  public static List<Images> of(List<String> cameras, NpyArray block) {
    int height = block.shape().get(2);
    int width = block.shape().get(3);
    int bytes = height * width * CHANNELS;
    List<Images> all = new ArrayList<>();
    for (int i = 0; i < cameras.size(); i++) {
      int start = i * bytes;
      all.add(
          new Images(
              cameras.get(i),
              width,
              height,
              step -> java.util.Arrays.copyOfRange(block.rowBytes(step), start, start + bytes)));
    }
    return all;
  }

  /** The same pixels with the last row first, as OpenGL has them. */
  public static byte[] flipped(byte[] rgb, int heightPixels) {
    byte[] flipped = new byte[rgb.length];
    int rowBytes = rgb.length / heightPixels;
    for (int i = 0; i < heightPixels; i++) {
      System.arraycopy(rgb, i * rowBytes, flipped, rgb.length - (i + 1) * rowBytes, rowBytes);
    }
    return flipped;
  }
}
