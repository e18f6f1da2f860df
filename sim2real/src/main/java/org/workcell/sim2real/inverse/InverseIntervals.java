package org.workcell.sim2real.inverse;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * 95 % intervals of the unknowns of a fit, [unknown][low, high]; null rows where an unknown was not
 * free. From the Jacobian: the sandwich of curvatures around the scatter of stretches of one
 * second, so that correlated residuals are counted as such. From resampling: stretches of two
 * seconds are drawn anew, and the fit takes one Newton step for each draw.
 */
record InverseIntervals(double[][] jacobian, double[][] bootstrap) {

  private static final double SECONDS = 1;
  private static final double RESAMPLED_SECONDS = 2;
  private static final int RESAMPLES = 400;
  private static final double NORMAL_95 = 1.96;

  static InverseIntervals of(InverseFit fit, long seed) {
    int size = fit.unknowns().length;
    int[] free = InverseFit.indices(fit.free());
    double[][] inverse = fit.inverseCurvature();
    return new InverseIntervals(
        jacobian(fit, size, free, inverse), bootstrap(fit, size, free, inverse, seed));
  }

  private static double[][] jacobian(InverseFit fit, int size, int[] free, double[][] inverse) {
    List<double[]> steps = steps(fit, free, inverse, SECONDS);
    double[][] intervals = new double[size][];
    for (int i = 0; i < free.length; i++) {
      double variance = 0;
      for (double[] step : steps) {
        variance += step[i] * step[i];
      }
      variance *= steps.size() / Math.max(1.0, steps.size() - 1.0);
      // What the prior alone leaves open is open whatever the logs' scatter says.
      for (int k = 0; k < free.length; k++) {
        double scale = fit.problem().scale()[free[k]];
        variance += inverse[i][k] * inverse[i][k] / (scale * scale);
      }
      double half = NORMAL_95 * Math.sqrt(variance);
      double value = fit.unknowns()[free[i]];
      intervals[free[i]] = new double[] {value - half, value + half};
    }
    return intervals;
  }

  private static double[][] bootstrap(
      InverseFit fit, int size, int[] free, double[][] inverse, long seed) {
    List<double[]> steps = steps(fit, free, inverse, RESAMPLED_SECONDS);
    RandomStream random = new SeedStreams(seed).stream("bootstrap");
    double[][] draws = new double[free.length][RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int n = 0; n < steps.size(); n++) {
        double[] step = steps.get(random.nextInt(steps.size()));
        for (int i = 0; i < free.length; i++) {
          draws[i][r] += step[i];
        }
      }
    }
    double[][] intervals = new double[size][];
    for (int i = 0; i < free.length; i++) {
      double mean = Arrays.stream(draws[i]).average().orElse(0);
      Arrays.sort(draws[i]);
      double value = fit.unknowns()[free[i]] - mean;
      intervals[free[i]] =
          new double[] {
            value + draws[i][RESAMPLES / 40], value + draws[i][RESAMPLES - 1 - RESAMPLES / 40]
          };
    }
    return intervals;
  }

  /** The Newton step that each stretch asks for. */
  private static List<double[]> steps(
      InverseFit fit, int[] free, double[][] inverse, double seconds) {
    InverseProblem problem = fit.problem();
    double[] linear = problem.linear(fit.unknowns());
    return fit.rows().descents(linear, seconds).stream()
        .map(
            descent -> {
              double[] own = problem.gradient(descent, fit.unknowns());
              double[] step = new double[free.length];
              for (int i = 0; i < step.length; i++) {
                for (int k = 0; k < step.length; k++) {
                  step[i] += inverse[i][k] * own[free[k]];
                }
              }
              return step;
            })
        .toList();
  }
}
