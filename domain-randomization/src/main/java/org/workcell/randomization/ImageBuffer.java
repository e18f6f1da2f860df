package org.workcell.randomization;

import org.workcell.sim.random.RandomStream;

/** The pixel work of {@link ImageCorruption}. Edges repeat outward. */
final class ImageBuffer {

  private static final int CHANNELS = 3;
  private static final int ZOOMS = 12;
  private static final int FOG_OCTAVES = 5;

  /** Beyond this many standard deviations the bell is cut off. */
  private static final double BELL_REACH = 3;

  private final byte[] rgb;
  private final int width;
  private final int height;

  ImageBuffer(byte[] rgb, int width, int height) {
    this.rgb = rgb;
    this.width = width;
    this.height = height;
  }

  int width() {
    return width;
  }

  private int at(byte[] source, int row, int column, int channel) {
    int inRow = Math.max(0, Math.min(height - 1, row));
    int inColumn = Math.max(0, Math.min(width - 1, column));
    return source[CHANNELS * (inRow * width + inColumn) + channel] & 0xFF;
  }

  private void put(int row, int column, int channel, double value) {
    long rounded = Math.round(Math.max(0, Math.min(255, value)));
    rgb[CHANNELS * (row * width + column) + channel] = (byte) rounded;
  }

  /** A new value for each byte, from its place. */
  @FunctionalInterface
  private interface Pixel {
    double value(int row, int column, int channel);
  }

  private void fill(Pixel pixel) {
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          put(row, column, channel, pixel.value(row, column, channel));
        }
      }
    }
  }

  /** Mean along a line through each pixel. */
  void motionBlur(double length, double angle) {
    byte[] source = rgb.clone();
    int samples = 1 + 2 * (int) Math.ceil(length / 2);
    double stepX = length / samples * StrictMath.cos(angle);
    double stepY = length / samples * StrictMath.sin(angle);
    fill(
        (row, column, channel) -> {
          double sum = 0;
          for (int i = -(samples / 2); i <= samples / 2; i++) {
            int y = (int) Math.round(row + i * stepY);
            int x = (int) Math.round(column + i * stepX);
            sum += at(source, y, x, channel);
          }
          return sum / samples;
        });
  }

  /** Convolution with a normal distribution, columns after rows. */
  void gaussianBlur(double deviation) {
    double[] weights = bell(deviation);
    int reach = weights.length / 2;
    byte[] source = rgb.clone();
    fill(
        (row, column, channel) -> {
          double sum = 0;
          for (int i = -reach; i <= reach; i++) {
            sum += weights[i + reach] * at(source, row, column + i, channel);
          }
          return sum;
        });
    byte[] between = rgb.clone();
    fill(
        (row, column, channel) -> {
          double sum = 0;
          for (int i = -reach; i <= reach; i++) {
            sum += weights[i + reach] * at(between, row + i, column, channel);
          }
          return sum;
        });
  }

  private static double[] bell(double deviation) {
    int reach = (int) Math.ceil(BELL_REACH * deviation);
    double[] weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = StrictMath.exp(-i * i / (2 * deviation * deviation));
      sum += weights[i + reach];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Mean of the image and enlarged ones around its middle. */
  void zoomBlur(double most) {
    byte[] source = rgb.clone();
    double middleRow = (height - 1) / 2.0;
    double middleColumn = (width - 1) / 2.0;
    fill(
        (row, column, channel) -> {
          double sum = 0;
          for (int i = 0; i < ZOOMS; i++) {
            double zoom = 1 + most * i / (ZOOMS - 1);
            int y = (int) Math.round(middleRow + (row - middleRow) / zoom);
            int x = (int) Math.round(middleColumn + (column - middleColumn) / zoom);
            sum += at(source, y, x, channel);
          }
          return sum / ZOOMS;
        });
  }

  /** Mixes with white where clouds are thick. */
  void fog(double density, RandomStream stream) {
    byte[] source = rgb.clone();
    double[][] clouds = new double[FOG_OCTAVES][];
    for (int octave = 0; octave < FOG_OCTAVES; octave++) {
      int cells = 2 << octave;
      clouds[octave] = new double[(cells + 1) * (cells + 1)];
      for (int i = 0; i < clouds[octave].length; i++) {
        clouds[octave][i] = stream.nextDouble();
      }
    }
    fill(
        (row, column, channel) -> {
          double share = Math.min(1, density * (0.6 + 0.8 * cloud(clouds, row, column)));
          return at(source, row, column, channel) * (1 - share) + 255 * share;
        });
  }

  /** Smooth noise of several sizes, 0 to 1. */
  private double cloud(double[][] clouds, int row, int column) {
    double sum = 0;
    double weights = 0;
    for (int octave = 0; octave < FOG_OCTAVES; octave++) {
      int cells = 2 << octave;
      double y = (double) row / height * cells;
      double x = (double) column / width * cells;
      int corner = (int) y * (cells + 1) + (int) x;
      double[] values = clouds[octave];
      double down = y - Math.floor(y);
      double right = x - Math.floor(x);
      double top = values[corner] * (1 - right) + values[corner + 1] * right;
      double bottom = values[corner + cells + 1] * (1 - right) + values[corner + cells + 2] * right;
      double weight = 1.0 / (1 << octave);
      sum += weight * (top * (1 - down) + bottom * down);
      weights += weight;
    }
    return sum / weights;
  }

  /** Each pixel comes from a random place near it. */
  void scatter(double radius, RandomStream stream) {
    byte[] source = rgb.clone();
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int y = (int) Math.round(row + stream.uniform(-radius, radius));
        int x = (int) Math.round(column + stream.uniform(-radius, radius));
        for (int channel = 0; channel < CHANNELS; channel++) {
          put(row, column, channel, at(source, y, x, channel));
        }
      }
    }
  }
}
