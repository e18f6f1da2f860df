package org.workcell.sim2real.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.workcell.sim.random.RandomStream;

/** What a fit says about its own error. */
class UncertaintyTest {

  private static final int GROUPS = 40;
  private static final int ROWS = 10;

  private static ResidualGroups groups() {
    int[] sizes = new int[GROUPS];
    Arrays.fill(sizes, ROWS);
    return new ResidualGroups(sizes);
  }

  /** A line through points whose noise is the same within a group. */
  private static LeastSquaresResult line(RandomStream random, double shared, double own) {
    double[] noise = new double[GROUPS * ROWS];
    for (int group = 0; group < GROUPS; group++) {
      double common = shared * random.nextGaussian();
      for (int row = 0; row < ROWS; row++) {
        noise[group * ROWS + row] = common + own * random.nextGaussian();
      }
    }
    SearchSpace space =
        new SearchSpace(
            List.of(
                new SearchParameter("offset", 0, -100, 100, Scale.LINEAR),
                new SearchParameter("slope", 0, -100, 100, Scale.LINEAR)));
    LeastSquaresTest.Rows rows =
        new LeastSquaresTest.Rows(
            noise.length,
            x -> {
              double[] residuals = new double[noise.length];
              for (int i = 0; i < residuals.length; i++) {
                double t = i / ROWS / (double) GROUPS;
                residuals[i] = x[0] + x[1] * t - (2 + 3 * t + noise[i]);
              }
              return residuals;
            });
    return LeastSquares.standard().minimize(space, new double[] {0, 0}, rows);
  }

  @Test
  void intervalsCoverTheTruthThoughResidualsDependOnEachOther() {
    RandomStream random = new RandomStream(3);
    int byJacobian = 0;
    int byBootstrap = 0;
    int runs = 300;
    for (int run = 0; run < runs; run++) {
      LeastSquaresResult fit = line(random, 1, 0.3);
      Interval slope = Intervals.byJacobian(fit, RobustLoss.SQUARED, groups()).get(1);
      byJacobian += slope.contains(3) ? 1 : 0;
      Interval drawn =
          Intervals.byBootstrap(fit, RobustLoss.SQUARED, groups(), 200, new RandomStream(run))
              .get(1);
      byBootstrap += drawn.contains(3) ? 1 : 0;
    }
    assertEquals(0.95, byJacobian / (double) runs, 0.03);
    assertEquals(0.93, byBootstrap / (double) runs, 0.04);
  }

  @Test
  void noiseThatAGroupSharesCountsAsOftenAsItHasRows() {
    RandomStream random = new RandomStream(5);
    double independent = 0;
    double shared = 0;
    for (int run = 0; run < 100; run++) {
      independent += noise(line(random, 0, 1)) / 100;
      shared += noise(line(random, 1, 0)) / 100;
    }
    assertEquals(1, independent, 0.05);
    assertEquals(Math.sqrt(ROWS), shared, 0.05 * Math.sqrt(ROWS));
  }

  private static double noise(LeastSquaresResult fit) {
    return Identifiability.of(fit, RobustLoss.SQUARED, groups(), 0.1).effectiveNoise();
  }

  @Test
  void withoutAParameterTheJacobianOfTheOthersStays() {
    LeastSquaresResult fit = line(new RandomStream(8), 0, 1);
    SearchSpace slope = fit.space().only(List.of(1));
    LeastSquaresResult rest = fit.columns(slope, List.of(1));
    assertEquals(fit.values()[1], rest.values()[0]);
    for (int row = 0; row < rest.jacobian().length; row++) {
      assertArrayEquals(new double[] {fit.jacobian()[row][1]}, rest.jacobian()[row]);
    }
  }

  @Test
  void whatTheDataCannotTellIsNamed() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                new SearchParameter("gain", 1, 0.1, 10, Scale.LOG),
                new SearchParameter("resistance", 1, 0.1, 10, Scale.LOG),
                new SearchParameter("unused", 0, -1, 1, Scale.LINEAR),
                new SearchParameter("offset", 0, -1, 1, Scale.LINEAR)));
    RandomStream random = new RandomStream(1);
    double[] measured = new double[GROUPS * ROWS];
    for (int i = 0; i < measured.length; i++) {
      measured[i] = 2 * Math.sin(i) + 0.5 + 0.1 * random.nextGaussian();
    }
    LeastSquaresTest.Rows rows =
        new LeastSquaresTest.Rows(
            measured.length,
            x -> {
              double[] residuals = new double[measured.length];
              for (int i = 0; i < residuals.length; i++) {
                residuals[i] = x[0] / x[1] * Math.sin(i) + x[3] - measured[i];
              }
              return residuals;
            });
    LeastSquaresResult fit = LeastSquares.standard().minimize(space, space.nominal(), rows);
    Identifiability seen = Identifiability.of(fit, RobustLoss.SQUARED, groups(), 0.1);
    assertEquals(2, seen.weak().size());
    assertEquals(List.of("unused"), seen.weak().get(0).names());
    assertEquals(Set.of("gain", "resistance"), Set.copyOf(seen.weak().get(1).names()));
    assertTrue(seen.weak().get(1).toString().matches("0\\.71 \\w+ \\+ 0\\.71 \\w+"), seen + "");
    assertEquals(2, seen.frozen().size());
    assertTrue(seen.frozen().contains(2));
    assertTrue(!seen.frozen().contains(3));
  }
}
