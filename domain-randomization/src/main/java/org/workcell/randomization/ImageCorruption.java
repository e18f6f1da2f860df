package org.workcell.randomization;

import org.workcell.sim.random.RandomStream;

/**
 * What cameras, lenses and weather do to images, in ten severities. Works on RGB bytes, {@code
 * [row][column][3]}, in place; severity 0 changes nothing. Lengths scale with the image's width, so
 * that a severity means the same at every resolution.
 */
public enum ImageCorruption {
  /** The camera moved while it exposed, in a direction drawn from the stream. */
  MOTION_BLUR {
    @Override
    void corrupt(ImageBuffer image, int severity, RandomStream stream) {
      image.motionBlur(0.015 * severity * image.width(), Math.PI * stream.nextDouble());
    }
  },
  /** Out of focus. */
  GAUSSIAN_BLUR {
    @Override
    void corrupt(ImageBuffer image, int severity, RandomStream stream) {
      image.gaussianBlur(0.004 * severity * image.width());
    }
  },
  /** The lens zoomed while the camera exposed. */
  ZOOM_BLUR {
    @Override
    void corrupt(ImageBuffer image, int severity, RandomStream stream) {
      image.zoomBlur(0.03 * severity);
    }
  },
  /** White clouds in front of everything. */
  FOG {
    @Override
    void corrupt(ImageBuffer image, int severity, RandomStream stream) {
      image.fog(0.08 * severity, stream);
    }
  },
  /** Seen through frosted glass: pixels change places with near ones. */
  GLASS_BLUR {
    @Override
    void corrupt(ImageBuffer image, int severity, RandomStream stream) {
      image.scatter(0.004 * severity * image.width(), stream);
    }
  };

  /** The highest severity. */
  public static final int MAX_SEVERITY = 10;

  /**
   * A kind of corruption and how strong it is.
   *
   * @param kind what happens
   * @param severity 0 (nothing) to {@link #MAX_SEVERITY}
   */
  public record Chosen(ImageCorruption kind, int severity) {}

  /**
   * Corrupts an image in place.
   *
   * @param rgb {@code [height][width][3]}
   * @param severity 0 to {@link #MAX_SEVERITY}
   * @param stream where chance comes from; the same state gives the same image
   * @throws IllegalArgumentException if size and bytes don't fit or there is no such severity
   */
  public void apply(byte[] rgb, int width, int height, int severity, RandomStream stream) {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an image of %d x %d pixels has 3 bytes for each, not %d bytes"
              .formatted(width, height, rgb.length));
    }
    if (severity < 0 || severity > MAX_SEVERITY) {
      throw new IllegalArgumentException(
          "severity must be 0 to %d, not %d".formatted(MAX_SEVERITY, severity));
    }
    if (severity > 0) {
      corrupt(new ImageBuffer(rgb, width, height), severity, stream);
    }
  }

  abstract void corrupt(ImageBuffer image, int severity, RandomStream stream);
}
