package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.optimize.LeastSquares;
import org.workcell.sim2real.optimize.Minimum;
import org.workcell.sim2real.optimize.RobustLoss;

/**
 * Finds delays outside the optimizer. Wrong gains and masses imitate a delay, and a gradient that
 * starts at none stays there; so each delay of the grid gets a fit of everything else, and the best
 * one wins. Joints with delays of their own then move along the grid one by one. The refinement
 * below a physics step is left to the fit that follows.
 */
final class DelaySearch {

  /** Steps of the first fit, and of those that start where a neighbour on the grid ended. */
  private static final int FIRST_STEPS = 6;

  private static final int MORE_STEPS = 2;
  private static final int REACH = 3;

  /** The grid ends after so many delays in a row whose costs are so much above the lowest. */
  private static final int ENOUGH = 3;

  private static final double MUCH_WORSE = 2;

  private final ForwardOptions options;
  private final List<RobotLog> logs;
  private final int windows;

  DelaySearch(ForwardOptions options, List<RobotLog> logs, int windows) {
    this.options = options;
    this.logs = logs;
    this.windows = windows;
  }

  /** Values of all unknowns, delays among them. */
  double[] run(FamilyModel model, double[] start) {
    double[] best = shared(model, start);
    long delays = model.unknowns().stream().filter(Unknown::isDelay).count();
    return delays > 1 ? oneByOne(model, best) : best;
  }

  /** The same delay for all joints. */
  private double[] shared(FamilyModel model, double[] start) {
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < start.length; i++) {
      if (!model.unknowns().get(i).isDelay()) {
        others.add(i);
      }
    }
    double[] values = others.stream().mapToDouble(i -> start[i]).toArray();
    double lowest = Double.POSITIVE_INFINITY;
    double[] best = start;
    int worse = 0;
    for (int point = 0; point < options.delays().points() && worse < ENOUGH; point++) {
      double delay = point * options.delays().stepSeconds();
      Minimum fit = withDelay(model, others, delay, values, point == 0 ? FIRST_STEPS : MORE_STEPS);
      values = fit.values();
      if (fit.cost() < lowest) {
        lowest = fit.cost();
        worse = 0;
        best = start.clone();
        for (int i = 0; i < best.length; i++) {
          best[i] = others.contains(i) ? values[others.indexOf(i)] : delay;
        }
      } else {
        worse = fit.cost() > MUCH_WORSE * lowest ? worse + 1 : 0;
      }
    }
    return best;
  }

  private Minimum withDelay(
      FamilyModel model, List<Integer> others, double delay, double[] values, int steps) {
    Map<String, Double> held = new HashMap<>();
    for (Unknown unknown : model.unknowns()) {
      if (unknown.isDelay()) {
        unknown.paths().forEach(path -> held.put(path, delay));
      }
    }
    FamilyModel fixed = model.with(others.stream().map(model.unknowns()::get).toList(), held);
    try (WindowSet few = WindowSet.of(fixed, logs, options, windows)) {
      return LeastSquares.standard()
          .withMaxIterations(steps)
          .withTolerance(1e-3)
          .descend(fixed.space(), values, few);
    }
  }

  private double[] oneByOne(FamilyModel model, double[] start) {
    double[] best = start.clone();
    try (WindowSet few = WindowSet.of(model, logs, options, windows)) {
      for (int i = 0; i < best.length; i++) {
        if (model.unknowns().get(i).isDelay()) {
          best[i] = along(few, best, i);
        }
      }
    }
    return best;
  }

  private double along(WindowSet few, double[] values, int index) {
    double[][] points = new double[2 * REACH + 1][];
    for (int k = 0; k < points.length; k++) {
      points[k] = values.clone();
      double delay = values[index] + (k - REACH) * options.delays().stepSeconds();
      points[k][index] = Math.max(0, Math.min(options.delays().maxSeconds(), delay));
    }
    double[][] residuals = new double[points.length][few.size()];
    few.evaluate(points, residuals);
    int lowest = REACH;
    double[] costs = new double[points.length];
    for (int k = 0; k < points.length; k++) {
      costs[k] = RobustLoss.SQUARED.cost(residuals[k]);
      lowest = costs[k] < costs[lowest] ? k : lowest;
    }
    return points[lowest][index];
  }
}
