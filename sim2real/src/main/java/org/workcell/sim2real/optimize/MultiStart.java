package org.workcell.sim2real.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/**
 * Least squares from several starting points, for costs with local minima: points are drawn in the
 * box, one in each slice of every parameter (Latin hypercube); those with the lowest cost take a
 * few steps, and the best of them goes on to its minimum.
 *
 * @param draws points besides the given one; 0 for none
 * @param starts how many of all points take steps
 * @param steps of each
 */
public record MultiStart(int draws, int starts, int steps) {

  /** The given point alone. */
  public static final MultiStart NONE = new MultiStart(0, 1, 0);

  /**
   * Searches.
   *
   * @param start a point that always takes part
   * @param random where draws come from
   */
  public LeastSquaresResult minimize(
      LeastSquares method,
      SearchSpace space,
      double[] start,
      ResidualFunction function,
      RandomStream random) {
    if (draws == 0 || space.size() == 0) {
      return method.minimize(space, start, function);
    }
    List<double[]> points = new ArrayList<>();
    points.add(space.fromUnit(space.toUnit(start)));
    points.addAll(latinHypercube(space, random));
    LeastSquaresResult best = null;
    for (double[] candidate : lowest(points, method.loss(), function)) {
      LeastSquaresResult result =
          method.withMaxIterations(steps).minimize(space, candidate, function);
      if (best == null || result.cost() < best.cost()) {
        best = result;
      }
    }
    return method.minimize(space, best == null ? start : best.values(), function);
  }

  private List<double[]> latinHypercube(SearchSpace space, RandomStream random) {
    double[][] units = new double[draws][space.size()];
    for (int i = 0; i < space.size(); i++) {
      int[] slices = permutation(draws, random);
      for (int k = 0; k < draws; k++) {
        units[k][i] = (slices[k] + random.nextDouble()) / draws;
      }
    }
    List<double[]> points = new ArrayList<>();
    for (double[] unit : units) {
      points.add(space.fromUnit(unit));
    }
    return points;
  }

  /** The given point first, then the drawn ones with the lowest cost. */
  private List<double[]> lowest(List<double[]> points, RobustLoss loss, ResidualFunction function) {
    double[] costs = new double[points.size()];
    for (int i = 0; i < costs.length; i++) {
      double[][] rows = new double[1][function.size()];
      function.evaluate(new double[][] {points.get(i)}, rows);
      double cost = loss.sum(rows[0]);
      costs[i] = Double.isFinite(cost) ? cost : Double.POSITIVE_INFINITY;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 1; i < costs.length; i++) {
      if (Double.isFinite(costs[i])) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> costs[i]));
    List<double[]> chosen = new ArrayList<>();
    if (Double.isFinite(costs[0])) {
      chosen.add(points.get(0));
    }
    for (int i = 0; i < order.size() && chosen.size() < starts; i++) {
      chosen.add(points.get(order.get(i)));
    }
    return chosen;
  }

  private static int[] permutation(int count, RandomStream random) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
