package org.workcell.sim2real.excitation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.workcell.sim.physics.Model;
import org.workcell.sim.random.RandomStream;

/**
 * Draws motions that a robot can go through: within positions, velocities, accelerations and
 * torques, without collisions. Owns a simulation; closing is idempotent. One thread at a time.
 */
public final class ExcitationDesigner implements AutoCloseable {

  /** Tries before it gives up, and how much smaller each is than the one before. */
  private static final int TRIES = 30;

  private static final double SHRINK = 0.88;

  /** Share of a joint's range that motions use at most, so that a servo's overshoot has room. */
  private static final double RANGE_SHARE = 0.9;

  /**
   * What motions are to be like.
   *
   * @param seconds how long they take
   * @param amplitude largest distance of a joint from its centre, rad or m
   * @param highestHz highest frequency of multisines and chirps
   */
  public record Shape(double seconds, double amplitude, double highestHz) {

    /** Refuses what is no motion. */
    public Shape {
      if (!(seconds >= 1) || !(amplitude > 0) || !(highestHz > 0) || seconds > 3600) {
        throw new IllegalArgumentException(
            "a motion of %s s, amplitude %s and up to %s Hz; expected 1 to 3600 s and positive numbers"
                .formatted(seconds, amplitude, highestHz));
      }
    }

    /**
     * Refuses frequencies that commands cannot follow.
     *
     * @param rateHz commands in a second
     */
    public void requireSampledAt(double rateHz) {
      if (2 * highestHz > rateHz) {
        throw new IllegalArgumentException(
            "motions of up to %s Hz, commanded %s times a second; expected at most %s Hz, half of that rate"
                .formatted(highestHz, rateHz, rateHz / 2));
      }
    }
  }

  private final List<JointLimits> limits;
  private final RobotCheck check;
  private final double[] home;

  /**
   * For one robot.
   *
   * @param home positions of all of the model around which motions lie
   * @param limits of the joints that move, in the order of the motions
   */
  public ExcitationDesigner(Model model, double[] home, List<JointLimits> limits) {
    this.limits = List.copyOf(limits);
    this.check = new RobotCheck(model, home.clone(), this.limits);
    this.home = new double[limits.size()];
    for (int j = 0; j < limits.size(); j++) {
      this.home[j] = home[model.positionAddress(limits.get(j).joint())];
    }
  }

  /** Limits that motions keep. */
  public List<JointLimits> limits() {
    return limits;
  }

  /**
   * A motion. If the robot could not go through what was drawn, a smaller one is.
   *
   * @throws IllegalArgumentException with the last objection if none was possible
   */
  public Motion draw(ExcitationKind kind, Shape shape, RandomStream random) {
    double amplitude = shape.amplitude;
    String objection = "";
    for (int i = 0; i < TRIES; i++) {
      Motion motion = candidate(kind, new Shape(shape.seconds, amplitude, shape.highestHz), random);
      objection = objection(motion);
      if (objection.isEmpty()) {
        return motion;
      }
      amplitude *= SHRINK;
    }
    throw new IllegalArgumentException(
        "no %s of %s s was possible down to an amplitude of %.3g: %s; move the home position, or take other joints or limits"
            .formatted(kind, shape.seconds, amplitude, objection));
  }

  /** Why the robot cannot go through a motion; empty where it can. */
  public String objection(Motion motion) {
    return MotionPeaks.of(motion).within(limits)
        ? check.objection(motion)
        : "positions, velocities or accelerations exceed their limits";
  }

  /**
   * The most informative of several drawn motions, by {@link DOptimal}.
   *
   * @param information a motion's information matrix, for example {@link TorqueInformation}
   */
  public Motion best(
      ExcitationKind kind,
      Shape shape,
      int candidates,
      Function<Motion, double[][]> information,
      RandomStream random) {
    List<Motion> drawn = new ArrayList<>();
    for (int i = 0; i < candidates; i++) {
      drawn.add(draw(kind, shape, random));
    }
    return drawn.get(DOptimal.choose(drawn, 1, information).indices().get(0));
  }

  private Motion candidate(ExcitationKind kind, Shape shape, RandomStream random) {
    double[] amplitudes = new double[limits.size()];
    double[] centre = new double[limits.size()];
    for (int j = 0; j < centre.length; j++) {
      JointLimits limit = limits.get(j);
      double range = limit.high() - limit.low();
      amplitudes[j] = Math.min(shape.amplitude, RANGE_SHARE * range / 2);
      double low = limit.low() + (1 - RANGE_SHARE) * Math.min(range, 1) / 2 + amplitudes[j];
      double high = limit.high() - (1 - RANGE_SHARE) * Math.min(range, 1) / 2 - amplitudes[j];
      centre[j] =
          low > high ? (limit.low() + limit.high()) / 2 : Math.max(low, Math.min(high, home[j]));
    }
    return switch (kind) {
      case MULTISINE ->
          scaled(
              FourierMotion.draw(
                  centre, shape.seconds, shape.highestHz, corner(amplitudes), random),
              centre,
              amplitudes);
      case CHIRP ->
          scaled(
              new ChirpMotion(centre, shape.seconds, shape.highestHz, corner(amplitudes), random),
              centre,
              amplitudes);
      case STEPS -> new PointDraw(limits, centre, amplitudes, random).steps(shape.seconds);
      case POLICY_LIKE ->
          new PointDraw(limits, centre, amplitudes, random).policyLike(shape.seconds);
    };
  }

  /** The frequency above which acceleration, not position, limits the average joint. */
  private double corner(double[] amplitudes) {
    double sum = 0;
    for (int j = 0; j < amplitudes.length; j++) {
      sum += Math.sqrt(limits.get(j).acceleration() / amplitudes[j]) / (2 * Math.PI);
    }
    return sum / amplitudes.length;
  }

  private Motion scaled(Motion motion, double[] centre, double[] amplitudes) {
    MotionPeaks peaks = MotionPeaks.of(motion);
    double[] scales = new double[centre.length];
    for (int j = 0; j < scales.length; j++) {
      double distance = Math.max(peaks.high()[j] - centre[j], centre[j] - peaks.low()[j]);
      scales[j] =
          Math.min(
              amplitudes[j] / distance,
              Math.min(
                  limits.get(j).velocity() / peaks.velocity()[j],
                  limits.get(j).acceleration() / peaks.acceleration()[j]));
    }
    return new ScaledMotion(motion, centre, scales);
  }

  @Override
  public void close() {
    check.close();
  }
}
