package org.workcell.sim2real.optimize;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A combination of parameters that the data cannot tell.
 *
 * @param names of the parameters with a part in it, the largest first
 * @param weights their parts, in shares of their boxes; the squares of all parts sum to 1
 * @param deviation standard deviation of the combination, as a share of the box; infinite where the
 *     data say nothing at all
 */
public record WeakDirection(List<String> names, List<Double> weights, double deviation) {

  /** Parts below this are not named. */
  private static final double LEAST_PART = 0.25;

  /** Takes defensive copies. */
  public WeakDirection {
    names = List.copyOf(names);
    weights = List.copyOf(weights);
  }

  static WeakDirection of(List<String> all, double[] vector, double deviation) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < vector.length; i++) {
      if (Math.abs(vector[i]) >= LEAST_PART) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingDouble(i -> -Math.abs(vector[i])));
    double sign = order.isEmpty() || vector[order.get(0)] > 0 ? 1 : -1;
    return new WeakDirection(
        order.stream().map(all::get).toList(),
        order.stream().map(i -> sign * vector[i]).toList(),
        deviation);
  }

  /** For people: a parameter's name, or a sum. */
  @Override
  public String toString() {
    if (names.size() == 1) {
      return names.get(0);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      double weight = weights.get(i);
      text.append(i == 0 ? "" : weight < 0 ? " - " : " + ");
      text.append(String.format(Locale.ROOT, "%.2f ", Math.abs(weight))).append(names.get(i));
    }
    return text.toString();
  }
}
