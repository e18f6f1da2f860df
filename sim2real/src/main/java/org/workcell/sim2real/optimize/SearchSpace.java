package org.workcell.sim2real.optimize;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The box in which a search moves. Inside, every parameter runs from 0 to 1, which scales all
 * derivatives. Immutable.
 *
 * @param parameters in the order of every vector
 */
public record SearchSpace(List<SearchParameter> parameters) {

  /** Takes a defensive copy; names must differ. */
  public SearchSpace {
    parameters = List.copyOf(parameters);
    Set<String> names = new HashSet<>();
    for (SearchParameter parameter : parameters) {
      if (!names.add(parameter.name())) {
        throw new IllegalArgumentException("parameter %s twice".formatted(parameter.name()));
      }
    }
  }

  /** Number of parameters. */
  public int size() {
    return parameters.size();
  }

  /** The nominal values, in a new array. */
  public double[] nominal() {
    return parameters.stream().mapToDouble(SearchParameter::nominal).toArray();
  }

  /** Places between the bounds, in a new array. */
  public double[] toUnit(double[] values) {
    double[] unit = new double[size()];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = parameters.get(i).toUnit(values[i]);
    }
    return unit;
  }

  /** Values, in a new array. */
  public double[] fromUnit(double[] unit) {
    double[] values = new double[size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = parameters.get(i).fromUnit(unit[i]);
    }
    return values;
  }

  /** A space of some of the parameters, by their indices. */
  public SearchSpace only(List<Integer> indices) {
    return new SearchSpace(indices.stream().map(parameters::get).toList());
  }
}
