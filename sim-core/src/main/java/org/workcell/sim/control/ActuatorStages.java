package org.workcell.sim.control;

import org.workcell.sim.physics.StageKind;

/**
 * The stages that callers can put between controls and physics. All act on every actuator unless
 * {@link ChannelStage#on} names some, and take further parameters by {@link ChannelStage#with}.
 * Units follow the actuator: rad or m, N m or N.
 */
public final class ActuatorStages {

  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  private ActuatorStages() {}

  /**
   * The controls of some time ago. The first controls of an episode count as those of the time
   * before. Fractions of a physics step are interpolated linearly.
   */
  public static ChannelStage delay(double seconds) {
    return ChannelStage.of(StageKind.DELAY, "delay").with("delay_seconds", seconds);
  }

  /**
   * A position servo's dead band: targets within half the width of where the joint is become where
   * it is, others come closer by that much.
   */
  public static ChannelStage positionDeadBand(double halfWidth) {
    return ChannelStage.of(StageKind.DEAD_BAND, "position_dead_band")
        .withOption(1)
        .with("half_width", halfWidth);
  }

  /** Controls within half the width of zero become zero, others come closer by that much. */
  public static ChannelStage deadBand(double halfWidth) {
    return ChannelStage.of(StageKind.DEAD_BAND, "dead_band").with("half_width", halfWidth);
  }

  /**
   * Play in a transmission of this width: the target that arrives stays until the one that is sent
   * has crossed the gap. An episode begins in the middle of it.
   */
  public static ChannelStage backlash(double gap) {
    return ChannelStage.of(StageKind.BACKLASH, "backlash").with("gap", gap);
  }

  /**
   * A position servo with damping, for torque motors or in front of {@link #dcMotor}: {@code
   * stiffness * (target - position - position_offset) + integral - damping * velocity}. Further
   * parameters: {@code integral_gain} (output per error and second), {@code integral_limit} and
   * {@code output_limit} (both unlimited), {@code position_offset}.
   */
  public static ChannelStage servo(double stiffness, double damping) {
    return ChannelStage.of(StageKind.SERVO, "servo")
        .with("integral_limit", UNLIMITED)
        .with("output_limit", UNLIMITED)
        .with("stiffness", stiffness)
        .with("damping", damping);
  }

  /**
   * A DC motor on a voltage: {@code torque_constant * (volts - torque_constant * velocity) /
   * resistance}. Further parameters: {@code voltage_limit}, {@code current_limit} (both unlimited).
   *
   * @param torqueConstant N m/A, which is also V s/rad
   * @param resistance ohm
   */
  public static ChannelStage dcMotor(double torqueConstant, double resistance) {
    return ChannelStage.of(StageKind.DC_MOTOR, "dc_motor")
        .with("voltage_limit", UNLIMITED)
        .with("current_limit", UNLIMITED)
        .with("torque_constant", torqueConstant)
        .with("resistance", resistance);
  }

  /**
   * A motor's torque-speed line: the torque it can give in the direction of motion falls from the
   * stall torque to zero at the no-load speed; against motion it rises. It never brakes by itself.
   * Further parameter: {@code torque_limit} (unlimited).
   */
  public static ChannelStage torqueSpeedLimit(double stallTorque, double noLoadSpeed) {
    return ChannelStage.of(StageKind.TORQUE_SPEED, "torque_speed_limit")
        .with("torque_limit", UNLIMITED)
        .with("stall_torque", stallTorque)
        .with("no_load_speed", noLoadSpeed);
  }

  /**
   * Moves at a constant rate towards {@code high} where the control is positive, towards {@code
   * low} where it is negative, and stays where it is zero; begins in the middle. For the other way
   * round the increment is negative.
   *
   * @param increment per physics step, of half the way from end to end
   */
  public static ChannelStage ramp(double increment, double low, double high) {
    return ChannelStage.of(StageKind.RAMP, "ramp")
        .with("increment", increment)
        .with("low", low)
        .with("high", high);
  }

  /**
   * Friction of the actuators' joints, in joint units; the last stage. A budget of torque that
   * resists motion and holds what it can hold. With these two parameters it is model M1 of arXiv
   * 2410.08650; M2 adds {@code stribeck_torque}, {@code stribeck_velocity} and {@code
   * stribeck_exponent}; M3 to M5 {@code motor_load_share} and {@code external_load_share} (equal in
   * M3 and M4) with their {@code _stribeck} parts; M6 {@code motor_load_quadratic} and {@code
   * external_load_quadratic}.
   *
   * @param coulombTorque N m
   * @param viscousCoefficient N m s/rad
   */
  public static ChannelStage friction(double coulombTorque, double viscousCoefficient) {
    return ChannelStage.of(StageKind.FRICTION, "friction")
        .with("stribeck_velocity", 1)
        .with("stribeck_exponent", 1)
        .with("coulomb_torque", coulombTorque)
        .with("viscous_coefficient", viscousCoefficient);
  }
}
