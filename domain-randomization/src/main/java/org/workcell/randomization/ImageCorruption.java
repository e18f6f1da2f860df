package org.workcell.randomization;

import org.workcell.sim.image.ImageFilter;
import org.workcell.sim.image.ImageFrame;
import org.workcell.sim.random.RandomStream;

/**
 * What cameras, lenses and weather do to images, in ten severities. Lengths scale with the image's
 * width, so that a severity means the same at every resolution.
 */
enum ImageCorruption {
  /** The camera moved while it exposed, in a direction drawn from the stream. */
  MOTION_BLUR {
    @Override
    void corrupt(ImageFrame frame, int severity, RandomStream stream) {
      double angle = Math.PI * stream.nextDouble();
      ImageEffects.motionBlur(frame, 0.015 * severity * frame.widthPixels(), angle);
    }
  },
  /** Out of focus. */
  GAUSSIAN_BLUR {
    @Override
    void corrupt(ImageFrame frame, int severity, RandomStream stream) {
      ImageEffects.gaussianBlur(frame, 0.004 * severity * frame.widthPixels());
    }
  },
  /** The lens zoomed while the camera exposed. */
  ZOOM_BLUR {
    @Override
    void corrupt(ImageFrame frame, int severity, RandomStream stream) {
      ImageEffects.zoomBlur(frame, 0.03 * severity);
    }
  },
  /** White clouds in front of everything. */
  FOG {
    @Override
    void corrupt(ImageFrame frame, int severity, RandomStream stream) {
      ImageEffects.fog(frame, 0.08 * severity, stream);
    }
  },
  /** Seen through frosted glass: pixels change places with near ones. */
  GLASS_BLUR {
    @Override
    void corrupt(ImageFrame frame, int severity, RandomStream stream) {
      ImageEffects.scatter(frame, 0.004 * severity * frame.widthPixels(), stream);
    }
  };

  /** The highest severity. */
  static final int MAX_SEVERITY = 10;

  /** Changes the image in the frame. */
  abstract void corrupt(ImageFrame frame, int severity, RandomStream stream);

  /**
   * This corruption of all images of an episode.
   *
   * @param severity 0 (nothing) to {@link #MAX_SEVERITY}
   * @param seed where chance comes from, with step and camera
   */
  ImageFilter filter(int severity, long seed) {
    return severity == 0 ? ImageFilter.NONE : frame -> corrupt(frame, severity, frame.stream(seed));
  }
}
