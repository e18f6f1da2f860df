package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.random.SeedStreams;
import org.workcell.sim2real.optimize.LeastSquares;
import org.workcell.sim2real.optimize.Minimum;
import org.workcell.sim2real.optimize.MultiStart;
import org.workcell.sim2real.optimize.RobustLoss;

/** Fits the unknowns of a family to logs. Immutable. */
final class Fitter {

  /** Windows with which delays are compared. */
  private static final int FEW_WINDOWS = 30;

  /** Windows with which a family is fitted to all logs but some. */
  private static final int ADAPTED_WINDOWS = 50;

  private static final int FIRST_STEPS = 8;

  /** Jacobians of a trial that freezes something. */
  private static final int TRIAL_STEPS = 2;

  private static final double STAGE_TOLERANCE = 1e-2;
  private static final double ROUGH_TOLERANCE = 1e-3;

  /** To compare families, and to choose what is fitted. */
  private static final double TOLERANCE = 3e-4;

  private static final double FINE_TOLERANCE = 1e-5;

  /**
   * What a fit may leave, as shares of the cost of one window: logs of so many windows tell no
   * smaller differences, and robots with dry friction have long flat valleys.
   */
  private static final double WINDOW_SHARE = 0.1;

  private static final double FINE_WINDOW_SHARE = 0.01;

  /**
   * Of the last fit, as a share of the box. Dry friction holds and lets go at other times where a
   * parameter moves by more, and differences across that mislead: gains, inertias and friction of a
   * robot nearly share one factor, whose derivative is a small rest of large ones.
   */
  private static final double FINE_DIFFERENCE = 1e-6;

  private static final double NORMAL_PER_MEDIAN = 1.4826;

  private final ForwardOptions options;
  private final List<RobotLog> logs;

  Fitter(ForwardOptions options, List<RobotLog> logs) {
    this.options = options;
    this.logs = List.copyOf(logs);
  }

  /** Values near the minimum, from several starting points or with all delays of the grid. */
  double[] search(FamilyModel model, List<double[]> starts) {
    MultiStart multiStart = options.multiStart();
    List<double[]> all = new ArrayList<>(starts);
    boolean hasDelay = model.unknowns().stream().anyMatch(Unknown::isDelay);
    if (hasDelay && starts.size() == 1) {
      all.add(0, new DelaySearch(options, logs, FEW_WINDOWS / 2).run(model, starts.get(0)));
      if (multiStart.draws() == 0) {
        return descend(model, all.get(0));
      }
    }
    try (WindowSet quarters = WindowSet.shortened(model, logs, options, 0.25, 40);
        WindowSet halves = WindowSet.shortened(model, logs, options, 0.5, 30);
        WindowSet whole = WindowSet.of(model, logs, options, 40)) {
      return multiStart.minimize(
          LeastSquares.standard().withTolerance(STAGE_TOLERANCE),
          model.space(),
          all,
          List.of(quarters, halves, whole),
          new SeedStreams(options.seed()).stream("starts " + model.family().name()));
    }
  }

  /** With few of many windows, whose minimum is near that of all and costs less to find. */
  private double[] descend(FamilyModel model, double[] start) {
    if (WindowSet.count(model, logs, options) < 2 * FEW_WINDOWS) {
      return start;
    }
    try (WindowSet few = WindowSet.of(model, logs, options, FEW_WINDOWS)) {
      return method(RobustLoss.SQUARED, 2 * FIRST_STEPS, ROUGH_TOLERANCE)
          .descend(model.space(), start, few)
          .values();
    }
  }

  /** From a starting point near the minimum with all windows, as far as comparisons need it. */
  FamilyFit fit(FamilyModel model, double[] start) {
    try (WindowSet all = WindowSet.of(model, logs, options, Integer.MAX_VALUE)) {
      return descend(all, model, start, options.maxIterations(), TOLERANCE, WINDOW_SHARE);
    }
  }

  /** From a starting point to the minimum, with all windows. */
  LinearizedFit refine(FamilyModel model, double[] start) {
    try (WindowSet all = WindowSet.of(model, logs, options, Integer.MAX_VALUE)) {
      FamilyFit rough = rough(all, model, start);
      double tolerance = Math.max(FINE_TOLERANCE, FINE_WINDOW_SHARE / all.windows());
      LeastSquares method =
          method(rough.loss(), options.maxIterations(), tolerance)
              .withDifferenceStep(FINE_DIFFERENCE);
      return linearized(model, rough.values(), method, all);
    }
  }

  /** At values that {@link #search} has found, with few of the windows. */
  FamilyFit at(FamilyModel model, double[] values) {
    try (WindowSet few = WindowSet.of(model, logs, options, FEW_WINDOWS)) {
      return rough(few, model, values);
    }
  }

  /** A fit to all windows with the Jacobian there. */
  LinearizedFit linearized(FamilyFit fit) {
    try (WindowSet all = WindowSet.of(fit.model(), logs, options, Integer.MAX_VALUE)) {
      return linearized(fit.model(), fit.values(), method(fit.loss(), 0, 0), all);
    }
  }

  private static LinearizedFit linearized(
      FamilyModel model, double[] start, LeastSquares method, WindowSet windows) {
    return new LinearizedFit(
        model,
        method.minimize(model.space(), start, windows),
        method.loss(),
        windows.blocks(),
        windows.trajectories(),
        windows.windows());
  }

  /** More steps of a fit to all windows, as far as a cost, the first with its own Jacobian. */
  LinearizedFit resume(LinearizedFit fit, double goal) {
    try (WindowSet all = WindowSet.of(fit.model(), logs, options, Integer.MAX_VALUE)) {
      LeastSquares method = method(fit.loss(), TRIAL_STEPS, ROUGH_TOLERANCE).withGoal(goal);
      return fit.with(fit.model(), method.resume(fit.result(), all));
    }
  }

  /** Values that a fit moves to with other logs, as far as predictions need it. */
  double[] adapt(FamilyFit fit) {
    try (WindowSet most = WindowSet.of(fit.model(), logs, options, ADAPTED_WINDOWS)) {
      return method(fit.loss(), FIRST_STEPS, 2 * ROUGH_TOLERANCE)
          .descend(fit.model().space(), fit.values(), most)
          .values();
    }
  }

  private FamilyFit descend(
      WindowSet windows,
      FamilyModel model,
      double[] start,
      int steps,
      double leastTolerance,
      double windowShare) {
    FamilyFit rough = rough(windows, model, start);
    double tolerance = Math.max(leastTolerance, windowShare / windows.windows());
    Minimum end =
        method(rough.loss(), steps, tolerance).descend(model.space(), rough.values(), windows);
    return new FamilyFit(model, end, rough.loss(), windows.windows());
  }

  /** The loss for these windows, and where a robust one is nearly least. */
  private FamilyFit rough(WindowSet windows, FamilyModel model, double[] start) {
    double[] residuals = evaluate(windows, start);
    RobustLoss loss = loss(residuals);
    Minimum place = new Minimum(start, loss.cost(residuals), residuals);
    if (!Double.isFinite(place.cost())) {
      throw new IllegalArgumentException(
          "the starting point %s cannot be simulated; start elsewhere"
              .formatted(Arrays.toString(start)));
    }
    if (loss.threshold() < Double.POSITIVE_INFINITY) {
      place =
          method(loss, FIRST_STEPS, 10 * ROUGH_TOLERANCE).descend(model.space(), start, windows);
      loss = loss(place.residuals());
    }
    return new FamilyFit(model, place, loss, windows.windows());
  }

  private static LeastSquares method(RobustLoss loss, int steps, double tolerance) {
    return LeastSquares.standard().withLoss(loss).withMaxIterations(steps).withTolerance(tolerance);
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
