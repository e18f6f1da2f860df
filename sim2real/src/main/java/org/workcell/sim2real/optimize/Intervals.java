package org.workcell.sim2real.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.workcell.sim.random.RandomStream;

/**
 * 95 % intervals of the parameters of a fit; none where all parameters are frozen. They never leave
 * the box.
 */
public final class Intervals {

  private static final double UPPER_QUANTILE = 0.975;
  private static final double NORMAL_QUANTILE = 1.959964;

  private Intervals() {}

  /**
   * From the Jacobian: the fit is linearised, each group is left out in turn (a jackknife), and the
   * changes of the parameters give their covariance. So residuals may depend on each other within a
   * group and differ in size, unlike what {@code variance * inverse(J' J)} assumes. Quantiles are
   * those of Student's t with as many degrees of freedom as groups are more than parameters.
   *
   * @param loss the one that the fit used
   * @param groups at least two; more than parameters to be worth anything
   */
  public static List<Interval> byJacobian(
      LeastSquaresResult fit, RobustLoss loss, ResidualGroups groups) {
    if (fit.space().size() == 0) {
      return List.of();
    }
    NormalEquations[] parts = groups.equations(fit, loss);
    if (parts.length < 2) {
      throw new IllegalArgumentException("intervals need two groups of residuals at least");
    }
    NormalEquations whole = sum(parts);
    int count = fit.space().size();
    double[] squares = new double[count];
    for (NormalEquations part : parts) {
      NormalEquations rest = whole.plus(part, -1);
      double[] change = NormalEquations.solve(regular(rest), part.gradient());
      for (int i = 0; i < count; i++) {
        squares[i] += change[i] * change[i];
      }
    }
    double freedom = Math.max(1, parts.length - count);
    double factor =
        new TDistribution(freedom).inverseCumulativeProbability(UPPER_QUANTILE)
            * Math.sqrt((parts.length - 1.0) / parts.length);
    double[] place = fit.space().toUnit(fit.values());
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double half = factor * Math.sqrt(squares[i]);
      intervals.add(between(fit.space().parameters().get(i), place[i] - half, place[i] + half));
    }
    return intervals;
  }

  /**
   * From a bootstrap: groups are drawn with replacement, and the parameters move from the fit by
   * one Gauss-Newton step within the box to the optimum of those drawn; percentiles of where they
   * go. Costs no simulation.
   *
   * @param loss the one that the fit used
   * @param groups trajectories; at least two
   * @param replicates how often to draw
   * @param random where draws come from
   */
  public static List<Interval> byBootstrap(
      LeastSquaresResult fit,
      RobustLoss loss,
      ResidualGroups groups,
      int replicates,
      RandomStream random) {
    if (fit.space().size() == 0) {
      return List.of();
    }
    NormalEquations[] parts = groups.equations(fit, loss);
    double[] place = fit.space().toUnit(fit.values());
    double[][] places = new double[fit.space().size()][replicates];
    NormalEquations none = zero(fit.space().size());
    for (int replicate = 0; replicate < replicates; replicate++) {
      NormalEquations drawn = none;
      for (int i = 0; i < parts.length; i++) {
        drawn = drawn.plus(parts[random.nextInt(parts.length)], 1);
      }
      double[] moved = drawn.boundedStep(place, 0);
      for (int i = 0; i < places.length; i++) {
        places[i][replicate] = moved[i];
      }
    }
    double few =
        Math.sqrt(parts.length / (parts.length - 1.0))
            * new TDistribution(parts.length - 1.0).inverseCumulativeProbability(UPPER_QUANTILE)
            / NORMAL_QUANTILE;
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      Arrays.sort(places[i]);
      double low = quantile(places[i], 1 - UPPER_QUANTILE) - place[i];
      double high = quantile(places[i], UPPER_QUANTILE) - place[i];
      intervals.add(
          between(fit.space().parameters().get(i), place[i] + few * low, place[i] + few * high));
    }
    return intervals;
  }

  private static Interval between(SearchParameter parameter, double low, double high) {
    return new Interval(parameter.fromUnit(low), parameter.fromUnit(high));
  }

  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    double next = sorted[Math.min(sorted.length - 1, below + 1)];
    return sorted[below] + (at - below) * (next - sorted[below]);
  }

  private static NormalEquations sum(NormalEquations[] parts) {
    NormalEquations sum = zero(parts[0].gradient().length);
    for (NormalEquations part : parts) {
      sum = sum.plus(part, 1);
    }
    return sum;
  }

  private static NormalEquations zero(int count) {
    return new NormalEquations(new double[count][count], new double[count]);
  }

  /** With a curvature that keeps directions without data from being infinite. */
  private static RealMatrix regular(NormalEquations equations) {
    RealMatrix matrix = new Array2DRowRealMatrix(equations.matrix(), true);
    double largest = 0;
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      largest = Math.max(largest, matrix.getEntry(i, i));
    }
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      matrix.addToEntry(i, i, Math.max(1e-12 * largest, Double.MIN_NORMAL));
    }
    return matrix;
  }
}
