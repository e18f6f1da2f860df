package org.workcell.sim2real.forward;

import java.util.List;
import org.workcell.sim2real.optimize.SearchParameter;

/**
 * One number that is fitted.
 *
 * @param search its bounds; named after the first path
 * @param paths the parameters of the model that have this value
 * @param unit SI
 * @param nominal what the model says; NaN where it says nothing
 */
record Unknown(SearchParameter search, List<String> paths, String unit, double nominal) {

  /** A share of the search range that is as good as its end. */
  private static final double AT_BOUND = 1e-3;

  private static final List<String> LIMITS =
      List.of("/force_limit", ".voltage_limit", ".stall_torque", ".no_load_speed");

  Unknown {
    paths = List.copyOf(paths);
  }

  /** Whether it is a delay. */
  boolean isDelay() {
    return search.name().endsWith("/delay.delay_seconds");
  }

  /** Whether it limits what a drive can give. */
  boolean isLimit() {
    return LIMITS.stream().anyMatch(search.name()::endsWith);
  }

  /**
   * That a value is at an end of its range, so that the best one may be outside; empty if it is
   * not, or if the end is a natural one. A delay cannot be below zero, nor can dry friction.
   */
  String bound(double value) {
    double place = search.toUnit(value);
    boolean lower = place <= AT_BOUND && search.low() != 0;
    boolean upper = place >= 1 - AT_BOUND && !isLimit();
    if (!lower && !upper) {
      return "";
    }
    return "at its %s bound; %s widens it"
        .formatted(lower ? "lower" : "upper", isDelay() ? "--delays" : "--bounds");
  }

  /** Of which the model says nothing. */
  Unknown unlimited() {
    return new Unknown(search, paths, unit, Double.NaN);
  }

  /** With other bounds. */
  Unknown within(double low, double high) {
    double start = Math.max(low, Math.min(high, search.nominal()));
    SearchParameter narrowed = new SearchParameter(search.name(), start, low, high, search.scale());
    return new Unknown(narrowed, paths, unit, nominal);
  }
}
