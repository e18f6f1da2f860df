package org.workcell.sim2real.time;

import java.util.ArrayList;
import java.util.List;

/**
 * A Butterworth low-pass applied forwards and backwards, so that nothing is shifted in time and the
 * gain at the cutoff is 1/2 (-6 dB). Ends are extended by odd reflection, and each pass starts from
 * its steady state, as SciPy's {@code sosfiltfilt(butter(order, cutoff, fs=rate, output='sos'), x)}
 * does. Immutable.
 */
public final class ZeroPhaseFilter {

  /** y = b0 x + b1 x' + b2 x'' - a1 y' - a2 y'', in transposed direct form II. */
  private record Section(double b0, double b1, double b2, double a1, double a2) {

    void apply(double[] signal) {
      // The state of a constant input of the first value, so that a pass begins without a jump.
      double steady = signal[0] * (b0 + b1 + b2) / (1 + a1 + a2);
      double second = b2 * signal[0] - a2 * steady;
      double first = b1 * signal[0] - a1 * steady + second;
      for (int i = 0; i < signal.length; i++) {
        double in = signal[i];
        double out = b0 * in + first;
        first = b1 * in - a1 * out + second;
        second = b2 * in - a2 * out;
        signal[i] = out;
      }
    }
  }

  private final List<Section> sections;
  private final int order;

  private ZeroPhaseFilter(List<Section> sections, int order) {
    this.sections = sections;
    this.order = order;
  }

  /**
   * A low-pass.
   *
   * @param order of one pass, 1 to 12; the result falls off twice as steeply
   * @param cutoffHz where one pass has -3 dB
   * @param rateHz rows per second of the signals, more than twice the cutoff
   */
  public static ZeroPhaseFilter lowPass(int order, double cutoffHz, double rateHz) {
    if (order < 1 || order > 12) {
      throw new IllegalArgumentException("order must be 1 to 12, not " + order);
    }
    if (!(cutoffHz > 0 && cutoffHz < rateHz / 2)) {
      throw new IllegalArgumentException(
          "cutoff must be between 0 and half the rate of %s Hz, not %s Hz"
              .formatted(rateHz, cutoffHz));
    }
    // Bilinear transform with the cutoff warped to where it belongs.
    double warped = Math.tan(Math.PI * cutoffHz / rateHz);
    List<Section> sections = new ArrayList<>();
    for (int pair = 0; pair < order / 2; pair++) {
      double damping = 2 * Math.sin(Math.PI * (2 * pair + 1) / (2 * order));
      double scale = 1 / (1 + damping * warped + warped * warped);
      double gain = warped * warped * scale;
      sections.add(
          new Section(
              gain,
              2 * gain,
              gain,
              2 * (warped * warped - 1) * scale,
              (1 - damping * warped + warped * warped) * scale));
    }
    if (order % 2 == 1) {
      double gain = warped / (1 + warped);
      sections.add(new Section(gain, gain, 0, (warped - 1) / (warped + 1), 0));
    }
    return new ZeroPhaseFilter(List.copyOf(sections), order);
  }

  /**
   * The filtered signal.
   *
   * @param signal at even times, without NaN; a signal shorter than 3 (order + 1) is extended by
   *     less at its ends
   * @throws IllegalArgumentException if a value is not finite
   */
  public double[] apply(double[] signal) {
    if (signal.length < 2) {
      return signal.clone();
    }
    Signals.requireFinite(signal);
    int pad = Math.min(3 * (order + 1), signal.length - 1);
    double[] padded = extended(signal, pad);
    sections.forEach(section -> section.apply(padded));
    Signals.reverse(padded);
    sections.forEach(section -> section.apply(padded));
    Signals.reverse(padded);
    double[] result = new double[signal.length];
    System.arraycopy(padded, pad, result, 0, result.length);
    return result;
  }

  private static double[] extended(double[] signal, int pad) {
    int last = signal.length - 1;
    double[] padded = new double[signal.length + 2 * pad];
    System.arraycopy(signal, 0, padded, pad, signal.length);
    for (int i = 1; i <= pad; i++) {
      padded[pad - i] = 2 * signal[0] - signal[i];
      padded[pad + last + i] = 2 * signal[last] - signal[last - i];
    }
    return padded;
  }
}
