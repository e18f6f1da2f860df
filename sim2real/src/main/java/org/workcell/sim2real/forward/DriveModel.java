package org.workcell.sim2real.forward;

/** What turns a command into torque. */
public enum DriveModel {
  /** The actuators of the model. */
  ENGINE,
  /**
   * A firmware that makes voltage from position error, and a DC motor with back-EMF and a supply
   * voltage: stages {@code servo} and {@code dc-motor}.
   */
  VOLTAGE
}
