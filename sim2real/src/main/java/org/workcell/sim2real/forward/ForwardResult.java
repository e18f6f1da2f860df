package org.workcell.sim2real.forward;

import java.util.List;
import java.util.Map;
import org.workcell.datasets.parameters.ParameterFile;
import org.workcell.sim2real.optimize.WeakDirection;

/**
 * What was identified.
 *
 * @param file parameters, intervals and chain
 * @param families errors of all families, in the order of the options
 * @param chosen the family that won
 * @param nominal errors of the model as it was, where it can be simulated as it was; else null
 * @param weak what the logs cannot tell, the first found first
 * @param logErrors errors of the chosen family on each log, fitted and held out, by name
 * @param heldOut errors on the logs that took no part in anything; null where there were none
 * @param simulatedVectors vectors of parameters that were simulated in the last fit
 */
public record ForwardResult(
    ParameterFile file,
    List<FamilyScore> families,
    ActuatorFamily chosen,
    HorizonErrors nominal,
    List<WeakDirection> weak,
    Map<String, HorizonErrors> logErrors,
    HorizonErrors heldOut,
    int simulatedVectors) {

  /** Takes defensive copies. */
  public ForwardResult {
    families = List.copyOf(families);
    weak = List.copyOf(weak);
    logErrors = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(logErrors));
  }
}
