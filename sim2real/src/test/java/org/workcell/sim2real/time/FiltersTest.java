package org.workcell.sim2real.time;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected numbers are those of SciPy 1.17.1. */
class FiltersTest {

  private static final int[] ROWS = {0, 1, 7, 20, 38, 39};

  private static double[] signal() {
    return IntStream.range(0, 40)
        .mapToDouble(i -> Math.sin(0.37 * i) + 0.3 * Math.cos(1.9 * i) + 0.01 * i)
        .toArray();
  }

  private static double[] rows(double[] signal) {
    return Arrays.stream(ROWS).mapToDouble(row -> signal[row]).toArray();
  }

  /** {@code sosfiltfilt(butter(order, cutoff, fs=100, output='sos'), x)}. */
  @Test
  void lowPassesAreThoseOfScipy() {
    double[] fourth = {
      0.29355322973131454,
      0.539050828801984,
      0.5713196715428713,
      1.0914119259737793,
      1.307314594105776,
      1.4253027559898324
    };
    double[] third = {
      0.3163804164148239,
      0.5042687272003703,
      0.420536323878632,
      0.8637354723505006,
      1.232569049200321,
      1.4660002162348746
    };
    double[] first = {
      0.29999866743044956,
      0.36591602295374065,
      0.6088043478063615,
      1.1036965233584017,
      1.2708320484932905,
      1.4281889708612057
    };
    double[] signal = signal();
    double[] before = signal.clone();
    assertArrayEquals(fourth, rows(ZeroPhaseFilter.lowPass(4, 10, 100).apply(signal)), 1e-12);
    assertArrayEquals(third, rows(ZeroPhaseFilter.lowPass(3, 7, 100).apply(signal)), 1e-12);
    assertArrayEquals(first, rows(ZeroPhaseFilter.lowPass(1, 20, 100).apply(signal)), 1e-12);
    assertArrayEquals(before, signal);
  }

  @Test
  void aLowPassKeepsConstants() {
    double[] constant = new double[60];
    Arrays.fill(constant, -7.25);
    assertArrayEquals(constant, ZeroPhaseFilter.lowPass(4, 10, 100).apply(constant), 1e-12);
    double[] few = {2, 2, 2};
    assertArrayEquals(few, ZeroPhaseFilter.lowPass(2, 10, 100).apply(few), 1e-12);
  }

  @Test
  void aLowPassRefusesWhatItCannotFilter() {
    ZeroPhaseFilter filter = ZeroPhaseFilter.lowPass(4, 10, 100);
    double[] gap = {1, Double.NaN, 3};
    assertThrows(IllegalArgumentException.class, () -> filter.apply(gap));
    assertThrows(IllegalArgumentException.class, () -> ZeroPhaseFilter.lowPass(4, 50, 100));
    assertThrows(IllegalArgumentException.class, () -> ZeroPhaseFilter.lowPass(0, 5, 100));
  }

  /** {@code savgol_filter(x, window, degree, deriv=order, delta=0.01)}. */
  @Test
  void derivativesAreThoseOfScipy() {
    double[] smooth = {
      0.2232170375238522,
      0.39178881472290583,
      0.5373810245365153,
      1.0241346253668344,
      1.4015938075768752,
      1.3044079423190156
    };
    double[] rate = {
      11.201793987910467,
      21.353829614876602,
      -34.540604490712276,
      15.33046888917092,
      3.5257149876556806,
      -24.49809859386893
    };
    double[] second = {
      4545.2321501087345,
      2095.8839264552967,
      -177.27694281910635,
      -530.7991652078807,
      -1239.7867556035146,
      -1299.2104724442481
    };
    assertArrayEquals(smooth, rows(SavitzkyGolay.of(7, 3).smooth(signal())), 1e-12);
    assertArrayEquals(rate, rows(SavitzkyGolay.of(7, 3).derivative(signal(), 1, 0.01)), 1e-10);
    assertArrayEquals(second, rows(SavitzkyGolay.of(11, 4).derivative(signal(), 2, 0.01)), 1e-8);
  }

  @Test
  void derivativesOfPolynomialsAreExact() {
    double[] cubic = IntStream.range(0, 30).mapToDouble(i -> 2 + i * (1 - 0.1 * i * i)).toArray();
    double[] rate = IntStream.range(0, 30).mapToDouble(i -> 2 * (1 - 0.3 * i * i)).toArray();
    assertArrayEquals(rate, SavitzkyGolay.of(9, 3).derivative(cubic, 1, 0.5), 1e-9);
    assertEquals(0, SavitzkyGolay.of(9, 3).derivative(cubic, 4, 0.5)[12]);
    assertThrows(IllegalArgumentException.class, () -> SavitzkyGolay.of(8, 3));
    assertThrows(
        IllegalArgumentException.class, () -> SavitzkyGolay.of(9, 3).smooth(new double[8]));
  }
}
