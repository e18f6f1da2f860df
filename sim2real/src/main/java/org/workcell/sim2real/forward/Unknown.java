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
