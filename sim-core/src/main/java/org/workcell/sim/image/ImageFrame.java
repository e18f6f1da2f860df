package org.workcell.sim.image;

import java.nio.ByteBuffer;
import org.workcell.sim.random.RandomStream;

/**
 * Holds one image after the other while a filter works on it, with working memory that is used
 * again. One thread at a time.
 */
public final class ImageFrame {

  /** How many arrays of numbers a filter can use at a time. */
  public static final int ROOMS = 4;

  private final int widthPixels;
  private final int heightPixels;
  private final byte[] rgb;
  private final RandomStream stream = new RandomStream(0);
  private byte[] copy = {};
  private final double[][] numbers = new double[ROOMS][0];
  private int[] indices = {};
  private int step;
  private int camera;

  /** A frame for images of one size. */
  public ImageFrame(int widthPixels, int heightPixels) {
    this.widthPixels = widthPixels;
    this.heightPixels = heightPixels;
    this.rgb = new byte[3 * widthPixels * heightPixels];
  }

  /**
   * Applies a filter in place to the image that starts at the buffer's position, which stays.
   *
   * @param image [height][width][3], uint8, red green blue, top row first
   * @param episodeStep how many steps the episode has taken
   * @param cameraIndex which camera of the scene took it; -1 for a free one
   */
  public void filter(ByteBuffer image, ImageFilter filter, int episodeStep, int cameraIndex) {
    if (filter == ImageFilter.NONE) {
      return;
    }
    step = episodeStep;
    camera = cameraIndex;
    image.get(image.position(), rgb);
    filter.apply(this);
    image.put(image.position(), rgb);
  }

  /** Width of the image. */
  public int widthPixels() {
    return widthPixels;
  }

  /** Height of the image. */
  public int heightPixels() {
    return heightPixels;
  }

  /** The image, to be changed: [height][width][3]. */
  public byte[] rgb() {
    return rgb;
  }

  /** The image as it is now, to read from while {@link #rgb} changes; until the next call. */
  public byte[] copy() {
    if (copy.length == 0) {
      copy = new byte[rgb.length];
    }
    System.arraycopy(rgb, 0, copy, 0, rgb.length);
    return copy;
  }

  /**
   * Room for at least so many numbers, with anything in it; until the next call for the same room.
   *
   * @param room 0 to {@value #ROOMS} - 1
   */
  public double[] numbers(int room, int count) {
    if (numbers[room].length < count) {
      numbers[room] = new double[count];
    }
    return numbers[room];
  }

  /** Room for at least so many whole numbers, with anything in it; until the next call. */
  public int[] indices(int count) {
    if (indices.length < count) {
      indices = new int[count];
    }
    return indices;
  }

  /** Chance for this step and camera under a seed; always starts at its beginning. */
  public RandomStream stream(long seed) {
    stream.restart(seed);
    stream.restart(stream.nextLong() ^ step);
    stream.restart(stream.nextLong() ^ camera);
    return stream;
  }
}
