package org.workcell.sim2real.optimize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.workcell.sim.random.RandomStream;

class LeastSquaresTest {

  private static SearchParameter linear(String name, double nominal, double low, double high) {
    return new SearchParameter(name, nominal, low, high, Scale.LINEAR);
  }

  /** Residuals of one vector at a time, and how large the batches were. */
  record Rows(int size, Function<double[], double[]> of, List<Integer> batches)
      implements ResidualFunction {
    Rows(int size, Function<double[], double[]> of) {
      this(size, of, new ArrayList<>());
    }

    @Override
    public void evaluate(double[][] points, double[][] residuals) {
      batches.add(points.length);
      for (int i = 0; i < points.length; i++) {
        System.arraycopy(of.apply(points[i]), 0, residuals[i], 0, size);
      }
    }
  }

  private static Rows rosenbrock() {
    return new Rows(2, x -> new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]});
  }

  @Test
  void findsTheMinimumOfRosenbrocksValley() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 0, -2, 2), linear("y", 0, -2, 3)));
    LeastSquaresResult fit =
        LeastSquares.standard()
            .withMaxIterations(200)
            .withTolerance(1e-12)
            .minimize(space, new double[] {-1.2, 1}, rosenbrock());
    assertArrayEquals(new double[] {1, 1}, fit.values(), 1e-5);
    assertTrue(fit.converged());
  }

  /** With x at most 0.5 the minimum lies at the bound: (0.5, 0.25), cost 0.25. */
  @Test
  void stopsAtABoundAndGoesOnAlongIt() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 0, -2, 0.5), linear("y", 0, -2, 3)));
    LeastSquaresResult fit =
        LeastSquares.standard()
            .withTolerance(1e-12)
            .minimize(space, new double[] {-1.2, 1}, rosenbrock());
    assertArrayEquals(new double[] {0.5, 0.25}, fit.values(), 1e-5);
    assertEquals(0.25, fit.cost(), 1e-8);
  }

  @Test
  void findsRatesThatAreWrongByOrdersOfMagnitude() {
    SearchSpace space =
        new SearchSpace(
            List.of(
                linear("amplitude", 1, 0, 10),
                new SearchParameter("rate", 1, 1e-4, 1e2, Scale.LOG)));
    Rows decay = new Rows(50, x -> decay(x[0], x[1]));
    Rows difference =
        new Rows(
            50,
            x -> {
              double[] rows = decay.of.apply(x);
              double[] truth = decay(3, 0.02);
              for (int i = 0; i < rows.length; i++) {
                rows[i] -= truth[i];
              }
              return rows;
            });
    LeastSquaresResult fit =
        LeastSquares.standard()
            .withTolerance(1e-14)
            .minimize(space, new double[] {1, 5}, difference);
    assertEquals(3, fit.values()[0], 1e-4);
    assertEquals(0.02, fit.values()[1], 1e-5);
  }

  private static double[] decay(double amplitude, double rate) {
    double[] rows = new double[50];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = amplitude * Math.exp(-rate * i);
    }
    return rows;
  }

  /** Huber's location of 0, 0, 0, 0, 10 with threshold 1: 4 m = 1. Least squares gives 2. */
  @Test
  void anOutlierCountsInProportionToItself() {
    SearchSpace space = new SearchSpace(List.of(linear("m", 3, -20, 20)));
    Rows location = new Rows(5, x -> new double[] {x[0], x[0], x[0], x[0], x[0] - 10});
    LeastSquares method = LeastSquares.standard().withTolerance(1e-14);
    LeastSquaresResult robust =
        method.withLoss(new RobustLoss(1)).minimize(space, new double[] {3}, location);
    assertEquals(0.25, robust.values()[0], 1e-4);
    assertEquals(2, method.minimize(space, new double[] {3}, location).values()[0], 1e-6);
  }

  /**
   * The start, differences, dampings, dampings with the updated Jacobian, differences both ways.
   */
  @Test
  void aJacobianIsOneBatchAndServesMoreThanOneStep() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 0, -2, 2), linear("y", 0, -2, 3)));
    Rows function = rosenbrock();
    LeastSquares.standard().withMaxIterations(1).minimize(space, new double[] {-1.2, 1}, function);
    assertEquals(List.of(1, 2, 5, 5, 4), function.batches);
  }

  /** The start, dampings, dampings with the updated Jacobian; then differences of its own. */
  @Test
  void resumingBeginsWithTheJacobianThatIsKnown() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 0, -2, 2), linear("y", 0, -2, 3)));
    LeastSquares none = LeastSquares.standard().withMaxIterations(0);
    LeastSquaresResult start = none.minimize(space, new double[] {-1.2, 1}, rosenbrock());
    double[] first = start.jacobian()[0].clone();
    Rows function = rosenbrock();
    LeastSquaresResult more = none.resume(start, function);
    assertEquals(List.of(1, 5, 5), function.batches);
    assertTrue(more.cost() < start.cost());
    assertArrayEquals(function.of.apply(more.values()), more.residuals(), 1e-12);
    assertArrayEquals(first, start.jacobian()[0], "the first end keeps its Jacobian");

    Rows again = rosenbrock();
    LeastSquaresResult end =
        LeastSquares.standard().withMaxIterations(100).withTolerance(1e-12).resume(start, again);
    assertEquals(2, again.batches.get(3));
    assertArrayEquals(new double[] {1, 1}, end.values(), 1e-5);

    Rows reached = rosenbrock();
    none.withGoal(start.cost()).resume(start, reached);
    assertEquals(List.of(1), reached.batches);
  }

  /** Ripples whose slope is five times the line's; intervals are to tell of the line. */
  @Test
  void theJacobianAtTheEndIsTheMeanSlopeOfItsNeighbourhood() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 0, -1, 1)));
    Rows rippled =
        new Rows(
            2,
            x -> {
              double ripple = 1e-5 * Math.sin(1e6 * x[0]);
              return new double[] {2 * x[0] - 0.5 + ripple, 2 * x[0] - 0.7 + ripple};
            });
    LeastSquaresResult fit =
        LeastSquares.standard()
            .withDifferenceStep(1e-6)
            .minimize(space, new double[] {0.2}, rippled);
    assertEquals(4, fit.jacobian()[0][0], 0.02, "across the box, which is 2 wide");
  }

  @Test
  void whatCannotBeSimulatedIsAvoided() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 0, -10, 10)));
    Rows cliff = new Rows(1, x -> new double[] {x[0] > 2 ? Double.NaN : x[0] - 1.9});
    LeastSquaresResult fit = LeastSquares.standard().minimize(space, new double[] {-9}, cliff);
    assertEquals(1.9, fit.values()[0], 1e-6);
    assertThrows(
        IllegalArgumentException.class,
        () -> LeastSquares.standard().minimize(space, new double[] {5}, cliff));
    double[] impossible = {5};
    Minimum none = LeastSquares.standard().descend(space, impossible, cliff);
    assertEquals(Double.POSITIVE_INFINITY, none.cost());
    assertEquals(
        1.9, LeastSquares.standard().descend(space, new double[] {-9}, cliff).values()[0], 1e-6);
  }

  /** Over the whole second the far minima are narrow; over its first tenth there is one. */
  @Test
  void easyStagesLeadToTheMinimumOfTheHardOne() {
    SearchSpace space = new SearchSpace(List.of(linear("omega", 1, 0.2, 60)));
    double truth = 31.3;
    LeastSquares method = LeastSquares.standard();
    List<double[]> start = List.of(new double[] {20}, new double[] {21});
    MultiStart search = new MultiStart(0, 0, 20);
    double[] direct =
        search.minimize(method, space, start, List.of(wave(100, truth)), new RandomStream(1));
    assertTrue(Math.abs(direct[0] - truth) > 1, "found " + direct[0]);
    List<ResidualFunction> stages = List.of(wave(10, truth), wave(30, truth), wave(100, truth));
    double[] found = search.minimize(method, space, start, stages, new RandomStream(1));
    assertEquals(truth, found[0], 1e-4);
  }

  private static Rows wave(int rows, double omega) {
    return new Rows(
        rows,
        x -> {
          double[] all = new double[rows];
          for (int i = 0; i < rows; i++) {
            all[i] = Math.sin(x[0] * i * 0.01) - Math.sin(omega * i * 0.01);
          }
          return all;
        });
  }

  @Test
  void manyStartsFindTheRightFrequency() {
    SearchSpace space = new SearchSpace(List.of(linear("omega", 1, 0.2, 9)));
    Rows wave =
        new Rows(
            60,
            x -> {
              double[] rows = new double[60];
              for (int i = 0; i < rows.length; i++) {
                rows[i] = Math.sin(x[0] * i * 0.1) - Math.sin(6.3 * i * 0.1);
              }
              return rows;
            });
    LeastSquares method = LeastSquares.standard();
    assertTrue(method.minimize(space, new double[] {1}, wave).cost() > 1);
    double[] found =
        new MultiStart(40, 4, 20)
            .minimize(
                method, space, List.of(new double[] {1}), List.of(wave, wave), new RandomStream(1));
    assertEquals(6.3, found[0], 1e-5);
  }

  @Test
  void evolutionFindsTheMinimumOfAKinkedCost() {
    SearchSpace space = new SearchSpace(List.of(linear("x", 3, -5, 5), linear("y", 3, -5, 5)));
    Evolution method = new Evolution(10, 3000, 0.3, 7);
    Evolution.Result result =
        method.minimize(
            space,
            new double[] {3, 3},
            x -> Math.abs(x[0] - 0.3) + Math.abs(x[1] + 5) + Math.abs(x[0] * x[1] + 1.5));
    assertEquals(0.3, result.values()[0], 1e-4);
    assertEquals(-5, result.values()[1], 1e-4);
    Evolution.Result again =
        method.minimize(
            space,
            new double[] {3, 3},
            x -> Math.abs(x[0] - 0.3) + Math.abs(x[1] + 5) + Math.abs(x[0] * x[1] + 1.5));
    assertArrayEquals(result.values(), again.values());
  }

  @Test
  void boundsThatMakeNoSenseAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> linear("x", 0, 1, -1));
    assertThrows(IllegalArgumentException.class, () -> linear("x", 5, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> new SearchParameter("x", 1, 0, 2, Scale.LOG));
  }
}
