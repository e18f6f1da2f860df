package org.workcell.sim2real.optimize;

import java.util.Arrays;

/**
 * Levenberg-Marquardt within a box, with a robust loss. A Jacobian is one batch of forward
 * differences, and the steps of several dampings are tried in one batch, too. As long as it pays,
 * further steps use the same Jacobian, updated after Broyden (Mathematics of Computation 19, 1965)
 * by what the last step changed; the search ends only at a step with differences of its own place.
 * It is deterministic. Immutable; {@link #minimize} may be called from any thread.
 *
 * <p>Hipparchus has Levenberg-Marquardt, too; it knows no bounds and no robust loss, and asks for a
 * Jacobian at every point that it tries.
 *
 * @param loss how much a residual counts
 * @param maxIterations at most as many Jacobians by differences
 * @param tolerance ends when what follows from one Jacobian lowers the cost by less than this share
 * @param differenceStep of the differences during the search, as a share of the box
 * @param goal ends at this cost, or where all iterations that are left, each as good as the last
 *     one, would not lead to it; negative infinity to look for the minimum
 */
public record LeastSquares(
    RobustLoss loss, int maxIterations, double tolerance, double differenceStep, double goal) {

  /** Dampings that are tried together, as factors of the last one. */
  private static final double[] DAMPINGS = {0.01, 0.1, 1, 10, 100};

  /** Steps with an updated Jacobian, at most. */
  private static final int MOST_UPDATES = 6;

  /**
   * An updated Jacobian is used on while its steps gain this share of the first one's: a Jacobian
   * of many columns costs that much more.
   */
  private static final double LEAST_SHARE = 0.15;

  /**
   * Differences both ways of the Jacobian at the end, as a share of the box. Intervals are made of
   * it, so it is to be the mean slope over a part of them: where a robot sticks and slips, the
   * slope at one point says little of its neighbourhood.
   */
  private static final double END_DIFFERENCE = 1e-3;

  private static final double FIRST_DAMPING = 1e-2;
  private static final double MOST_DAMPING = 1e9;
  private static final double LEAST_DAMPING = 1e-10;

  /** Plain least squares, at most 50 steps. */
  public static LeastSquares standard() {
    return new LeastSquares(RobustLoss.SQUARED, 50, 1e-5, 1e-4, Double.NEGATIVE_INFINITY);
  }

  /** A copy with another loss. */
  public LeastSquares withLoss(RobustLoss value) {
    return new LeastSquares(value, maxIterations, tolerance, differenceStep, goal);
  }

  /** A copy with another number of steps. */
  public LeastSquares withMaxIterations(int value) {
    return new LeastSquares(loss, value, tolerance, differenceStep, goal);
  }

  /** A copy with another tolerance. */
  public LeastSquares withTolerance(double value) {
    return new LeastSquares(loss, maxIterations, value, differenceStep, goal);
  }

  /** A copy with another step of the differences during the search. */
  public LeastSquares withDifferenceStep(double value) {
    return new LeastSquares(loss, maxIterations, tolerance, value, goal);
  }

  /** A copy that ends at a cost. */
  public LeastSquares withGoal(double value) {
    return new LeastSquares(loss, maxIterations, tolerance, differenceStep, value);
  }

  /**
   * Searches from a starting point.
   *
   * @param start values; those outside the box count as its bound
   * @throws IllegalArgumentException if the starting point cannot be evaluated
   */
  public LeastSquaresResult minimize(SearchSpace space, double[] start, ResidualFunction function) {
    Search search = new Search(space, function);
    search.start(space.toUnit(start));
    boolean converged = search.run();
    if (Double.isInfinite(search.cost)) {
      throw new IllegalArgumentException(
          "the starting point %s cannot be simulated; start elsewhere"
              .formatted(Arrays.toString(start)));
    }
    search.jacobian = search.differences(true);
    return search.result(converged);
  }

  /**
   * As {@link #minimize}, without what intervals need: no Jacobian at the end. A starting point
   * that cannot be evaluated has an infinite cost.
   */
  public Minimum descend(SearchSpace space, double[] start, ResidualFunction function) {
    Search search = new Search(space, function);
    search.start(space.toUnit(start));
    search.run();
    return new Minimum(space.fromUnit(search.place), search.cost, search.residuals);
  }

  /**
   * As {@link #minimize}, but the first steps follow from the Jacobian of an earlier end, and there
   * is none of the last place.
   *
   * @param from place and Jacobian; the place is evaluated again, and its cost may be infinite
   * @return the last place, and the last Jacobian as steps have updated it
   */
  public LeastSquaresResult resume(LeastSquaresResult from, ResidualFunction function) {
    Search search = new Search(from.space(), function);
    search.start(from.space().toUnit(from.values()));
    search.jacobian = Arrays.stream(from.jacobian()).map(double[]::clone).toArray(double[][]::new);
    if (search.cost > goal && Double.isFinite(search.cost)) {
      search.steps();
    }
    return search.result(search.run());
  }

  /** One search. */
  private final class Search {

    private final SearchSpace space;
    private final ResidualFunction function;
    private int iterations;
    private int evaluations;
    private double[] place;
    private double[] residuals;
    private double cost;
    private double[][] jacobian;
    private double damping = FIRST_DAMPING;

    private Search(SearchSpace space, ResidualFunction function) {
      this.space = space;
      this.function = function;
    }

    void start(double[] start) {
      place = start;
      residuals = evaluate(new double[][] {place})[0];
      cost = cost(residuals);
    }

    /** Whether it ended because nothing got better. */
    boolean run() {
      boolean converged = space.size() == 0 || Double.isInfinite(cost);
      while (!converged && iterations < maxIterations && cost > goal) {
        double before = cost;
        jacobian = differences(false);
        converged = !steps();
        iterations++;
        if (isOutOfReach(before - cost)) {
          break;
        }
      }
      return converged;
    }

    private boolean isOutOfReach(double lastGain) {
      return goal > Double.NEGATIVE_INFINITY
          && cost - (maxIterations - iterations) * lastGain > goal;
    }

    LeastSquaresResult result(boolean converged) {
      return new LeastSquaresResult(
          space,
          space.fromUnit(place),
          cost,
          residuals,
          jacobian,
          iterations,
          evaluations,
          converged);
    }

    /** Steps that follow from the Jacobian, which they update; false where none is worth it. */
    private boolean steps() {
      double[] from = place;
      double[] before = residuals;
      double start = cost;
      if (!first(NormalEquations.of(jacobian, residuals, loss))) {
        damping = FIRST_DAMPING;
        return false;
      }
      double least = LEAST_SHARE * (start - cost);
      double last = start;
      for (int i = 0; i < MOST_UPDATES && last - cost >= least && cost > goal; i++) {
        update(from, before);
        from = place;
        before = residuals;
        last = cost;
        tryDampings(NormalEquations.of(jacobian, residuals, loss));
      }
      return start - cost > tolerance * start;
    }

    /** With as much damping as it takes. */
    private boolean first(NormalEquations equations) {
      while (damping <= MOST_DAMPING) {
        if (tryDampings(equations)) {
          return true;
        }
        damping *= DAMPINGS[DAMPINGS.length - 1] * 10;
      }
      return false;
    }

    /** The least change with which the Jacobian says what the last step did. */
    private void update(double[] from, double[] before) {
      double[] step = new double[place.length];
      double square = 0;
      for (int i = 0; i < step.length; i++) {
        step[i] = place[i] - from[i];
        square += step[i] * step[i];
      }
      for (int row = 0; row < jacobian.length; row++) {
        double missing = residuals[row] - before[row];
        for (int i = 0; i < step.length; i++) {
          missing -= jacobian[row][i] * step[i];
        }
        for (int i = 0; i < step.length; i++) {
          jacobian[row][i] += missing / square * step[i];
        }
      }
    }

    private boolean tryDampings(NormalEquations equations) {
      double[][] candidates = new double[DAMPINGS.length][];
      for (int i = 0; i < candidates.length; i++) {
        candidates[i] = equations.boundedStep(place, damping * DAMPINGS[i]);
      }
      double[][] tried = evaluate(candidates);
      int best = -1;
      double lowest = cost;
      for (int i = 0; i < tried.length; i++) {
        double reached = cost(tried[i]);
        if (reached < lowest) {
          lowest = reached;
          best = i;
        }
      }
      if (best < 0) {
        return false;
      }
      place = candidates[best];
      residuals = tried[best];
      cost = lowest;
      damping = Math.max(LEAST_DAMPING, damping * DAMPINGS[best]);
      return true;
    }

    private double[][] differences(boolean central) {
      int count = space.size();
      double step = central ? END_DIFFERENCE : differenceStep;
      double[][] points = new double[central ? 2 * count : count][];
      for (int i = 0; i < count; i++) {
        boolean forward = place[i] + step <= 1;
        points[i] = moved(i, forward ? step : -step);
        if (central) {
          points[count + i] = moved(i, forward ? -step : 0);
        }
      }
      double[][] rows = evaluate(points);
      double[][] columns = new double[residuals.length][count];
      for (int i = 0; i < count; i++) {
        double[] other = central ? rows[count + i] : residuals;
        double width = points[i][i] - (central ? points[count + i][i] : place[i]);
        // A neighbour that cannot be simulated tells nothing.
        boolean usable = Double.isFinite(cost(rows[i])) && Double.isFinite(cost(other));
        for (int row = 0; usable && row < columns.length; row++) {
          columns[row][i] = (rows[i][row] - other[row]) / width;
        }
      }
      return columns;
    }

    private double[] moved(int index, double by) {
      double[] point = place.clone();
      point[index] = Math.max(0, Math.min(1, point[index] + by));
      return point;
    }

    private double[][] evaluate(double[][] places) {
      double[][] points = new double[places.length][];
      for (int i = 0; i < places.length; i++) {
        points[i] = space.fromUnit(places[i]);
      }
      double[][] rows = new double[places.length][function.size()];
      function.evaluate(points, rows);
      evaluations += places.length;
      return rows;
    }

    private double cost(double[] row) {
      double sum = loss.cost(row);
      return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }
  }
}
