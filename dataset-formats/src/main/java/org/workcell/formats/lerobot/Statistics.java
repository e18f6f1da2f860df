package org.workcell.formats.lerobot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statistics of one feature, element by element.
 *
 * @param shape of each; of images one element for each colour
 * @param values minimum, maximum, mean, standard deviation and quantiles by LeRobot's names
 * @param count how many frames they are of
 */
record Statistics(List<Integer> shape, Map<String, double[]> values, long count) {

  /** The quantiles that LeRobot keeps. */
  static final List<Double> QUANTILES = List.of(0.01, 0.10, 0.50, 0.90, 0.99);

  /** Names of {@link #values}, in order. */
  static final List<String> NAMES =
      List.of("min", "max", "mean", "std", "q01", "q10", "q50", "q90", "q99");

  /** Collects the values of a feature. */
  interface Collector {

    Statistics get();
  }

  static Statistics of(List<Integer> shape, double[][] columns, long count) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      values.put(NAMES.get(i), columns[i]);
    }
    return new Statistics(List.copyOf(shape), values, count);
  }

  /** As nested lists, for JSON. */
  Map<String, Object> toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    values.forEach((name, numbers) -> json.put(name, nested(numbers)));
    json.put("count", List.of(count));
    return json;
  }

  /** Of images, [3][1][1]. */
  private List<Object> nested(double[] numbers) {
    List<Object> list = new ArrayList<>();
    for (double number : numbers) {
      Object element = number;
      for (int i = 1; i < shape.size(); i++) {
        element = List.of(element);
      }
      list.add(element);
    }
    return list;
  }
}
