package org.workcell.sim.delta;

/**
 * Exponential functions of whole arrays, of nothing but sums, products and quotients: the same bits
 * on every machine, within {@code 2e-14}, and several elements at once where the processor can.
 *
 * <p>{@code exp(z)} is the Pade approximant of order 6 by 6, {@code (E + O) / (E - O)} with even
 * and odd part of its numerator, whose error is below {@code 4e-16} up to 0.625; larger arguments
 * are divided by 64 and the result is squared six times. The loops are apart because the compiler
 * vectorizes short ones only.
 */
final class Exponentials {

  /** Where the hyperbolic tangent is 1 in double precision. */
  private static final double SATURATED = 20;

  /** Where the exponential function is 0 beside 1. */
  private static final double VANISHED = -40;

  private static final double SHARE = 1.0 / 64;

  private static final double E0 = 665280;
  private static final double O1 = 332640;
  private static final double E2 = 75600;
  private static final double O3 = 10080;
  private static final double E4 = 840;
  private static final double O5 = 42;

  private Exponentials() {}

  /**
   * Hyperbolic tangents, {@code (w - 1) / (w + 1)} with {@code w = exp(2 x)}.
   *
   * @param scratch as long as {@code values}
   */
  static void tanh(double[] values, double[] scratch) {
    int count = values.length;
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(-SATURATED, Math.min(SATURATED, values[i])) * (2 * SHARE);
    }
    exp64(values, scratch);
    for (int i = 0; i < count; i++) {
      values[i] = (scratch[i] - 1) / (scratch[i] + 1);
    }
  }

  /**
   * {@code x} where it is positive, {@code exp(x) - 1} elsewhere.
   *
   * @param scratch two arrays as long as {@code values}
   */
  static void elu(double[] values, double[] scratch, double[] negative) {
    int count = values.length;
    for (int i = 0; i < count; i++) {
      negative[i] = Math.max(VANISHED, Math.min(0, values[i])) * SHARE;
    }
    exp64(negative, scratch);
    for (int i = 0; i < count; i++) {
      values[i] = Math.max(0, values[i]) + (scratch[i] - 1);
    }
  }

  /** Writes {@code exp(64 z)} to {@code result}; overwrites the arguments. */
  private static void exp64(double[] z, double[] result) {
    int count = z.length;
    for (int i = 0; i < count; i++) {
      double square = z[i] * z[i];
      result[i] = z[i] * (O1 + square * (O3 + square * O5));
    }
    for (int i = 0; i < count; i++) {
      double square = z[i] * z[i];
      z[i] = E0 + square * (E2 + square * (E4 + square));
    }
    for (int i = 0; i < count; i++) {
      double u = (z[i] + result[i]) / (z[i] - result[i]);
      u *= u;
      u *= u;
      u *= u;
      u *= u;
      u *= u;
      result[i] = u * u;
    }
  }
}
