package org.workcell.sim2real.model;

import java.util.HashMap;
import java.util.Map;

/** Units and bounds of the parameters of actuator stages. */
final class StageBounds {

  /**
   * What a parameter is.
   *
   * @param unit of hinge joints whose servos make torques; {@link Outputs} says what others have
   * @param low lower bound
   * @param high upper bound where the nominal value is 0 or unlimited
   */
  private record Kind(String unit, double low, double high) {}

  /** What the stages of an actuator move, and what its servo makes. */
  enum Outputs {
    TORQUE("N m", "rad"),
    FORCE("N", "m"),
    /** A servo in front of a DC motor. */
    VOLTAGE("V", "rad"),
    VOLTAGE_OF_SLIDE("V", "m");

    private final String effort;
    private final String motion;

    Outputs(String effort, String motion) {
      this.effort = effort;
      this.motion = motion;
    }

    static Outputs of(boolean voltage, boolean slides) {
      if (voltage) {
        return slides ? VOLTAGE_OF_SLIDE : VOLTAGE;
      }
      return slides ? FORCE : TORQUE;
    }

    private String unit(String ofTorque) {
      return ofTorque.replace("N m", effort).replace("rad", motion);
    }
  }

  private static final double LARGE = 10;

  private StageBounds() {}

  static RobotParameter describe(
      String path,
      String parameter,
      double nominal,
      double torque,
      Outputs outputs,
      double delayRoomSeconds) {
    if (parameter.equals("delay_seconds")) {
      return new RobotParameter(path, "s", nominal, 0, delayRoomSeconds);
    }
    Kind kind = kinds(torque).get(parameter);
    boolean silent = nominal == 0 || Double.isInfinite(nominal);
    double high = silent ? kind.high : Math.max(kind.high, LARGE * Math.abs(nominal));
    // Stribeck torque is negative where friction grows with speed.
    return new RobotParameter(
        path, outputs.unit(kind.unit), nominal, Math.min(kind.low, nominal), high);
  }

  private static Map<String, Kind> kinds(double torque) {
    Map<String, Kind> stages =
        Map.of(
            "half_width", new Kind("rad", 0, 0.2),
            "gap", new Kind("rad", 0, 0.4),
            "stiffness", new Kind("N m/rad", 0, 100 * torque),
            "damping", new Kind("N m s/rad", 0, 10 * torque),
            "integral_gain", new Kind("N m/(rad s)", 0, 100 * torque),
            "integral_limit", new Kind("N m", 0, 5 * torque),
            "output_limit", new Kind("N m", 0, 5 * torque),
            "position_offset", new Kind("rad", -0.2, 0.2));
    Map<String, Kind> motors =
        Map.of(
            "torque_constant", new Kind("N m/A", 1e-4, 10),
            "resistance", new Kind("ohm", 1e-2, 100),
            "voltage_limit", new Kind("V", 0, 100),
            "current_limit", new Kind("A", 0, 100),
            "stall_torque", new Kind("N m", 0, 5 * torque),
            "no_load_speed", new Kind("rad/s", 0.1, 100),
            "torque_limit", new Kind("N m", 0, 5 * torque));
    Map<String, Kind> friction =
        Map.ofEntries(
            Map.entry("coulomb_torque", new Kind("N m", 0, torque)),
            Map.entry("viscous_coefficient", new Kind("N m s/rad", 0, torque)),
            Map.entry("stribeck_torque", new Kind("N m", 0, torque)),
            Map.entry("stribeck_velocity", new Kind("rad/s", 1e-3, 10)),
            Map.entry("stribeck_exponent", new Kind("1", 0.3, 3)),
            Map.entry("motor_load_share", new Kind("1", 0, 1)),
            Map.entry("external_load_share", new Kind("1", 0, 1)),
            Map.entry("motor_load_share_stribeck", new Kind("1", 0, 1)),
            Map.entry("external_load_share_stribeck", new Kind("1", 0, 1)),
            Map.entry("motor_load_quadratic", new Kind("1/(N m)", 0, 5 / torque)),
            Map.entry("external_load_quadratic", new Kind("1/(N m)", 0, 5 / torque)));
    Map<String, Kind> all = new HashMap<>(stages);
    all.putAll(motors);
    all.putAll(friction);
    return all;
  }
}
