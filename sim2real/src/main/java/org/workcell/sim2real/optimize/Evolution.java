package org.workcell.sim2real.optimize;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.CMAESOptimizer;
import org.hipparchus.random.Well19937c;

/**
 * CMA-ES of Hipparchus within the box, for costs without a useful gradient. The same seed finds the
 * same point.
 *
 * @param population vectors of a generation
 * @param maxEvaluations at most as many vectors
 * @param deviation of the first generation, as a share of the box
 * @param seed of its draws
 */
public record Evolution(int population, int maxEvaluations, double deviation, long seed) {

  private static final double TOLERANCE = 1e-10;

  /** What was found. */
  public record Result(double[] values, double cost, int evaluations) {}

  /**
   * Searches from a starting point.
   *
   * @param cost of a vector in the units of the space; what is not finite counts as the worst
   */
  public Result minimize(SearchSpace space, double[] start, ToDoubleFunction<double[]> cost) {
    CMAESOptimizer optimizer =
        new CMAESOptimizer(
            Integer.MAX_VALUE,
            Double.NEGATIVE_INFINITY,
            true,
            0,
            0,
            new Well19937c(seed),
            false,
            new SimpleValueChecker(TOLERANCE, Double.MIN_NORMAL));
    Best best = new Best(space, cost);
    double[] deviations = new double[space.size()];
    Arrays.fill(deviations, deviation);
    double[] upper = new double[space.size()];
    Arrays.fill(upper, 1);
    try {
      PointValuePair last =
          optimizer.optimize(
              new MaxEval(maxEvaluations),
              new ObjectiveFunction(best::of),
              GoalType.MINIMIZE,
              new InitialGuess(space.toUnit(start)),
              new SimpleBounds(new double[space.size()], upper),
              new CMAESOptimizer.Sigma(deviations),
              new CMAESOptimizer.PopulationSize(population));
      best.of(last.getPoint());
    } catch (org.hipparchus.exception.MathIllegalStateException usedUp) {
      // All evaluations are used up; the best of them stands.
    }
    return new Result(space.fromUnit(best.place), best.cost, best.evaluations);
  }

  /** Remembers the best vector. */
  private static final class Best {

    private final SearchSpace space;
    private final ToDoubleFunction<double[]> function;
    private double[] place;
    private double cost = Double.POSITIVE_INFINITY;
    private int evaluations;

    Best(SearchSpace space, ToDoubleFunction<double[]> function) {
      this.space = space;
      this.function = function;
    }

    double of(double[] unit) {
      double value = function.applyAsDouble(space.fromUnit(unit));
      evaluations++;
      if (!Double.isFinite(value)) {
        return Double.MAX_VALUE;
      }
      if (place == null || value < cost) {
        place = unit.clone();
        cost = value;
      }
      return value;
    }
  }
}
