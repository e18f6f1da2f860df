package org.workcell.sim2real.excitation;

import org.workcell.sim.random.RandomStream;

/**
 * A sine for each joint whose frequency rises evenly, with a phase of its own. Amplitude falls
 * above a corner frequency, so that fast parts are limited by acceleration as slow parts are by
 * position, and rises from and falls to zero at the ends.
 */
final class ChirpMotion implements Motion {

  private static final double FADE_SECONDS = 1;

  private final double[] centre;
  private final double[] phases;
  private final double durationSeconds;
  private final double lowestHz;
  private final double highestHz;
  private final double cornerHz;

  ChirpMotion(
      double[] centre,
      double durationSeconds,
      double highestHz,
      double cornerHz,
      RandomStream random) {
    this.centre = centre.clone();
    this.durationSeconds = durationSeconds;
    this.lowestHz = Math.min(0.1, highestHz);
    this.highestHz = highestHz;
    this.cornerHz = cornerHz;
    this.phases = new double[centre.length];
    for (int joint = 0; joint < phases.length; joint++) {
      phases[joint] = random.uniform(0, 2 * Math.PI);
    }
  }

  @Override
  public int joints() {
    return centre.length;
  }

  @Override
  public double durationSeconds() {
    return durationSeconds;
  }

  @Override
  public void position(double seconds, double[] target) {
    double time = Math.max(0, Math.min(durationSeconds, seconds));
    double slope = (highestHz - lowestHz) / durationSeconds;
    double frequency = lowestHz + slope * time;
    double phase = 2 * StrictMath.PI * (lowestHz * time + slope * time * time / 2);
    double fade = Math.min(FADE_SECONDS, durationSeconds / 4);
    double envelope =
        PointMotion.minimumJerk(time / fade)
            * PointMotion.minimumJerk((durationSeconds - time) / fade)
            / (1 + frequency * frequency / (cornerHz * cornerHz));
    for (int joint = 0; joint < centre.length; joint++) {
      target[joint] = centre[joint] + envelope * StrictMath.sin(phase + phases[joint]);
    }
  }
}
