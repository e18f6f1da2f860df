package org.workcell.sim.rendering;

import java.util.List;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;

/** What the pixels of an image are. */
public enum ImageKind {
  /** Red, green and blue, uint8, [H][W][3]. */
  RGB(DataType.UINT8, 3, 0, 255),
  /** Distance along the line of sight in metres, float32, [H][W]; see {@link Renderer}. */
  DEPTH(DataType.FLOAT32, 1, 0, Double.POSITIVE_INFINITY),
  /** Index of the body that is seen, int32, [H][W]; -1 for none. */
  OBJECTS(DataType.INT32, 1, -1, Integer.MAX_VALUE);

  private final DataType type;
  private final int channels;
  private final double low;
  private final double high;

  ImageKind(DataType type, int channels, double low, double high) {
    this.type = type;
    this.channels = channels;
    this.low = low;
    this.high = high;
  }

  /** Bytes of one image of a size. */
  public int bytes(RenderOptions image) {
    return image.pixels() * channels * type.bytes();
  }

  /** A block of one image for each environment. */
  public BlockSpec blockSpec(String name, RenderOptions image) {
    List<Integer> size = List.of(image.heightPixels(), image.widthPixels());
    List<Integer> shape = channels == 1 ? size : List.of(size.get(0), size.get(1), channels);
    return new BlockSpec(name, type, shape, new double[] {low}, new double[] {high});
  }
}
