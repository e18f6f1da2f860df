package org.workcell.sim2real.forward;

/**
 * Where a parameter is searched.
 *
 * @param low lower bound
 * @param start where the search begins, and where the parameter stays if the logs cannot tell it
 * @param high upper bound
 */
public record Bounds(double low, double start, double high) {

  /** Checks the order. */
  public Bounds {
    boolean ordered = Double.isFinite(low) && Double.isFinite(high) && low < high;
    if (!ordered || !(start >= low && start <= high)) {
      throw new IllegalArgumentException(
          "bounds %s..%s with start %s; expected low < high and the start between them"
              .formatted(low, high, start));
    }
  }
}
