package org.workcell.sim2real.delta;

/**
 * What a replay with a delta is rewarded for, in each row: {@code weight * exp(-error / sigma)} of
 * the mean squared errors of tip, joint positions and joint velocities, less weighted penalties.
 * Names and weights are those of ASAP (arXiv 2502.01143, its code); the tip stands for the bodies.
 *
 * @param tipWeight of the tip's position
 * @param tipSigma mean squared error that counts, m²; not positive for what the model without a
 *     delta has
 * @param positionWeight of joint positions
 * @param positionSigma rad² or m²; likewise
 * @param velocityWeight of joint velocities
 * @param velocitySigma (rad/s)² or (m/s)²; likewise
 * @param rateWeight of the squared change of the delta since the row before, in units of {@code
 *     unit}
 * @param normWeight of {@code exp(|delta|) - 1}, in the same units
 * @param limitWeight of how far joints are beyond the inner 95 % of their ranges, rad or m
 * @param speedWeight of by how much joints are faster than 95 % of what their drives can do, rad/s
 *     or m/s, at most 1 for each
 * @param torqueWeight of by how much torques are beyond 95 % of what drives have, N m or N
 * @param unit of penalties, rad or m: what an action of 1 is in ASAP
 */
public record TrackingTerms(
    double tipWeight,
    double tipSigma,
    double positionWeight,
    double positionSigma,
    double velocityWeight,
    double velocitySigma,
    double rateWeight,
    double normWeight,
    double limitWeight,
    double speedWeight,
    double torqueWeight,
    double unit) {

  /** Share of a range, speed or torque in which no limit is near. */
  static final double SOFT_SHARE = 0.95;

  /** The numbers of ASAP, which suit errors of a humanoid. */
  public static TrackingTerms asap() {
    return new TrackingTerms(1, 0.03, 0.5, 1, 0.5, 1, 0.01, 0.1, 10, 5, 0.1, 0.25);
  }

  /**
   * The weights of ASAP, with sigmas that the errors without a delta give: those of an arm are
   * smaller than a humanoid's by orders of magnitude, and would all be rewarded alike.
   */
  public static TrackingTerms usual() {
    return new TrackingTerms(1, 0, 0.5, 0, 0.5, 0, 0.01, 0.1, 10, 5, 0.1, 0.25);
  }

  /** Checks that numbers are finite. */
  public TrackingTerms {
    double sum =
        tipWeight + tipSigma + positionWeight + positionSigma + velocityWeight + velocitySigma;
    double penalties = rateWeight + normWeight + limitWeight + speedWeight + torqueWeight;
    if (!Double.isFinite(sum + penalties) || !(unit > 0)) {
      throw new IllegalArgumentException("weights and sigmas of a reward must be finite numbers");
    }
  }

  /** A copy whose sigmas that are not positive are these. */
  TrackingTerms withSigmas(double tip, double position, double velocity) {
    return new TrackingTerms(
        tipWeight,
        tipSigma > 0 ? tipSigma : tip,
        positionWeight,
        positionSigma > 0 ? positionSigma : position,
        velocityWeight,
        velocitySigma > 0 ? velocitySigma : velocity,
        rateWeight,
        normWeight,
        limitWeight,
        speedWeight,
        torqueWeight,
        unit);
  }
}
