package org.workcell.sim2real.validation;

/** In which frequencies the power of a signal is. */
final class Spectrum {

  /** Averaged down to so many samples at most: more would not change the answer. */
  private static final int MOST_SAMPLES = 4096;

  private Spectrum() {}

  /**
   * The frequency below which a share of the power is.
   *
   * @param signal at even times
   * @param rateHz samples per second
   * @param share of the power, 0 to 1
   */
  static double bandHz(double[] signal, double rateHz, double share) {
    int together = (signal.length + MOST_SAMPLES - 1) / MOST_SAMPLES;
    int length = signal.length / together;
    double[] samples = new double[length];
    double mean = 0;
    for (int i = 0; i < length; i++) {
      for (int j = 0; j < together; j++) {
        samples[i] += signal[i * together + j] / together;
      }
      mean += samples[i] / length;
    }
    double[] power = new double[length / 2 + 1];
    double all = 0;
    for (int k = 1; k < power.length; k++) {
      power[k] = power(samples, mean, k);
      all += power[k];
    }
    double sum = 0;
    for (int k = 1; k < power.length; k++) {
      sum += power[k];
      if (sum >= share * all) {
        return k * rateHz / together / length;
      }
    }
    return 0;
  }

  /** By Goertzel's recursion. */
  private static double power(double[] samples, double mean, int k) {
    double factor = 2 * Math.cos(2 * Math.PI * k / samples.length);
    double before = 0;
    double last = 0;
    for (double sample : samples) {
      double next = sample - mean + factor * last - before;
      before = last;
      last = next;
    }
    return last * last + before * before - factor * last * before;
  }
}
