package org.workcell.sim2real.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.workcell.sim.random.RandomStream;

/**
 * Least squares from several starting points, for costs with local minima. The cost comes in stages
 * from easy to hard, for example errors over short windows before those over long ones: an easy one
 * has few minima, and each leads to a good start of the next stage. Points are drawn in the box,
 * one in each slice of every parameter (Latin hypercube). In every stage all points take a few
 * steps, the better half takes more, and the better half of those goes on; points that came to the
 * same minimum count once.
 *
 * @param draws points besides the given ones; 0 for none
 * @param starts how many of the drawn points descend: those with the lowest cost in the first stage
 * @param steps in every stage; a quarter of them before the first choice
 */
public record MultiStart(int draws, int starts, int steps) {

  /** The given points alone. */
  public static final MultiStart NONE = new MultiStart(0, 0, 12);

  /** Costs of descents to one minimum differ by less than this share. */
  private static final double SAME = 2e-3;

  /** So many different points go on, if there are as many. */
  private static final int LEAST = 3;

  /** Where a descent begins, or ended, and its cost. */
  private record Place(double[] values, double cost) {}

  /**
   * Searches.
   *
   * @param method of the descents; its number of steps is not used
   * @param given points that take part in the first stage; at least one
   * @param stages the same residuals, more and more of what is to be explained
   * @param random where draws come from
   * @return the values with the lowest cost in the last stage, in a new array; the first given ones
   *     where nothing can be evaluated
   */
  public double[] minimize(
      LeastSquares method,
      SearchSpace space,
      List<double[]> given,
      List<ResidualFunction> stages,
      RandomStream random) {
    double[] first = space.fromUnit(space.toUnit(given.get(0)));
    if ((draws == 0 && given.size() == 1) || space.size() == 0) {
      return first;
    }
    List<double[]> points = new ArrayList<>(given);
    points.addAll(lowest(method, latinHypercube(space, random), stages.get(0)));
    for (ResidualFunction stage : stages) {
      for (int allowed : new int[] {(steps + 3) / 4, steps}) {
        points = better(method.withMaxIterations(allowed), space, points, stage);
      }
    }
    return points.isEmpty() ? first : points.get(0);
  }

  /** The better half of where points descend to, the best first. */
  private static List<double[]> better(
      LeastSquares method, SearchSpace space, List<double[]> points, ResidualFunction stage) {
    List<Place> ends = new ArrayList<>();
    for (double[] point : points) {
      Minimum end = method.descend(space, point, stage);
      if (Double.isFinite(end.cost())) {
        ends.add(new Place(end.values(), end.cost()));
      }
    }
    ends.sort(Comparator.comparingDouble(Place::cost));
    List<Place> different = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (Place end : ends) {
      if (end.cost() > (1 + SAME) * last) {
        different.add(end);
        last = end.cost();
      }
    }
    int kept = Math.max(LEAST, (different.size() + 1) / 2);
    return different.stream().limit(kept).map(Place::values).toList();
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

  private List<double[]> lowest(
      LeastSquares method, List<double[]> points, ResidualFunction function) {
    double[][] rows = new double[points.size()][function.size()];
    function.evaluate(points.toArray(double[][]::new), rows);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      double cost = method.loss().cost(rows[i]);
      if (Double.isFinite(cost)) {
        places.add(new Place(points.get(i), cost));
      }
    }
    places.sort(Comparator.comparingDouble(Place::cost));
    return places.stream().limit(starts).map(Place::values).toList();
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
