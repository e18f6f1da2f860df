package org.workcell.sim2real.inverse;

import java.util.Arrays;
import java.util.List;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * 95 % intervals of the unknowns of a fit, and of differences of two of them. From the Jacobian:
 * the sandwich of curvatures around the scatter of stretches of one second, so that correlated
 * residuals are counted as such. From resampling: stretches of two seconds are drawn anew, and the
 * fit takes one Newton step for each draw.
 */
final class InverseIntervals {

  private static final double SECONDS = 1;
  private static final double RESAMPLED_SECONDS = 2;
  private static final int RESAMPLES = 400;
  private static final double NORMAL_95 = 1.96;

  private final InverseFit fit;
  private final int[] places;
  private final double[][] inverse;
  private final List<double[]> steps;
  private final double[][] draws;

  private InverseIntervals(InverseFit fit, long seed) {
    this.fit = fit;
    int[] free = InverseFit.indices(fit.free());
    this.inverse = fit.inverseCurvature();
    this.places = new int[fit.unknowns().length];
    Arrays.fill(places, -1);
    for (int i = 0; i < free.length; i++) {
      places[free[i]] = i;
    }
    this.steps = steps(fit, free, inverse, SECONDS);
    this.draws = draws(steps(fit, free, inverse, RESAMPLED_SECONDS), free.length, seed);
  }

  static InverseIntervals of(InverseFit fit, long seed) {
    return new InverseIntervals(fit, seed);
  }

  /** Of an unknown, from the Jacobian: low, high; null where it was not free. */
  double[] jacobian(int unknown) {
    return jacobian(fit.unknowns()[unknown], weights(unknown, -1));
  }

  /** Of an unknown, by resampling: low, high; null where it was not free. */
  double[] bootstrap(int unknown) {
    return bootstrap(fit.unknowns()[unknown], weights(unknown, -1));
  }

  /** Of one unknown less another, from the Jacobian; null where neither was free. */
  double[] jacobianOfDifference(int one, int less) {
    return jacobian(fit.unknowns()[one] - fit.unknowns()[less], weights(one, less));
  }

  /** Of one unknown less another, by resampling; null where neither was free. */
  double[] bootstrapOfDifference(int one, int less) {
    return bootstrap(fit.unknowns()[one] - fit.unknowns()[less], weights(one, less));
  }

  /** The combination over the free unknowns; null where all of it is fixed. */
  private double[] weights(int one, int less) {
    double[] weights = new double[inverse.length];
    boolean any = false;
    if (places[one] >= 0) {
      weights[places[one]] = 1;
      any = true;
    }
    if (less >= 0 && places[less] >= 0) {
      weights[places[less]] = -1;
      any = true;
    }
    return any ? weights : null;
  }

  private static double dot(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }

  private double[] jacobian(double value, double[] weights) {
    if (weights == null) {
      return null;
    }
    double variance = 0;
    for (double[] step : steps) {
      double along = dot(weights, step);
      variance += along * along;
    }
    variance *= steps.size() / Math.max(1.0, steps.size() - 1.0);
    // What the prior alone leaves open is open whatever the logs' scatter says.
    for (int unknown = 0; unknown < places.length; unknown++) {
      if (places[unknown] >= 0) {
        double along = dot(weights, inverse[places[unknown]]) / fit.problem().scale()[unknown];
        variance += along * along;
      }
    }
    double half = NORMAL_95 * Math.sqrt(variance);
    return new double[] {value - half, value + half};
  }

  private double[] bootstrap(double value, double[] weights) {
    if (weights == null) {
      return null;
    }
    double[] along = Arrays.stream(draws).mapToDouble(draw -> dot(weights, draw)).toArray();
    double from = value - Arrays.stream(along).average().orElse(0);
    Arrays.sort(along);
    return new double[] {
      from + along[RESAMPLES / 40], from + along[RESAMPLES - 1 - RESAMPLES / 40]
    };
  }

  private static double[][] draws(List<double[]> steps, int free, long seed) {
    RandomStream random = new SeedStreams(seed).stream("bootstrap");
    double[][] draws = new double[RESAMPLES][free];
    for (double[] draw : draws) {
      for (int n = 0; n < steps.size(); n++) {
        double[] step = steps.get(random.nextInt(steps.size()));
        for (int i = 0; i < free; i++) {
          draw[i] += step[i];
        }
      }
    }
    return draws;
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
