package org.workcell.recipes.closedloop;

import java.util.List;
import java.util.function.Function;
import org.workcell.sim2real.optimize.LeastSquares;
import org.workcell.sim2real.optimize.Minimum;
import org.workcell.sim2real.optimize.ResidualFunction;
import org.workcell.sim2real.optimize.Scale;
import org.workcell.sim2real.optimize.SearchParameter;
import org.workcell.sim2real.optimize.SearchSpace;

/**
 * Finds delay, dead band and gain of a hand: dead band and gain by least squares at each delay of a
 * grid, on some of the logs, then all three together from the best of them. Residuals are distances
 * of whole replays from the logs.
 */
final class HandIdentification {

  private static final double LONGEST_DELAY_SECONDS = 0.125;
  private static final double DELAY_STEP_SECONDS = 0.025;
  private static final double MOST_DEAD_BAND = 0.005;
  private static final int COARSE_LOGS = 6;
  private static final int COARSE_ITERATIONS = 2;
  private static final int ITERATIONS = 8;

  /** Sizes of differences: replays are not smooth where a way is as long as the dead band. */
  private static final double DIFFERENCE = 0.02;

  private final List<HandLog> logs;
  private final Function<HandGap, HandReplay> replays;

  HandIdentification(List<HandLog> logs, Function<HandGap, HandReplay> replays) {
    this.logs = logs;
    this.replays = replays;
  }

  HandGap find() {
    List<HandLog> few = logs.subList(0, Math.min(COARSE_LOGS, logs.size()));
    double bestCost = Double.POSITIVE_INFINITY;
    double[] best = {0, 0, 1};
    double[] start = {0, 1};
    for (double delay = 0; delay <= LONGEST_DELAY_SECONDS + 1e-9; delay += DELAY_STEP_SECONDS) {
      double held = delay;
      Minimum found =
          search(COARSE_ITERATIONS)
              .descend(
                  new SearchSpace(List.of(deadBand(start[0]), gain(start[1]))),
                  start,
                  residuals(few, point -> new HandGap(held, point[0], point[1], 1)));
      if (found.cost() < bestCost) {
        bestCost = found.cost();
        best = new double[] {delay, found.values()[0], found.values()[1]};
      }
    }
    SearchParameter delay =
        new SearchParameter("delay", best[0], 0, 2 * LONGEST_DELAY_SECONDS, Scale.LINEAR);
    Minimum all =
        search(ITERATIONS)
            .descend(
                new SearchSpace(List.of(delay, deadBand(best[1]), gain(best[2]))),
                best,
                residuals(logs, point -> new HandGap(point[0], point[1], point[2], 1)));
    return new HandGap(all.values()[0], all.values()[1], all.values()[2], 1);
  }

  private static LeastSquares search(int iterations) {
    return LeastSquares.standard()
        .withMaxIterations(iterations)
        .withTolerance(1e-3)
        .withDifferenceStep(DIFFERENCE);
  }

  private static SearchParameter deadBand(double start) {
    return new SearchParameter("dead band", start, 0, MOST_DEAD_BAND, Scale.LINEAR);
  }

  private static SearchParameter gain(double start) {
    return new SearchParameter("gain", start, 0.3, 1.5, Scale.LINEAR);
  }

  private ResidualFunction residuals(List<HandLog> of, Function<double[], HandGap> gaps) {
    int size = of.stream().mapToInt(log -> 3 * log.rows()).sum();
    return new ResidualFunction() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public void evaluate(double[][] points, double[][] residuals) {
        for (int i = 0; i < points.length; i++) {
          try (HandReplay replay = replays.apply(gaps.apply(points[i]))) {
            fill(replay, of, residuals[i]);
          }
        }
      }
    };
  }

  private static void fill(HandReplay replay, List<HandLog> logs, double[] residuals) {
    int at = 0;
    for (HandLog log : logs) {
      double[][] simulated = replay.positions(log);
      for (int row = 1; row <= log.rows(); row++) {
        for (int axis = 0; axis < 3; axis++) {
          residuals[at++] = simulated[row][axis] - log.positions()[row][axis];
        }
      }
    }
  }
}
