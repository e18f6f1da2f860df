package org.workcell.perf;

import java.util.List;

/**
 * What drawing costs. A frame is one image of one environment by one camera.
 *
 * @param renderer what draws, and how it is reached
 * @param cameras the cameras
 * @param ratio median over pairs of slices of the render workers' rate divided by the floor's
 * @param cpuRatio the same of CPU time: floor's divided by workers', which other programs on the
 *     machine disturb less
 * @param cpuRatioInterval of that median, by order statistics
 * @param framesPerSecond the render workers' median rate
 * @param floorFramesPerSecond the floor's median rate
 * @param cpuMillisecondsPerFrame CPU time of the render workers per frame
 * @param floorAgrees whether the floor drew the same pixels
 * @param pairs number of pairs of slices
 */
public record RenderReport(
    String renderer,
    List<String> cameras,
    double ratio,
    double cpuRatio,
    Interval cpuRatioInterval,
    double framesPerSecond,
    double floorFramesPerSecond,
    double cpuMillisecondsPerFrame,
    boolean floorAgrees,
    int pairs) {

  /** Takes a defensive copy. */
  public RenderReport {
    cameras = List.copyOf(cameras);
  }
}
