package org.workcell.sim2real.inverse;

import java.util.List;

/**
 * The form of friction: torque is {@code z} times a budget, where the budget grows with speed and,
 * in some families, with load, and {@code z} is -1 to 1. After a reversal friction does not flip at
 * once but over a distance (Dahl 1968): {@code dz = (sign(dq) - z) |dq| / distance}, which also
 * says what friction holds at rest. Positions are filtered, and where a joint is no faster than
 * noise, {@code z} stays: noise that flips the sign of the motion would bring it to 0. M1 is
 * Coulomb and viscous, M2 adds another level at low speed, M3 adds to M1 a share of the load, M4
 * has both.
 *
 * @param family M1 to M4
 * @param distance over which friction builds up, rad or m
 * @param stribeckVelocity where low speed ends, rad/s or m/s
 */
record FrictionShape(Family family, double distance, double stribeckVelocity) {

  /** Families, the simplest first. */
  enum Family {
    M1(false, false),
    M2(true, false),
    M3(false, true),
    M4(true, true);

    final boolean stribeck;
    final boolean load;

    Family(boolean stribeck, boolean load) {
      this.stribeck = stribeck;
      this.load = load;
    }
  }

  /** Coefficients in their order, each at least 0. */
  List<String> coefficients() {
    if (family.stribeck) {
      return family.load
          ? List.of("coulomb", "viscous", "breakaway", "load")
          : List.of("coulomb", "viscous", "breakaway");
    }
    return family.load ? List.of("coulomb", "viscous", "load") : List.of("coulomb", "viscous");
  }

  /**
   * What each coefficient adds to the torque of a joint, [coefficient][row], through the filter
   * that efforts went through.
   *
   * @param load torque without friction, N m
   */
  double[][] features(EffortLog log, int joint, double[] load) {
    double[] state = state(log, joint);
    double[] velocity = log.velocity()[joint];
    int rows = log.rows();
    double[][] features = new double[coefficients().size()][rows];
    for (int row = 0; row < rows; row++) {
      double ratio = velocity[row] / stribeckVelocity;
      double slow = family.stribeck ? Math.exp(-ratio * ratio) : 0;
      features[0][row] = state[row] * (1 - slow);
      features[1][row] = velocity[row];
      if (family.stribeck) {
        features[2][row] = state[row] * slow;
      }
      if (family.load) {
        features[features.length - 1][row] = state[row] * Math.abs(load[row]);
      }
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = log.filtered(features[i]);
    }
    return features;
  }

  private double[] state(EffortLog log, int joint) {
    double[] position = log.filtered(log.position()[joint]);
    double[] velocity = log.velocity()[joint];
    double[] state = new double[position.length];
    for (int row = 1; row < state.length; row++) {
      double speed = 0.5 * Math.abs(velocity[row] + velocity[row - 1]);
      double moved = speed > log.restSpeed()[joint] ? position[row] - position[row - 1] : 0;
      double target = Math.signum(moved);
      state[row] = target + (state[row - 1] - target) * Math.exp(-Math.abs(moved) / distance);
    }
    return state;
  }
}
