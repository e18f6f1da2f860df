package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.List;

/**
 * Friction of geared servos, from simple to rich: models of arXiv 2410.08650, as the stage {@code
 * friction} has them.
 */
public enum FrictionModel {
  /** The engine's own: {@code damping} and {@code frictionloss} of joints. */
  ENGINE,
  /** Coulomb and viscous. */
  M1,
  /** And Stribeck: more at rest than in motion. */
  M2,
  /** M1, and a share of the load. */
  M3,
  /** M2, and a share of the load that falls with speed. */
  M4,
  /** As M4, with shares of their own for the motor's and for the external torque. */
  M5,
  /** And terms of the second power where the load drives the motor. */
  M6;

  /**
   * The free numbers. Each is one or more parameters of the stage that are equal.
   *
   * @return empty for {@link #ENGINE}
   */
  List<List<String>> parameters() {
    List<List<String>> free = new ArrayList<>();
    if (this == ENGINE) {
      return free;
    }
    free.add(List.of("coulomb_torque"));
    free.add(List.of("viscous_coefficient"));
    if (this == M3) {
      free.add(List.of("motor_load_share", "external_load_share"));
      return free;
    }
    if (this != M1) {
      free.add(List.of("stribeck_torque"));
      free.add(List.of("stribeck_velocity"));
      free.add(List.of("stribeck_exponent"));
    }
    if (this == M4) {
      free.add(List.of("motor_load_share", "external_load_share"));
      free.add(List.of("motor_load_share_stribeck", "external_load_share_stribeck"));
    } else if (this == M5 || this == M6) {
      free.add(List.of("motor_load_share"));
      free.add(List.of("external_load_share"));
      free.add(List.of("motor_load_share_stribeck"));
      free.add(List.of("external_load_share_stribeck"));
    }
    if (this == M6) {
      free.add(List.of("motor_load_quadratic"));
      free.add(List.of("external_load_quadratic"));
    }
    return free;
  }
}
