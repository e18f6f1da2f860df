package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.optimize.ResidualFunction;
import org.workcell.sim2real.optimize.ResidualGroups;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Windows;

/**
 * Windows of logs with a family of actuators, as residuals of its unknowns: errors of position, rad
 * or m. One thread at a time; closing frees the simulations.
 */
final class WindowSet implements ResidualFunction, AutoCloseable {

  private final FamilyModel model;
  private final ReplayBatch batch;
  private final double blockSeconds;

  private WindowSet(FamilyModel model, ReplayBatch batch, double blockSeconds) {
    this.model = model;
    this.batch = batch;
    this.blockSeconds = blockSeconds;
  }

  /**
   * Windows of all logs.
   *
   * @param most windows; where there are more, some are left out evenly
   * @throws IllegalArgumentException if no log is as long as a window
   */
  static WindowSet of(FamilyModel model, List<RobotLog> logs, ForwardOptions options, int most) {
    return of(
        model, logs, options.windowSeconds(), options.strideSeconds(), options.threads(), most);
  }

  /** How many windows the logs have. */
  static int count(FamilyModel model, List<RobotLog> logs, ForwardOptions options) {
    return Windows.every(replayable(model, logs), options.windowSeconds(), options.strideSeconds())
        .size();
  }

  static List<ReplayLog> replayable(FamilyModel model, List<RobotLog> logs) {
    return logs.stream().map(log -> ReplayLog.of(log, model.setup())).toList();
  }

  /** Shorter windows, one after the other: errors over them have fewer local minima. */
  static WindowSet shortened(
      FamilyModel model, List<RobotLog> logs, ForwardOptions options, double share, int most) {
    double seconds = share * options.windowSeconds();
    return of(model, logs, seconds, seconds, options.threads(), most);
  }

  static WindowSet of(
      FamilyModel model,
      List<RobotLog> logs,
      double windowSeconds,
      double strideSeconds,
      int threads,
      int most) {
    List<ReplayLog> ready = replayable(model, logs);
    List<ReplayWindow> windows = thinned(Windows.every(ready, windowSeconds, strideSeconds), most);
    ReplayBatch batch =
        ReplayBatch.builder(model.setup()).logs(ready).windows(windows).threads(threads).build();
    // Windows that overlap share what the robot did, so they count as one.
    boolean overlap = strideSeconds < windowSeconds;
    return new WindowSet(model, batch, overlap ? 2 * windowSeconds : 0);
  }

  private static List<ReplayWindow> thinned(List<ReplayWindow> windows, int most) {
    if (windows.size() <= most) {
      return windows;
    }
    List<ReplayWindow> kept = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      kept.add(windows.get((int) ((long) i * windows.size() / most)));
    }
    return kept;
  }

  int windows() {
    return batch.windows().size();
  }

  ReplayBatch batch() {
    return batch;
  }

  @Override
  public int size() {
    return batch.residuals().count();
  }

  @Override
  public void evaluate(double[][] points, double[][] residuals) {
    double[][] vectors = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      vectors[i] = model.vector(points[i]);
    }
    batch.evaluate(vectors, residuals);
  }

  /** Windows, or blocks of windows where they overlap. */
  ResidualGroups blocks() {
    return groups(
        window -> blockSeconds == 0 ? Double.NaN : Math.floor(startSeconds(window) / blockSeconds));
  }

  /** Logs. */
  ResidualGroups trajectories() {
    return groups(window -> 0);
  }

  private double startSeconds(ReplayWindow window) {
    ReplayLog log = batch.logs().get(window.log());
    return log.time(window.start()) - log.time(0);
  }

  private interface Label {

    /** Neighbours of a log with an equal label are one group; NaN equals nothing. */
    double of(ReplayWindow window);
  }

  private ResidualGroups groups(Label label) {
    List<Integer> sizes = new ArrayList<>();
    int log = -1;
    double last = Double.NaN;
    for (int i = 0; i < windows(); i++) {
      ReplayWindow window = batch.windows().get(i);
      int size = batch.residuals().end(i) - batch.residuals().start(i);
      double now = label.of(window);
      if (window.log() == log && now == last) {
        sizes.set(sizes.size() - 1, sizes.get(sizes.size() - 1) + size);
      } else {
        sizes.add(size);
      }
      log = window.log();
      last = now;
    }
    return new ResidualGroups(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public void close() {
    batch.close();
  }
}
