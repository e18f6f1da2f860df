package org.workcell.datasets.parameters;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * One stage of an actuator chain.
 *
 * @param stage its name on command lines: {@code delay}, {@code backlash}, {@code servo}, {@code
 *     dc-motor}, {@code torque-speed-limit}, {@code friction}, {@code position-dead-band}, ...
 * @param actuators parameters of each actuator by name; parameters that are left out have the
 *     stage's defaults
 */
public record ChainStage(String stage, Map<String, Map<String, Double>> actuators) {

  /**
   * Takes a defensive copy: actuators in their order, parameters by name, so that files have the
   * same bytes.
   */
  public ChainStage {
    Map<String, Map<String, Double>> copy = new LinkedHashMap<>();
    actuators.forEach(
        (name, values) -> copy.put(name, Collections.unmodifiableMap(new TreeMap<>(values))));
    actuators = Collections.unmodifiableMap(copy);
  }
}
