package org.workcell.video;

/**
 * Which steps of an episode are frames of its video: in real time, at most so many a second, the
 * first and the last always. Other steps are not drawn.
 *
 * @param controlPeriodSeconds simulated time between two steps
 * @param lastStep steps that the episode took
 * @param mostPerSecond frames of a second of the video, at most
 */
record FrameTimes(double controlPeriodSeconds, int lastStep, int mostPerSecond) {

  /** Control periods are decimal fractions: 3 steps of 1/90 s are 30 a second. */
  private static final double TOLERANCE = 1e-9;

  /** Steps that a frame stands for. */
  int stepsPerFrame() {
    return (int) Math.max(1, Math.ceil(1 / (mostPerSecond * controlPeriodSeconds) - TOLERANCE));
  }

  /** Whether the state after a step is a frame; 0 is the initial state. */
  boolean shows(int step) {
    return step == lastStep || step < lastStep && step % stepsPerFrame() == 0;
  }

  /** The first step with a frame in the second half. */
  int middleStep() {
    int frames = (lastStep / 2 + stepsPerFrame() - 1) / stepsPerFrame();
    return Math.min(lastStep, frames * stepsPerFrame());
  }

  /** When a step's image is shown. */
  double startSeconds(int step) {
    return step * controlPeriodSeconds;
  }

  /** For how long an image is shown. */
  double frameSeconds() {
    return stepsPerFrame() * controlPeriodSeconds;
  }
}
