package org.workcell.sim.rendering;

/**
 * Size and quality of images. Geoms and sites of groups 0 to 2 are shown, as MuJoCo does.
 *
 * @param widthPixels 1 to {@value #MAX_PIXELS}
 * @param heightPixels 1 to {@value #MAX_PIXELS}
 * @param quality what is drawn besides shapes, colours and light
 */
public record RenderOptions(int widthPixels, int heightPixels, Quality quality) {

  /** Largest width and height. */
  public static final int MAX_PIXELS = 4096;

  /** How much work goes into an image. */
  public enum Quality {
    /** No shadows, no reflections, hard edges: for training from pixels on a CPU. */
    FAST,
    /**
     * The scene's own shadows, reflections and smooth edges (as many samples as the driver has):
     * what upstream's policies and videos saw.
     */
    FAITHFUL
  }

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if a side is out of range
   */
  public RenderOptions {
    if (widthPixels < 1
        || widthPixels > MAX_PIXELS
        || heightPixels < 1
        || heightPixels > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "an image of %d x %d pixels is not possible; width and height must be 1 to %d"
              .formatted(widthPixels, heightPixels, MAX_PIXELS));
    }
  }

  /** Images for training. */
  public static RenderOptions fast(int widthPixels, int heightPixels) {
    return new RenderOptions(widthPixels, heightPixels, Quality.FAST);
  }

  /** Images as upstream shows them. */
  public static RenderOptions faithful(int widthPixels, int heightPixels) {
    return new RenderOptions(widthPixels, heightPixels, Quality.FAITHFUL);
  }

  /** Pixels of one image: height x width. */
  public int pixels() {
    return heightPixels * widthPixels;
  }

  /** Bytes of one RGB image: height x width x 3. */
  public int rgbBytes() {
    return heightPixels * widthPixels * 3;
  }
}
