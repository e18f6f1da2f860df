package org.workcell.sim2real.time;

/**
 * Least-squares polynomials over a sliding window (Savitzky and Golay 1964): a smoothed signal and
 * its derivatives. Within half a window of an end, the polynomial of the first or last whole window
 * is used, as SciPy's {@code savgol_filter(x, window, degree, deriv, delta)} does. Immutable.
 */
public final class SavitzkyGolay {

  private final int window;
  private final int degree;

  private SavitzkyGolay(int window, int degree) {
    this.window = window;
    this.degree = degree;
  }

  /**
   * A filter.
   *
   * @param window rows of the window, odd
   * @param degree of the polynomials, 0 to 7, less than the window
   */
  public static SavitzkyGolay of(int window, int degree) {
    if (window < 1 || window % 2 == 0 || degree < 0 || degree > 7 || degree >= window) {
      throw new IllegalArgumentException(
          "expected an odd window and a degree of 0 to 7 below it, not %d and %d"
              .formatted(window, degree));
    }
    return new SavitzkyGolay(window, degree);
  }

  /** The smoothed signal. */
  public double[] smooth(double[] signal) {
    return derivative(signal, 0, 1);
  }

  /**
   * A derivative.
   *
   * @param signal at even times, finite, at least one window long
   * @param order 0 the smoothed signal, 1 its rate of change, 2 the rate of that
   * @param stepSeconds between rows
   */
  public double[] derivative(double[] signal, int order, double stepSeconds) {
    if (signal.length < window) {
      throw new IllegalArgumentException(
          "the signal has %d rows, fewer than the window of %d".formatted(signal.length, window));
    }
    if (order < 0 || !(stepSeconds > 0)) {
      throw new IllegalArgumentException(
          "expected an order of at least 0 and a positive step, not %d and %s"
              .formatted(order, stepSeconds));
    }
    Signals.requireFinite(signal);
    int half = window / 2;
    double[] result = new double[signal.length];
    double perStep = Math.pow(stepSeconds, -order);
    double[] middle = weights(0, order);
    for (int i = 0; i < signal.length; i++) {
      int start = Math.max(0, Math.min(i - half, signal.length - window));
      int at = i - start - half;
      double[] weights = at == 0 ? middle : weights(at, order);
      double sum = 0;
      for (int j = 0; j < window; j++) {
        sum += weights[j] * signal[start + j];
      }
      result[i] = sum * perStep;
    }
    return result;
  }

  /** What each row of the window adds to the derivative at a row, counted from the middle. */
  private double[] weights(int at, int order) {
    double[][] basis = Orthonormal.polynomials(window, degree);
    double[] weights = new double[window];
    if (order > degree) {
      return weights;
    }
    double[][] coefficients = Orthonormal.coefficients(window, degree);
    for (int k = 0; k <= degree; k++) {
      double value = Orthonormal.derivative(coefficients[k], order, at);
      for (int j = 0; j < window; j++) {
        weights[j] += value * basis[k][j];
      }
    }
    return weights;
  }
}
