package org.workcell.sim2real.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Root mean square errors of a simulation that follows logs, by quantity, component and horizon. A
 * replay restarts from the log at the beginning of each window; the error at horizon h is the root
 * mean square over all rows of all windows up to h after their beginning. Sums are kept by
 * trajectory, because that is what intervals resample. One thread at a time while errors are added.
 */
public final class HorizonErrors {

  /** A horizon that counts windows as long as they are. */
  public static final double FULL = Double.POSITIVE_INFINITY;

  private final double[] horizonsSeconds;
  private final Map<String, List<Sums>> quantities = new LinkedHashMap<>();
  private int trajectories;
  private int windows;
  private int failures;

  /** Sums of one trajectory: [component][horizon]. */
  private static final class Sums {
    final double[][] squares;
    final long[][] counts;

    Sums(int components, int horizons) {
      squares = new double[components][horizons];
      counts = new long[components][horizons];
    }
  }

  /**
   * Nothing yet.
   *
   * @param horizonsSeconds in rising order; {@link #FULL} for whole windows
   */
  public HorizonErrors(double... horizonsSeconds) {
    this.horizonsSeconds = horizonsSeconds.clone();
    for (int i = 0; i < horizonsSeconds.length; i++) {
      if (!(horizonsSeconds[i] > (i == 0 ? 0 : horizonsSeconds[i - 1]))) {
        throw new IllegalArgumentException(
            "horizons are positive and rise; these are " + Arrays.toString(horizonsSeconds));
      }
    }
  }

  /** Horizons, s. */
  public double[] horizonsSeconds() {
    return horizonsSeconds.clone();
  }

  /** Begins the next trajectory; errors that follow are its own. */
  public void beginTrajectory() {
    trajectories++;
  }

  /** Counts a window of the trajectory. */
  public void beginWindow() {
    requireTrajectory();
    windows++;
  }

  /** Counts a window whose simulation diverged. It is a result, not something to leave out. */
  public void fail() {
    requireTrajectory();
    failures++;
  }

  /**
   * Adds the errors of one row of a window.
   *
   * @param quantity what they are errors of, for example {@code position}
   * @param secondsIntoWindow time since the window began
   * @param errors one for each component, always as many
   * @throws IllegalArgumentException if one is not finite; such a window has {@link #fail}ed
   */
  public void add(String quantity, double secondsIntoWindow, double... errors) {
    Sums sums = checked(quantity, errors);
    for (int h = 0; h < horizonsSeconds.length; h++) {
      // Times are sums of periods; half a microsecond is less than any of them.
      if (secondsIntoWindow <= horizonsSeconds[h] + 5e-7) {
        for (int i = 0; i < errors.length; i++) {
          sums.squares[i][h] += errors[i] * errors[i];
          sums.counts[i][h]++;
        }
      }
    }
  }

  /**
   * Adds the errors at the end of a horizon, to this horizon alone: for a quantity whose error is
   * that at a time after the window began, rather than that of all rows until then.
   *
   * @param quantity what they are errors of, for example {@code position at the horizon}
   * @param horizonSeconds one of the horizons
   * @param errors one for each component, always as many
   * @throws IllegalArgumentException if one is not finite, or there is no such horizon
   */
  public void addAt(String quantity, double horizonSeconds, double... errors) {
    Sums sums = checked(quantity, errors);
    int h = horizon(horizonSeconds);
    for (int i = 0; i < errors.length; i++) {
      sums.squares[i][h] += errors[i] * errors[i];
      sums.counts[i][h]++;
    }
  }

  private Sums checked(String quantity, double... errors) {
    requireTrajectory();
    for (double error : errors) {
      if (!Double.isFinite(error)) {
        throw new IllegalArgumentException(
            "an error of %s is %s; count the window as failed instead".formatted(quantity, error));
      }
    }
    return sums(quantity, errors.length);
  }

  private int horizon(double seconds) {
    int h = Arrays.binarySearch(horizonsSeconds, seconds);
    if (h < 0) {
      throw new IllegalArgumentException(
          "no errors were kept at %s s; horizons are %s"
              .formatted(seconds, Arrays.toString(horizonsSeconds)));
    }
    return h;
  }

  private void requireTrajectory() {
    if (trajectories == 0) {
      throw new IllegalStateException("begin a trajectory before its errors are added");
    }
  }

  private Sums sums(String quantity, int components) {
    List<Sums> all = quantities.computeIfAbsent(quantity, name -> new ArrayList<>());
    while (all.size() < trajectories) {
      all.add(null);
    }
    int last = trajectories - 1;
    if (all.get(last) == null) {
      all.set(last, new Sums(components, horizonsSeconds.length));
    }
    if (all.get(last).squares.length != components) {
      throw new IllegalArgumentException(
          "%s has %d components, not %d"
              .formatted(quantity, all.get(last).squares.length, components));
    }
    return all.get(last);
  }

  /** Number of trajectories. */
  public int trajectories() {
    return trajectories;
  }

  /** Number of windows. */
  public int windows() {
    return windows;
  }

  /** Number of windows whose simulation diverged. */
  public int failures() {
    return failures;
  }

  /** Of what there are errors, in the order in which they came. */
  public Set<String> quantities() {
    return quantities.keySet();
  }

  /** Root mean square over all components, trajectories and windows; NaN without any row. */
  public double rms(String quantity, double horizonSeconds) {
    return rms(quantity, -1, horizonSeconds, all());
  }

  /** Root mean square of one component; NaN without any row. */
  public double rms(String quantity, int component, double horizonSeconds) {
    return rms(quantity, component, horizonSeconds, all());
  }

  /** Interval of {@link #rms(String, double)} over trajectories. */
  public Interval interval(
      String quantity, double horizonSeconds, double level, Bootstrap bootstrap) {
    return bootstrap.percentile(
        trajectories, level, chosen -> rms(quantity, -1, horizonSeconds, chosen));
  }

  /**
   * By how much an error is smaller than that of another replay of the same logs: {@code ERR(h) = 1
   * - RMSE(h) / RMSE_openloop(h)}.
   *
   * @param openLoop replay of the nominal model
   */
  public double reduction(HorizonErrors openLoop, String quantity, double horizonSeconds) {
    return reduction(openLoop, quantity, horizonSeconds, all());
  }

  /** Interval of {@link #reduction}; both replays are resampled together. */
  public Interval reductionInterval(
      HorizonErrors openLoop,
      String quantity,
      double horizonSeconds,
      double level,
      Bootstrap bootstrap) {
    if (openLoop.trajectories != trajectories) {
      throw new IllegalArgumentException(
          "open loop has %d trajectories, not %d; replay the same logs with both models"
              .formatted(openLoop.trajectories, trajectories));
    }
    return bootstrap.percentile(
        trajectories, level, chosen -> reduction(openLoop, quantity, horizonSeconds, chosen));
  }

  /** As {@link #reduction(HorizonErrors, String, double)}, of one component. */
  public double reduction(
      HorizonErrors openLoop, String quantity, int component, double horizonSeconds) {
    return reduction(openLoop, quantity, component, horizonSeconds, all());
  }

  /** Interval of {@link #reduction(HorizonErrors, String, int, double)}. */
  public Interval reductionInterval(
      HorizonErrors openLoop,
      String quantity,
      int component,
      double horizonSeconds,
      double level,
      Bootstrap bootstrap) {
    return bootstrap.percentile(
        trajectories,
        level,
        chosen -> reduction(openLoop, quantity, component, horizonSeconds, chosen));
  }

  private double reduction(
      HorizonErrors openLoop, String quantity, double horizonSeconds, int[] chosen) {
    return reduction(openLoop, quantity, -1, horizonSeconds, chosen);
  }

  private double reduction(
      HorizonErrors openLoop, String quantity, int component, double horizonSeconds, int[] chosen) {
    return 1
        - rms(quantity, component, horizonSeconds, chosen)
            / openLoop.rms(quantity, component, horizonSeconds, chosen);
  }

  private int[] all() {
    int[] all = new int[trajectories];
    Arrays.setAll(all, i -> i);
    return all;
  }

  private double rms(String quantity, int component, double horizonSeconds, int[] chosen) {
    int h = horizon(horizonSeconds);
    List<Sums> all = quantities.getOrDefault(quantity, List.of());
    double squares = 0;
    long count = 0;
    for (int trajectory : chosen) {
      Sums sums = trajectory < all.size() ? all.get(trajectory) : null;
      if (sums == null) {
        continue;
      }
      int from = component < 0 ? 0 : component;
      int to = component < 0 ? sums.squares.length : component + 1;
      for (int i = from; i < to; i++) {
        squares += sums.squares[i][h];
        count += sums.counts[i][h];
      }
    }
    return Math.sqrt(squares / count);
  }
}
