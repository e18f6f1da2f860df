package org.workcell.sim2real.replay;

import java.util.List;

/**
 * Which residual of a batch is what: windows one after the other, their rows one after the other,
 * in a row the positions of all joints with a weight, then the velocities of all joints with a
 * weight. Immutable.
 */
public final class Residuals {

  private final List<ReplayLog> logs;
  private final List<ReplayWindow> windows;
  private final RowLayout layout;
  private final int joints;
  private final double[] positionWeights;
  private final double[] velocityWeights;
  private final int rowWidth;
  private final int[] starts;

  Residuals(
      List<ReplayLog> logs,
      List<ReplayWindow> windows,
      RowLayout layout,
      double[] positionWeights,
      double[] velocityWeights) {
    this.logs = logs;
    this.windows = windows;
    this.layout = layout;
    this.joints = logs.get(0).joints().size();
    this.positionWeights = forAll(positionWeights, "position");
    this.velocityWeights = forAll(velocityWeights, "velocity");
    int width = 0;
    for (int joint = 0; joint < joints; joint++) {
      width += this.positionWeights[joint] > 0 ? 1 : 0;
      width += this.velocityWeights[joint] > 0 ? 1 : 0;
    }
    this.rowWidth = width;
    this.starts = new int[windows.size() + 1];
    for (int i = 0; i < windows.size(); i++) {
      starts[i + 1] = starts[i] + windows.get(i).rows() * width;
    }
  }

  private double[] forAll(double[] weights, String what) {
    if (weights.length != 1 && weights.length != joints) {
      throw new IllegalArgumentException(
          "%d weights of %s for %d joints; expected one for each, or one"
              .formatted(weights.length, what, joints));
    }
    double[] all = new double[joints];
    for (int joint = 0; joint < joints; joint++) {
      all[joint] = weights.length == 1 ? weights[0] : weights[joint];
      if (!(all[joint] >= 0) || Double.isInfinite(all[joint])) {
        throw new IllegalArgumentException(
            "a weight of %s of %s; expected a finite number from 0 on".formatted(what, all[joint]));
      }
    }
    return all;
  }

  /** Number of residuals of a vector. */
  public int count() {
    return starts[windows.size()];
  }

  /** Residuals of a row. */
  public int rowWidth() {
    return rowWidth;
  }

  /** The first residual of a window. */
  public int start(int window) {
    return starts[window];
  }

  /** One behind the last residual of a window. */
  public int end(int window) {
    return starts[window + 1];
  }

  void write(int number, double[] rows, int goodRows, double[] target) {
    ReplayWindow window = windows.get(number);
    ReplayLog log = logs.get(window.log());
    int next = starts[number];
    for (int i = 0; i < window.rows(); i++) {
      int place = i * layout.width();
      int row = window.start() + 1 + i;
      boolean good = i < goodRows;
      for (int joint = 0; joint < joints; joint++) {
        if (positionWeights[joint] > 0) {
          double simulated = rows[place + layout.offset(Channel.POSITION) + joint];
          target[next++] =
              residual(good, simulated - log.position(row, joint), positionWeights[joint]);
        }
      }
      for (int joint = 0; joint < joints; joint++) {
        if (velocityWeights[joint] > 0) {
          double simulated = rows[place + layout.offset(Channel.VELOCITY) + joint];
          target[next++] =
              residual(good, simulated - log.velocity(row, joint), velocityWeights[joint]);
        }
      }
    }
  }

  private static double residual(boolean good, double error, double weight) {
    if (!good) {
      return Double.POSITIVE_INFINITY;
    }
    return Double.isNaN(error) ? 0 : weight * error;
  }
}
