package org.workcell.sim2real.forward;

/** What turns a command into torque. */
public enum DriveModel {
  /** The actuators of the model. */
  ENGINE,
  /**
   * A servo that makes torque with the gains of the model's own, and a motor whose largest torque
   * falls with its speed: stages {@code servo} and {@code torque-speed-limit}. No family is
   * searched with it from the start; {@link Part#SATURATION} tries it on top of {@link #ENGINE}.
   */
  LIMITED,
  /**
   * A firmware that makes voltage from position error, and a DC motor with back-EMF and a supply
   * voltage: stages {@code servo} and {@code dc-motor}.
   */
  VOLTAGE
}
