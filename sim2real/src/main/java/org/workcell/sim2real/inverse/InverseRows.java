package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The equations of an inverse fit: one for each joint and used row. Rows overlap in what they say,
 * because signals are filtered and what models leave out is slow, so together they count as {@link
 * #INDEPENDENT_PER_SECOND} a second.
 */
final class InverseRows {

  static final double INDEPENDENT_PER_SECOND = 5;
  private static final double USED_PER_SECOND = 25;
  private static final double HUBER = 1.5;

  /**
   * Rows of one log.
   *
   * @param regressor of the log
   * @param used which rows
   */
  record Part(Regressor regressor, boolean[] used) {

    /** Rows in motion, thinned to what the filter leaves of them. */
    static Part moving(Regressor regressor) {
      boolean[] used = regressor.log().moving().clone();
      int step = (int) Math.max(1, Math.round(regressor.log().rateHz() / USED_PER_SECOND));
      for (int row = 0; row < used.length; row++) {
        used[row] &= row % step == 0;
      }
      return new Part(regressor, used);
    }

    Part without(int from, int to) {
      boolean[] fewer = used.clone();
      Arrays.fill(fewer, from, to, false);
      return new Part(regressor, fewer);
    }
  }

  /** Curvature and descent of the weighted squares by the linear numbers. */
  record Normal(double[][] curvature, double[] descent) {}

  private final InverseProblem problem;
  private final List<Part> parts;
  private final double[] noise;
  private final double[][][][] features;

  InverseRows(InverseProblem problem, List<Part> parts) {
    this.problem = problem;
    this.parts = parts;
    this.noise = new double[problem.joints()];
    this.features = new double[parts.size()][problem.joints()][][];
  }

  /** Recomputes features of friction, which depend on loads. */
  void refresh(double[] linear) {
    double[] barycentric = Arrays.copyOf(linear, problem.shapes());
    for (int p = 0; p < features.length; p++) {
      Regressor regressor = parts.get(p).regressor();
      for (int j = 0; j < problem.joints(); j++) {
        features[p][j] =
            problem
                .friction()
                .features(regressor.log(), j, InverseModel.load(regressor, j, barycentric));
      }
    }
  }

  /** Robust standard deviation of each joint's residuals, by their median. */
  void measureNoise(double[] linear) {
    for (int j = 0; j < noise.length; j++) {
      List<Double> sizes = new ArrayList<>();
      for (int p = 0; p < features.length; p++) {
        for (int row = 0; row < parts.get(p).used().length; row++) {
          if (parts.get(p).used()[row]) {
            sizes.add(Math.abs(residual(p, j, row, linear)));
          }
        }
      }
      sizes.sort(null);
      double median = sizes.isEmpty() ? 0 : sizes.get(sizes.size() / 2);
      noise[j] = Math.max(1.4826 * median, 1e-9);
    }
  }

  double residual(int part, int joint, int row, double[] linear) {
    Regressor regressor = parts.get(part).regressor();
    int at = problem.at(joint);
    double torque =
        regressor.torque(joint, row, linear)
            + linear[at] * regressor.log().acceleration()[joint][row];
    double[][] columns = features[part][joint];
    for (int k = 0; k < columns.length; k++) {
      torque += linear[at + 1 + k] * columns[k][row];
    }
    return regressor.log().effort()[joint][row] - torque / problem.gains()[joint];
  }

  Normal normal(double[] linear) {
    Normal normal =
        new Normal(new double[problem.size()][problem.size()], new double[problem.size()]);
    for (int p = 0; p < features.length; p++) {
      boolean[] used = parts.get(p).used();
      for (int row = 0; row < used.length; row++) {
        for (int j = 0; used[row] && j < noise.length; j++) {
          add(normal.curvature, normal.descent, p, j, row, linear);
        }
      }
    }
    for (int i = 0; i < problem.size(); i++) {
      for (int k = 0; k < i; k++) {
        normal.curvature[k][i] = normal.curvature[i][k];
      }
    }
    return normal;
  }

  /** Descents of stretches of rows, which resampling takes as independent. */
  List<double[]> descents(double[] linear, double seconds) {
    List<double[]> all = new ArrayList<>();
    for (int p = 0; p < features.length; p++) {
      boolean[] used = parts.get(p).used();
      int length = (int) Math.round(seconds * parts.get(p).regressor().log().rateHz());
      for (int from = 0; from < used.length; from += length) {
        double[] descent = new double[problem.size()];
        boolean any = false;
        for (int row = from; row < Math.min(used.length, from + length); row++) {
          any |= used[row];
          for (int j = 0; used[row] && j < noise.length; j++) {
            add(null, descent, p, j, row, linear);
          }
        }
        if (any) {
          all.add(descent);
        }
      }
    }
    return all;
  }

  private void add(
      double[][] curvature, double[] descent, int part, int joint, int row, double[] linear) {
    EffortLog log = parts.get(part).regressor().log();
    double residual = residual(part, joint, row, linear);
    double share = INDEPENDENT_PER_SECOND / Math.min(USED_PER_SECOND, log.rateHz());
    double outlier = Math.min(1, HUBER * noise[joint] / Math.abs(residual));
    double gain = problem.gains()[joint];
    double weight = share * outlier / (noise[joint] * noise[joint]);
    double[] factors = parts.get(part).regressor().values()[joint][row];
    double[] own = new double[problem.perJoint()];
    own[0] = log.acceleration()[joint][row];
    for (int k = 1; k < own.length; k++) {
      own[k] = features[part][joint][k - 1][row];
    }
    int at = problem.at(joint);
    for (int i = 0; i < factors.length; i++) {
      descent[i] += weight * residual * factors[i] / gain;
    }
    for (int i = 0; i < own.length; i++) {
      descent[at + i] += weight * residual * own[i] / gain;
    }
    if (curvature != null) {
      addProducts(curvature, factors, own, at, weight / (gain * gain));
    }
  }

  private static void addProducts(
      double[][] curvature, double[] factors, double[] own, int at, double weight) {
    for (int i = 0; i < factors.length; i++) {
      double scaled = weight * factors[i];
      if (scaled != 0) {
        double[] target = curvature[i];
        for (int k = 0; k <= i; k++) {
          target[k] += scaled * factors[k];
        }
      }
    }
    for (int i = 0; i < own.length; i++) {
      double scaled = weight * own[i];
      double[] target = curvature[at + i];
      for (int k = 0; k < factors.length; k++) {
        target[k] += scaled * factors[k];
      }
      for (int k = 0; k <= i; k++) {
        target[at + k] += scaled * own[k];
      }
    }
  }
}
