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
 * @param steps of each in the first round
 */
public record MultiStart(int draws, int starts, int steps) {

  /** The given points alone. */
  public static final MultiStart NONE = new MultiStart(0, 0, 10);

  /**
   * Searches.
   *
   * @param given points that always take part; at least one
   * @param random where draws come from
   */
  public LeastSquaresResult minimize(
      LeastSquares method,
      SearchSpace space,
      List<double[]> given,
      ResidualFunction function,
      RandomStream random) {
    if ((draws == 0 && given.size() == 1) || space.size() == 0) {
      return method.minimize(space, given.get(0), function);
    }
    List<double[]> points = new ArrayList<>();
    given.forEach(point -> points.add(space.fromUnit(space.toUnit(point))));
    points.addAll(latinHypercube(space, random));
    List<double[]> chosen = lowest(points, given.size(), method.loss(), function);
    int allowed = steps;
    while (chosen.size() > 1) {
      chosen = better(method.withMaxIterations(allowed), space, chosen, function);
      allowed *= 2;
    }
    return method.minimize(space, chosen.isEmpty() ? given.get(0) : chosen.get(0), function);
  }

  /** Where the better half of some points gets with some steps, the best first. */
  private static List<double[]> better(
      LeastSquares method, SearchSpace space, List<double[]> points, ResidualFunction function) {
    return points.stream()
        .map(point -> method.minimize(space, point, function))
        .sorted(Comparator.comparingDouble(LeastSquaresResult::cost))
        .limit(points.size() / 2)
        .map(LeastSquaresResult::values)
        .toList();
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

  /** The given points first, then the drawn ones with the lowest cost. */
  private List<double[]> lowest(
      List<double[]> points, int given, RobustLoss loss, ResidualFunction function) {
    double[] costs = new double[points.size()];
    List<Integer> drawn = new ArrayList<>();
    List<double[]> chosen = new ArrayList<>();
    for (int i = 0; i < costs.length; i++) {
      double[][] rows = new double[1][function.size()];
      function.evaluate(new double[][] {points.get(i)}, rows);
      costs[i] = loss.cost(rows[0]);
      if (Double.isFinite(costs[i]) && i < given) {
        chosen.add(points.get(i));
      } else if (Double.isFinite(costs[i])) {
        drawn.add(i);
      }
    }
    drawn.sort(Comparator.comparingDouble(i -> costs[i]));
    drawn.stream().limit(starts).forEach(i -> chosen.add(points.get(i)));
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
