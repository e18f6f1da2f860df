package org.workcell.sim2real.excitation;

import org.workcell.sim.random.RandomStream;

/**
 * A Fourier series for each joint around a centre (Swevers et al. 1997, "Optimal robot excitation
 * and identification"), {@code q(t) = q0 + sum a_k sin(k w t) + b_k cos(k w t)} over one period,
 * with coefficients such that position, velocity and acceleration at both ends are those of rest:
 * {@code sum b_k = 0, sum k a_k = 0, sum k² b_k = 0}.
 */
final class FourierMotion implements Motion {

  private final double[] centre;
  private final double periodSeconds;
  private final double[][] sine;
  private final double[][] cosine;

  private FourierMotion(double[] centre, double periodSeconds, double[][] sine, double[][] cosine) {
    this.centre = centre;
    this.periodSeconds = periodSeconds;
    this.sine = sine;
    this.cosine = cosine;
  }

  /**
   * Random coefficients up to a frequency, to be scaled; above a corner frequency they fall with
   * its square, as acceleration limits them.
   */
  static FourierMotion draw(
      double[] centre,
      double periodSeconds,
      double highestHz,
      double cornerHz,
      RandomStream random) {
    int harmonics = Math.max(4, (int) Math.floor(highestHz * periodSeconds));
    double[][] sine = new double[centre.length][harmonics];
    double[][] cosine = new double[centre.length][harmonics];
    double[] sizes = new double[harmonics];
    double[] first = new double[harmonics];
    double[] second = new double[harmonics];
    for (int k = 0; k < harmonics; k++) {
      double share = (k + 1) / periodSeconds / cornerHz;
      sizes[k] = 1 / (1 + share * share);
      first[k] = (k + 1) * sizes[k];
      second[k] = (k + 1) * first[k];
    }
    removePart(second, sizes);
    for (int joint = 0; joint < centre.length; joint++) {
      for (int k = 0; k < harmonics; k++) {
        sine[joint][k] = random.nextGaussian();
        cosine[joint][k] = random.nextGaussian();
      }
      removePart(sine[joint], first);
      removePart(cosine[joint], sizes);
      removePart(cosine[joint], second);
      for (int k = 0; k < harmonics; k++) {
        sine[joint][k] *= sizes[k];
        cosine[joint][k] *= sizes[k];
      }
    }
    return new FourierMotion(centre.clone(), periodSeconds, sine, cosine);
  }

  /** Makes a vector orthogonal to a direction. */
  private static void removePart(double[] vector, double[] direction) {
    double product = 0;
    double square = 0;
    for (int i = 0; i < vector.length; i++) {
      product += vector[i] * direction[i];
      square += direction[i] * direction[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= product / square * direction[i];
    }
  }

  @Override
  public int joints() {
    return centre.length;
  }

  @Override
  public double durationSeconds() {
    return periodSeconds;
  }

  @Override
  public void position(double seconds, double[] target) {
    double time = Math.max(0, Math.min(periodSeconds, seconds));
    double phase = 2 * StrictMath.PI * time / periodSeconds;
    double firstSine = StrictMath.sin(phase);
    double firstCosine = StrictMath.cos(phase);
    double sineOfK = firstSine;
    double cosineOfK = firstCosine;
    System.arraycopy(centre, 0, target, 0, centre.length);
    for (int k = 0; k < sine[0].length; k++) {
      for (int joint = 0; joint < centre.length; joint++) {
        target[joint] += sine[joint][k] * sineOfK + cosine[joint][k] * cosineOfK;
      }
      // The next multiple of the angle by its sum, which is much faster than a sine each.
      double next = sineOfK * firstCosine + cosineOfK * firstSine;
      cosineOfK = cosineOfK * firstCosine - sineOfK * firstSine;
      sineOfK = next;
    }
  }
}
