package org.workcell.sim.physics;

import java.util.List;
import org.workcell.mujoco.global.MuJoCo;

/**
 * What stages between controls and physics steps can do, with the parameters that each of their
 * channels has. A channel is an actuator; its position and velocity are those of its joint times
 * its gear; units follow the actuator (rad or m, N m or N).
 */
public enum StageKind {

  /** The signal of some time ago; fractions of a physics step are interpolated. */
  DELAY(MuJoCo.wcSTAGE_DELAY, "delay_seconds"),

  /** No signal within the band, and less by half its width outside. */
  DEAD_BAND(MuJoCo.wcSTAGE_DEAD_BAND, "half_width"),

  /** The driven side of a play: follows once the gap is closed. */
  BACKLASH(MuJoCo.wcSTAGE_BACKLASH, "gap"),

  /** From a target position to a torque or voltage. */
  SERVO(
      MuJoCo.wcSTAGE_SERVO,
      "stiffness",
      "damping",
      "integral_gain",
      "integral_limit",
      "output_limit",
      "position_offset"),

  /** From volts to torque. */
  DC_MOTOR(
      MuJoCo.wcSTAGE_DC_MOTOR, "torque_constant", "resistance", "voltage_limit", "current_limit"),

  /** Torque within what the motor can do at its speed. */
  TORQUE_SPEED(MuJoCo.wcSTAGE_TORQUE_SPEED, "stall_torque", "no_load_speed", "torque_limit"),

  /** Moves at a constant rate in the direction of the signal's sign, between two ends. */
  RAMP(MuJoCo.wcSTAGE_RAMP, "increment", "low", "high"),

  /** Friction of the actuators' joints, as a budget of torque; changes no signal. */
  FRICTION(
      MuJoCo.wcSTAGE_FRICTION,
      "coulomb_torque",
      "viscous_coefficient",
      "stribeck_torque",
      "stribeck_velocity",
      "stribeck_exponent",
      "motor_load_share",
      "external_load_share",
      "motor_load_share_stribeck",
      "external_load_share_stribeck",
      "motor_load_quadratic",
      "external_load_quadratic"),

  /** Torques that pull a site to a pose; its parameters belong to the stage as a whole. */
  OPERATIONAL_SPACE(MuJoCo.wcSTAGE_OPERATIONAL_SPACE),

  /** A network that adds torques to joints, which are its channels; see {@link ResidualNetwork}. */
  RESIDUAL(MuJoCo.wcSTAGE_RESIDUAL, "gain");

  private final int engineValue;
  private final List<String> parameters;

  StageKind(int engineValue, String... parameters) {
    this.engineValue = engineValue;
    this.parameters = List.of(parameters);
  }

  int engineValue() {
    return engineValue;
  }

  /** Names of a channel's parameters, in the order in which they lie in memory. */
  public List<String> parameters() {
    return parameters;
  }

  /** Whether what arrives at it cannot be torques. */
  boolean takesPositionsOrVolts() {
    return this == SERVO || this == DC_MOTOR;
  }

  /** Whether it adds forces to joints. */
  boolean appliesForces() {
    return this == FRICTION || this == RESIDUAL;
  }

  /** Whether inertias and forces are computed before it, in the same step. */
  boolean needsDynamics() {
    return this == FRICTION || this == OPERATIONAL_SPACE;
  }
}
