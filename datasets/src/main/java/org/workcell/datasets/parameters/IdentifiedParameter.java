package org.workcell.datasets.parameters;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One number of a robot's model.
 *
 * @param path what it is: {@code body:NAME/mass}, {@code body:NAME/com_x}, {@code
 *     joint:NAME/damping}, {@code joint:NAME/armature}, {@code joint:NAME/frictionloss}, {@code
 *     geom:NAME/friction}, {@code actuator:NAME/STAGE.PARAMETER} for a parameter of an actuator
 *     stage by its name in {@code ActuatorStages} (for example {@code
 *     actuator:elbow/friction.coulomb_torque}, {@code actuator:elbow/delay.delay_seconds}), {@code
 *     actuator:NAME/torque_per_current}, {@code sensor:NAME/offset}
 * @param unit SI, for example {@code N m s/rad}
 * @param value what was found, or held
 * @param nominal what the model said before; NaN where it says nothing
 * @param low lower bound of the search
 * @param high upper bound of the search
 * @param ci95 ends of the 95 % interval from the Jacobian; null where there is none
 * @param ci95Bootstrap ends of the 95 % interval from a bootstrap over trajectories; null where
 *     there is none
 * @param status whether the data tell it
 * @param note why it was frozen or held, or what it stands for; may be empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IdentifiedParameter(
    String path,
    String unit,
    double value,
    double nominal,
    double low,
    double high,
    List<Double> ci95,
    List<Double> ci95Bootstrap,
    Status status,
    String note) {

  /** How a parameter came by its value. */
  public enum Status {
    /** Found from the logs. */
    FITTED,
    /** Held at a value that somebody gave. */
    HELD,
    /** The logs cannot tell it, so it stayed at its nominal value. */
    FROZEN
  }
}
