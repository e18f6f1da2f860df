package org.workcell.randomization;

import org.workcell.sim.image.ImageFrame;
import org.workcell.sim.random.RandomStream;

/** The pixel work of {@link ImageCorruption}. Edges repeat outward. */
final class ImageEffects {

  private static final int CHANNELS = 3;
  private static final int ZOOMS = 12;
  private static final int FOG_OCTAVES = 5;

  /** Beyond this many standard deviations the bell is cut off. */
  private static final double BELL_REACH = 3;

  private ImageEffects() {}

  private static int clamp(int index, int count) {
    return Math.max(0, Math.min(count - 1, index));
  }

  private static byte rounded(double value) {
    return (byte) (int) (Math.max(0, Math.min(255, value)) + 0.5);
  }

  /** Mean along a line through each pixel, whose direction is an angle in radians. */
  static void motionBlur(ImageFrame frame, double lengthPixels, double angle) {
    byte[] source = frame.copy();
    byte[] target = frame.rgb();
    int width = frame.widthPixels();
    int height = frame.heightPixels();
    int reach = (int) Math.ceil(lengthPixels / 2);
    int samples = 1 + 2 * reach;
    int[] steps = frame.indices(2 * samples);
    for (int i = 0; i < samples; i++) {
      double along = lengthPixels / samples * (i - reach);
      steps[2 * i] = (int) Math.round(along * StrictMath.sin(angle));
      steps[2 * i + 1] = (int) Math.round(along * StrictMath.cos(angle));
    }
    for (int pixel = 0; pixel < width * height; pixel++) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = 0; i < samples; i++) {
        int row = clamp(pixel / width + steps[2 * i], height);
        int from = CHANNELS * (row * width + clamp(pixel % width + steps[2 * i + 1], width));
        red += source[from] & 0xFF;
        green += source[from + 1] & 0xFF;
        blue += source[from + 2] & 0xFF;
      }
      target[CHANNELS * pixel] = rounded((double) red / samples);
      target[CHANNELS * pixel + 1] = rounded((double) green / samples);
      target[CHANNELS * pixel + 2] = rounded((double) blue / samples);
    }
  }

  /** Convolution with a normal distribution, columns after rows. */
  static void gaussianBlur(ImageFrame frame, double deviationPixels) {
    byte[] rgb = frame.rgb();
    int rowNumbers = CHANNELS * frame.widthPixels();
    int reach = (int) Math.ceil(BELL_REACH * deviationPixels);
    double[] bell = bell(frame.numbers(0, 2 * reach + 1), reach, deviationPixels);
    double[] between = frame.numbers(1, rgb.length);
    double[] sums = frame.numbers(2, rowNumbers);
    double[] padded = frame.numbers(3, rowNumbers + 2 * CHANNELS * reach);
    for (int row = 0; row < frame.heightPixels(); row++) {
      pad(rgb, row * rowNumbers, frame.widthPixels(), reach, padded);
      java.util.Arrays.fill(sums, 0, rowNumbers, 0);
      for (int i = 0; i <= 2 * reach; i++) {
        addScaled(bell[i], padded, CHANNELS * i, sums, rowNumbers);
      }
      System.arraycopy(sums, 0, between, row * rowNumbers, rowNumbers);
    }
    for (int row = 0; row < frame.heightPixels(); row++) {
      java.util.Arrays.fill(sums, 0, rowNumbers, 0);
      for (int i = 0; i <= 2 * reach; i++) {
        int from = clamp(row + i - reach, frame.heightPixels());
        addScaled(bell[i], between, from * rowNumbers, sums, rowNumbers);
      }
      for (int i = 0; i < rowNumbers; i++) {
        rgb[row * rowNumbers + i] = rounded(sums[i]);
      }
    }
  }

  private static void addScaled(
      double weight, double[] source, int from, double[] sums, int count) {
    for (int i = 0; i < count; i++) {
      sums[i] += weight * source[from + i];
    }
  }

  /** A row of pixels as numbers, with so many more like the first and like the last. */
  private static void pad(byte[] rgb, int start, int width, int reach, double[] padded) {
    for (int i = 0; i < width + 2 * reach; i++) {
      int from = start + CHANNELS * clamp(i - reach, width);
      for (int channel = 0; channel < CHANNELS; channel++) {
        padded[CHANNELS * i + channel] = rgb[from + channel] & 0xFF;
      }
    }
  }

  private static double[] bell(double[] weights, int reach, double deviation) {
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[i + reach] = StrictMath.exp(-i * i / (2 * deviation * deviation));
      sum += weights[i + reach];
    }
    for (int i = 0; i <= 2 * reach; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  /** Mean of the image and enlarged ones around its middle. */
  static void zoomBlur(ImageFrame frame, double most) {
    byte[] source = frame.copy();
    byte[] target = frame.rgb();
    int width = frame.widthPixels();
    int height = frame.heightPixels();
    int[] places = frame.indices(ZOOMS * (width + height));
    for (int i = 0; i < ZOOMS; i++) {
      double zoom = 1 + most * i / (ZOOMS - 1);
      fillZoomed(places, i, width, zoom);
      fillZoomed(places, ZOOMS * width + i, height, zoom);
    }
    for (int pixel = 0; pixel < width * height; pixel++) {
      int columns = ZOOMS * (pixel % width);
      int rows = ZOOMS * (width + pixel / width);
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int i = 0; i < ZOOMS; i++) {
        int from = CHANNELS * (places[rows + i] * width + places[columns + i]);
        red += source[from] & 0xFF;
        green += source[from + 1] & 0xFF;
        blue += source[from + 2] & 0xFF;
      }
      target[CHANNELS * pixel] = rounded((double) red / ZOOMS);
      target[CHANNELS * pixel + 1] = rounded((double) green / ZOOMS);
      target[CHANNELS * pixel + 2] = rounded((double) blue / ZOOMS);
    }
  }

  /** Where each place of a side comes from, in every {@link #ZOOMS}th element. */
  private static void fillZoomed(int[] places, int start, int side, double zoom) {
    double middle = (side - 1) / 2.0;
    for (int i = 0; i < side; i++) {
      places[start + ZOOMS * i] = (int) Math.round(middle + (i - middle) / zoom);
    }
  }

  /** Mixes with white where clouds are thick. */
  static void fog(ImageFrame frame, double density, RandomStream stream) {
    byte[] rgb = frame.rgb();
    double[] clouds = frame.numbers(0, firstCloud(FOG_OCTAVES));
    for (int i = 0; i < firstCloud(FOG_OCTAVES); i++) {
      clouds[i] = stream.nextDouble();
    }
    for (int row = 0; row < frame.heightPixels(); row++) {
      double down = (double) row / frame.heightPixels();
      for (int column = 0; column < frame.widthPixels(); column++) {
        double thickness = cloud(clouds, down, (double) column / frame.widthPixels());
        double share = Math.min(1, density * (0.6 + 0.8 * thickness));
        int first = CHANNELS * (row * frame.widthPixels() + column);
        for (int i = first; i < first + CHANNELS; i++) {
          rgb[i] = rounded((rgb[i] & 0xFF) * (1 - share) + 255 * share);
        }
      }
    }
  }

  private static int cells(int octave) {
    return 2 << octave;
  }

  /** Where the corners of an octave's cells start. */
  private static int firstCloud(int octave) {
    int first = 0;
    for (int i = 0; i < octave; i++) {
      first += (cells(i) + 1) * (cells(i) + 1);
    }
    return first;
  }

  /** Smooth noise of several sizes, 0 to 1, at a place of the unit square. */
  private static double cloud(double[] clouds, double down, double right) {
    double sum = 0;
    double weights = 0;
    int first = 0;
    for (int octave = 0; octave < FOG_OCTAVES; octave++) {
      int cells = cells(octave);
      double y = down * cells;
      double x = right * cells;
      int corner = first + (int) y * (cells + 1) + (int) x;
      int below = corner + cells + 1;
      double v = y - (int) y;
      double u = x - (int) x;
      double top = clouds[corner] * (1 - u) + clouds[corner + 1] * u;
      double bottom = clouds[below] * (1 - u) + clouds[below + 1] * u;
      double weight = 1.0 / (1 << octave);
      sum += weight * (top * (1 - v) + bottom * v);
      weights += weight;
      first += (cells + 1) * (cells + 1);
    }
    return sum / weights;
  }

  /** Each pixel comes from a random place near it. */
  static void scatter(ImageFrame frame, double radiusPixels, RandomStream stream) {
    byte[] source = frame.copy();
    int width = frame.widthPixels();
    int height = frame.heightPixels();
    for (int pixel = 0; pixel < width * height; pixel++) {
      long down = Math.round(stream.uniform(-radiusPixels, radiusPixels));
      long right = Math.round(stream.uniform(-radiusPixels, radiusPixels));
      int row = clamp(pixel / width + (int) down, height);
      int column = clamp(pixel % width + (int) right, width);
      int from = CHANNELS * (row * width + column);
      System.arraycopy(source, from, frame.rgb(), CHANNELS * pixel, CHANNELS);
    }
  }
}
