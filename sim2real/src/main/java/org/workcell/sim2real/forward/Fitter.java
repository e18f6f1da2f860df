package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.optimize.LeastSquares;
import org.workcell.sim2real.optimize.LeastSquaresResult;
import org.workcell.sim2real.optimize.RobustLoss;

/** Fits the unknowns of a family to logs. Immutable. */
final class Fitter {

  /** Windows with which starting points and delays are compared. */
  private static final int FEW_WINDOWS = 30;

  private static final int FIRST_STEPS = 8;
  private static final double ROUGH_TOLERANCE = 1e-3;
  private static final double TOLERANCE = 1e-5;
  private static final double NORMAL_PER_MEDIAN = 1.4826;

  private final ForwardOptions options;
  private final List<RobotLog> logs;

  Fitter(ForwardOptions options, List<RobotLog> logs) {
    this.options = options;
    this.logs = List.copyOf(logs);
  }

  /** From several starting points, with all delays of the grid. */
  FamilyFit search(FamilyModel model, List<double[]> starts) {
    double[] best = starts.get(0);
    if (options.multiStart().draws() > 0 || starts.size() > 1) {
      try (WindowSet few = WindowSet.of(model, logs, options, FEW_WINDOWS)) {
        best =
            options
                .multiStart()
                .minimize(
                    LeastSquares.standard()
                        .withMaxIterations(FIRST_STEPS)
                        .withTolerance(ROUGH_TOLERANCE),
                    model.space(),
                    starts,
                    few,
                    new SeedStreams(options.seed()).stream("starts " + model.family().name()))
                .values();
      }
    }
    if (model.unknowns().stream().anyMatch(Unknown::isDelay)) {
      best = new DelaySearch(options, logs, FEW_WINDOWS / 2).run(model, best);
    }
    return refine(model, best);
  }

  /** From a starting point to the minimum, with all windows. */
  FamilyFit refine(FamilyModel model, double[] start) {
    return refine(model, start, options.maxIterations(), TOLERANCE, Integer.MAX_VALUE);
  }

  /** As {@link #refine}, as far as predictions need it. */
  FamilyFit adapt(FamilyModel model, double[] start) {
    return refine(model, start, FIRST_STEPS, ROUGH_TOLERANCE, Integer.MAX_VALUE);
  }

  /** As {@link #adapt}, with few of the windows, to compare what is fitted. */
  FamilyFit onFewWindows(FamilyModel model, double[] start) {
    return refine(model, start, 2 * FIRST_STEPS, ROUGH_TOLERANCE, FEW_WINDOWS);
  }

  private FamilyFit refine(
      FamilyModel model, double[] start, int steps, double tolerance, int most) {
    try (WindowSet all = WindowSet.of(model, logs, options, most)) {
      RobustLoss first = loss(evaluate(all, start));
      LeastSquaresResult rough =
          LeastSquares.standard()
              .withLoss(first)
              .withMaxIterations(FIRST_STEPS)
              .withTolerance(10 * ROUGH_TOLERANCE)
              .minimize(model.space(), start, all);
      RobustLoss last = loss(rough.residuals());
      LeastSquaresResult result =
          LeastSquares.standard()
              .withLoss(last)
              .withMaxIterations(steps)
              .withTolerance(tolerance)
              .minimize(model.space(), rough.values(), all);
      return new FamilyFit(model, result, last, all.blocks(), all.trajectories(), all.windows());
    }
  }

  private static double[] evaluate(WindowSet windows, double[] values) {
    double[][] rows = new double[1][windows.size()];
    windows.evaluate(new double[][] {values}, rows);
    return rows[0];
  }

  /** With a threshold in robust standard deviations of these residuals. */
  private RobustLoss loss(double[] residuals) {
    if (Double.isInfinite(options.robustThreshold())) {
      return RobustLoss.SQUARED;
    }
    double[] sizes = new double[residuals.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(residuals[i]);
    }
    Arrays.sort(sizes);
    double deviation = NORMAL_PER_MEDIAN * sizes[sizes.length / 2];
    return new RobustLoss(Math.max(Double.MIN_NORMAL, options.robustThreshold() * deviation));
  }

  /** Starting points: the standard one, and those of simpler families that are part of this one. */
  static List<double[]> starts(FamilyModel model, List<FamilyFit> simpler) {
    List<double[]> starts = new ArrayList<>();
    starts.add(model.space().nominal());
    for (FamilyFit fit : simpler) {
      if (fit.model().family().isWithin(model.family())) {
        starts.add(model.startFrom(fit.model(), fit.values()));
      }
    }
    return starts;
  }
}
