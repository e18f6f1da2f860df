package org.workcell.recipes.closedloop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.workcell.sim2real.optimize.LeastSquares;
import org.workcell.sim2real.optimize.Minimum;
import org.workcell.sim2real.optimize.ResidualFunction;
import org.workcell.sim2real.optimize.Scale;
import org.workcell.sim2real.optimize.SearchParameter;
import org.workcell.sim2real.optimize.SearchSpace;

/**
 * Finds delay, dead band and gain of a hand, and the damping of the arm that it hangs on: all but
 * the delay by least squares at each delay of a grid, on some of the logs, then all together from
 * the best of them. Residuals are distances of whole replays from the logs.
 */
final class HandIdentification {

  private static final double LONGEST_DELAY_SECONDS = 0.125;
  private static final double DELAY_STEP_SECONDS = 0.0125;
  private static final double[] FIRST_DAMPINGS = {1, 5};

  /** In squares of distances. */
  private static final double MUCH_WORSE = 4;

  private static final double MOST_DEAD_BAND = 0.005;
  private static final int COARSE_LOGS = 4;
  private static final int COARSE_ITERATIONS = 3;
  private static final int ITERATIONS = 15;

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
    Candidate coarse = new Candidate(Double.POSITIVE_INFINITY, new double[] {0, 0, 1, 1});
    for (double damping : FIRST_DAMPINGS) {
      coarse = alongDelays(few, damping, coarse);
    }
    double[] best = coarse.values;
    List<SearchParameter> parameters = new ArrayList<>();
    parameters.add(
        new SearchParameter("delay", best[0], 0, 2 * LONGEST_DELAY_SECONDS, Scale.LINEAR));
    parameters.addAll(others(Arrays.copyOfRange(best, 1, best.length)));
    double[] found =
        search(ITERATIONS)
            .descend(
                new SearchSpace(parameters),
                best,
                residuals(logs, point -> new HandGap(point[0], point[1], point[2], point[3])))
            .values();
    return new HandGap(found[0], found[1], found[2], found[3]);
  }

  private record Candidate(double cost, double[] values) {}

  /**
   * Takes delays in rising order, each from where the last one ended, until they only get worse.
   */
  private Candidate alongDelays(List<HandLog> few, double damping, Candidate before) {
    Candidate best = before;
    double[] start = {0, 1, damping};
    int worse = 0;
    for (int step = 0; step * DELAY_STEP_SECONDS <= LONGEST_DELAY_SECONDS && worse < 2; step++) {
      double delay = step * DELAY_STEP_SECONDS;
      Minimum found =
          search(COARSE_ITERATIONS)
              .descend(
                  new SearchSpace(others(start)),
                  start,
                  residuals(few, point -> new HandGap(delay, point[0], point[1], point[2])));
      start = found.values();
      worse = found.cost() > MUCH_WORSE * best.cost ? worse + 1 : 0;
      if (found.cost() < best.cost) {
        best = new Candidate(found.cost(), new double[] {delay, start[0], start[1], start[2]});
      }
    }
    return best;
  }

  private static List<SearchParameter> others(double[] start) {
    return List.of(
        new SearchParameter("dead band", start[0], 0, MOST_DEAD_BAND, Scale.LINEAR),
        new SearchParameter("gain", start[1], 0.3, 1.5, Scale.LINEAR),
        new SearchParameter("damping", start[2], 0.3, 30, Scale.LOG));
  }

  private static LeastSquares search(int iterations) {
    return LeastSquares.standard()
        .withMaxIterations(iterations)
        .withTolerance(1e-3)
        .withDifferenceStep(DIFFERENCE);
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
