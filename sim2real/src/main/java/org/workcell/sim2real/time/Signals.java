package org.workcell.sim2real.time;

/** What several of these methods do to one signal. */
final class Signals {

  private Signals() {}

  static void requireFinite(double[] signal) {
    for (int i = 0; i < signal.length; i++) {
      if (!Double.isFinite(signal[i])) {
        throw new IllegalArgumentException(
            "row %d is %s; bridge missing values first (Resampling)".formatted(i, signal[i]));
      }
    }
  }

  static void reverse(double[] signal) {
    for (int i = 0, j = signal.length - 1; i < j; i++, j--) {
      double kept = signal[i];
      signal[i] = signal[j];
      signal[j] = kept;
    }
  }
}
