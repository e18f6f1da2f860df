package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.Drive;
import org.workcell.sim2real.model.RobotJoint;
import org.workcell.sim2real.optimize.LeastSquares;
import org.workcell.sim2real.optimize.Minimum;
import org.workcell.sim2real.optimize.RobustLoss;
import org.workcell.sim2real.optimize.WeakDirection;
import org.workcell.sim2real.replay.LogNoise;

/**
 * Looks for limits of drives on top of a fit without any. A limit that no window reaches has no
 * gradient, and a fit without limits invents friction and masses in their place. So the search
 * begins with limits that act: shares of what the drives give without limits, once with the fitted
 * values of everything else and once with the nominal ones. Half of the logs are fitted; what is
 * found is kept only if it lowers the error on the other half, and a second kind of limits takes
 * the place of a first one where its error there is lower by a percent. Limits may act in a few
 * logs only, and each half needs some of those: logs are dealt by the error that no limits leave. A
 * limit that could as well be absent is frozen. Where errors without limits are those of noise,
 * there is nothing to look for.
 */
final class LimitSearch {

  /**
   * Where limits begin, as shares of what the drives give without limits.
   *
   * @param effort of the largest effort
   * @param speed of the largest speed, for a no-load speed
   */
  private record Start(double effort, double speed) {}

  private static final List<Start> STARTS = List.of(new Start(0.7, 3), new Start(0.4, 3));

  /**
   * One more for no-load speeds: those that begin far above the speeds of the logs tend to stay
   * where they do not act.
   */
  private static final Start SLOW_START = new Start(0.7, 1.5);

  /** Bounds of limits, of efforts and speeds; above the upper ones they hardly act. */
  private static final double LEAST_EFFORT = 0.05;

  private static final double MOST_EFFORT = 3;
  private static final double LEAST_SPEED = 0.5;
  private static final double MOST_SPEED = 20;

  private static final int FIRST_STEPS = 3;
  private static final int MORE_STEPS = 7;
  private static final int FIRST_WINDOWS = 15;
  private static final int MORE_WINDOWS = 30;
  private static final double TOLERANCE = 1e-3;

  /** The least gain of the root mean square on logs held out, as a share. */
  private static final double LEAST_GAIN = 0.05;

  /** The same for a second kind of limits over a first one: it has more unknowns. */
  private static final double LEAST_GAIN_OVER_ANOTHER = 0.01;

  /**
   * An error in deviations of noise that leaves nothing for limits to explain: states at which
   * windows start have noise, too.
   */
  private static final double AT_NOISE = 1.5;

  static final String AT_NOISE_TEXT =
      "limits of drives: not looked for, because errors are about as large as the noise of the"
          + " logs";

  /** What it may rise by where a limit is taken away that does not matter. */
  private static final double ALLOWED_RISE = 0.005;

  private static final String LIMITED = "torque-speed-limit.";

  /** Values, and the mean square error that they leave. */
  private record Place(FamilyModel model, double[] values, double cost) {}

  private final ForwardProblem problem;
  private final ForwardOptions options;
  private final Consumer<String> progress;
  private final List<RobotLog> fitted = new ArrayList<>();
  private final List<RobotLog> judging = new ArrayList<>();
  private final List<Frozen> undetermined = new ArrayList<>();
  private final List<WeakDirection> weak = new ArrayList<>();

  /**
   * A search.
   *
   * @param options with the part {@link Part#SATURATION}
   */
  LimitSearch(ForwardProblem problem, ForwardOptions options, Consumer<String> progress) {
    this.problem = problem;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Looks for limits.
   *
   * @param fit with few windows or all
   * @return a fit to all windows; null where the logs do not determine any limits
   */
  FamilyFit run(FamilyFit fit, Fitter fitter) {
    deal(fit);
    DrivePeaks peaks = DrivePeaks.of(fit, problem.logs(), options);
    List<FamilyModel> models = models(fit, peaks);
    Place found = judging.isEmpty() ? null : search(fit, models, peaks);
    if (found == null) {
      models.stream().limit(1).forEach(model -> nameUndetermined(fit, model));
      progress.accept(
          judging.isEmpty()
              ? "limits of drives: not looked for, because no log can be held out of one"
              : "limits of drives: not determined");
      return null;
    }
    Place needed = withoutIdle(found);
    return fitter.fit(needed.model, needed.values);
  }

  /** Halves of the logs that have a window: the worst to one, the next two to the other. */
  private void deal(FamilyFit fit) {
    Map<RobotLog, Double> errors = new HashMap<>();
    for (RobotLog log : problem.logs()) {
      if (WindowSet.count(fit.model(), List.of(log), options) > 0) {
        errors.put(log, meanSquare(fit, log));
      }
    }
    List<RobotLog> worstFirst = new ArrayList<>(errors.keySet());
    worstFirst.sort(
        Comparator.comparing((RobotLog log) -> -errors.get(log))
            .thenComparing(log -> log.meta().name()));
    for (int i = 0; i < worstFirst.size(); i++) {
      (i % 4 == 0 || i % 4 == 3 ? fitted : judging).add(worstFirst.get(i));
    }
  }

  private double meanSquare(FamilyFit fit, RobotLog log) {
    try (WindowSet all = WindowSet.of(fit.model(), List.of(log), options, Integer.MAX_VALUE)) {
      return cost(all, fit.values()) / all.size();
    }
  }

  /** The robot with limits of each kind that its drives can have. */
  private List<FamilyModel> models(FamilyFit fit, DrivePeaks peaks) {
    ActuatorFamily family = fit.model().family();
    List<FamilyModel> models = new ArrayList<>();
    add(models, family, peaks);
    if (family.drive() == DriveModel.ENGINE && canBeServos(fit)) {
      add(models, family.with(DriveModel.LIMITED), peaks);
    }
    return models;
  }

  /** Whether stages can take the place of the model's servos, whose gains nobody else sets. */
  private boolean canBeServos(FamilyFit fit) {
    boolean servos =
        problem.joints().stream()
            .filter(joint -> joint.actuator() >= 0)
            .map(RobotJoint::drive)
            .allMatch(Drive.POSITION_SERVO::equals);
    List<String> named = new ArrayList<>(fit.model().bindings().paths());
    named.addAll(options.held().keySet());
    named.addAll(options.bounds().keySet());
    return servos && named.stream().noneMatch(path -> path.endsWith("/kp") || path.endsWith("/kv"));
  }

  private void add(List<FamilyModel> models, ActuatorFamily family, DrivePeaks peaks) {
    FamilyModel model = FamilyModel.of(problem.model(), problem.joints(), family, options);
    List<Unknown> unknowns =
        model.unknowns().stream().map(unknown -> bounded(unknown, peaks)).toList();
    if (unknowns.stream().anyMatch(Unknown::isLimit)) {
      models.add(model.with(unknowns, Map.of()));
    }
  }

  /** Around the largest effort and speed, unless the user has given bounds. */
  private Unknown bounded(Unknown unknown, DrivePeaks peaks) {
    String path = unknown.search().name();
    boolean given = PathPattern.find(options.bounds(), path).isPresent();
    if (!unknown.isLimit() || given || peaks.effortOf(path) == 0) {
      return unknown;
    }
    boolean nominal = Double.isFinite(unknown.nominal()) && !path.contains(LIMITED);
    double own = nominal ? unknown.nominal() : 0;
    Unknown within =
        isSpeed(unknown)
            ? unknown.within(LEAST_SPEED * peaks.speedOf(path), MOST_SPEED * peaks.speedOf(path))
            : unknown.within(
                LEAST_EFFORT * peaks.effortOf(path),
                Math.max(own, MOST_EFFORT * peaks.effortOf(path)));
    return nominal ? within : within.unlimited();
  }

  private Place search(FamilyFit fit, List<FamilyModel> models, DrivePeaks peaks) {
    Place everywhere = descend(fit.model(), fit.values(), problem.logs(), 2 * MORE_WINDOWS, 0);
    if (rms(everywhere) <= AT_NOISE * noise(fit.model())) {
      progress.accept(AT_NOISE_TEXT);
      return null;
    }
    Place without = descend(fit.model(), fit.values(), fitted, FIRST_WINDOWS, FIRST_STEPS);
    Place judgedWithout = judged(without.model, without.values);
    tell("none", judgedWithout);
    Place found = null;
    for (FamilyModel model : models) {
      Place near =
          starts(fit, model, peaks).stream()
              .map(start -> descend(model, start, fitted, FIRST_WINDOWS, FIRST_STEPS))
              .min(Comparator.comparingDouble(Place::cost))
              .orElseThrow();
      if (near.cost < gained(without.cost, LEAST_GAIN)) {
        Place judged = judged(model, goOn(near).values);
        tell(model.family().name(), judged);
        if (isBetter(judged, found, judgedWithout)) {
          found = judged;
        }
      }
    }
    return found;
  }

  /** Root of the mean square over joints of the noise of logged positions. */
  private double noise(FamilyModel model) {
    double[] deviations = LogNoise.of(WindowSet.replayable(model, problem.logs())).position();
    return Math.sqrt(DoubleStream.of(deviations).map(each -> each * each).average().orElse(0));
  }

  private void tell(String limits, Place place) {
    progress.accept(
        "limits of drives: %s, error on logs held out %.4g".formatted(limits, rms(place)));
  }

  /** Freezes limits without which the error is the same. */
  private Place withoutIdle(Place place) {
    List<Unknown> kept = new ArrayList<>(place.model.unknowns());
    Map<String, Double> held = new HashMap<>();
    double[] values = place.values.clone();
    try (WindowSet all = WindowSet.of(place.model, problem.logs(), options, 2 * MORE_WINDOWS)) {
      double allowed = (1 + ALLOWED_RISE) * (1 + ALLOWED_RISE) * cost(all, values);
      for (int i : limits(place.model)) {
        Unknown unknown = place.model.unknowns().get(i);
        double limit = values[i];
        values[i] = unknown.search().nominal();
        if (cost(all, values) > allowed) {
          values[i] = limit;
        } else {
          kept.remove(unknown);
          unknown.paths().forEach(path -> held.put(path, unknown.search().nominal()));
          undetermined.add(new Frozen(unknown, name(unknown)));
        }
      }
    }
    FamilyModel model = place.model.with(kept, held);
    return new Place(model, model.startFrom(place.model, values), place.cost);
  }

  /** Places of the limits among the unknowns: speeds first, because an effort may do alone. */
  private static List<Integer> limits(FamilyModel model) {
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < model.unknowns().size(); i++) {
      if (model.unknowns().get(i).isLimit()) {
        limits.add(i);
      }
    }
    limits.sort(Comparator.comparing(i -> !isSpeed(model.unknowns().get(i))));
    return limits;
  }

  private static boolean isSpeed(Unknown unknown) {
    return unknown.search().name().endsWith(".no_load_speed");
  }

  private static double cost(WindowSet windows, double[] values) {
    double[][] residuals = new double[1][windows.size()];
    windows.evaluate(new double[][] {values}, residuals);
    return RobustLoss.SQUARED.cost(residuals[0]);
  }

  private static boolean isBetter(Place place, Place found, Place without) {
    return found == null
        ? place.cost < gained(without.cost, LEAST_GAIN)
        : place.cost < gained(found.cost, LEAST_GAIN_OVER_ANOTHER);
  }

  private static double gained(double cost, double share) {
    return (1 - share) * (1 - share) * cost;
  }

  private List<double[]> starts(FamilyFit fit, FamilyModel model, DrivePeaks peaks) {
    List<double[]> starts = new ArrayList<>();
    List<Start> limits = new ArrayList<>(STARTS);
    if (model.unknowns().stream().anyMatch(LimitSearch::isSpeed)) {
      limits.add(SLOW_START);
    }
    for (Start limit : limits) {
      for (boolean nominal : new boolean[] {false, true}) {
        double[] values = model.startFrom(fit.model(), fit.values());
        for (int i = 0; i < values.length; i++) {
          Unknown unknown = model.unknowns().get(i);
          String path = unknown.search().name();
          if (unknown.isLimit()) {
            values[i] =
                isSpeed(unknown)
                    ? limit.speed * peaks.speedOf(path)
                    : limit.effort * peaks.effortOf(path);
          } else if (nominal && !unknown.isDelay()) {
            values[i] = unknown.search().nominal();
          }
        }
        starts.add(values);
      }
    }
    return starts;
  }

  /** Delays are looked for again: without limits, soft gains may have taken their place. */
  private Place goOn(Place place) {
    double[] values = place.values;
    if (place.model.unknowns().stream().anyMatch(Unknown::isDelay)) {
      values = new DelaySearch(options, fitted, FIRST_WINDOWS).run(place.model, values);
    }
    return descend(place.model, values, fitted, MORE_WINDOWS, MORE_STEPS);
  }

  private Place judged(FamilyModel model, double[] values) {
    return descend(model, values, judging, 2 * MORE_WINDOWS, 0);
  }

  private Place descend(
      FamilyModel model, double[] start, List<RobotLog> logs, int windows, int steps) {
    try (WindowSet set = WindowSet.of(model, logs, options, windows)) {
      Minimum end =
          LeastSquares.standard()
              .withMaxIterations(steps)
              .withTolerance(TOLERANCE)
              .descend(model.space(), start, set);
      return new Place(model, end.values(), end.cost() / set.size());
    }
  }

  /** Limits at values that change nothing. */
  List<Frozen> undetermined() {
    return undetermined;
  }

  /** Names of limits that the logs do not tell. */
  List<WeakDirection> weak() {
    return weak;
  }

  private static double rms(Place place) {
    return Math.sqrt(place.cost / RobustLoss.SQUARED.cost(new double[] {1}));
  }

  /** Those that the fit's own robot has stand in the file, too. */
  private void nameUndetermined(FamilyFit fit, FamilyModel model) {
    for (int i : limits(model)) {
      Unknown unknown = model.unknowns().get(i);
      WeakDirection direction = name(unknown);
      if (fit.model().family().equals(model.family())) {
        undetermined.add(new Frozen(unknown, direction));
      }
    }
  }

  private WeakDirection name(Unknown unknown) {
    WeakDirection direction =
        new WeakDirection(List.of(unknown.search().name()), List.of(1.0), Double.POSITIVE_INFINITY);
    weak.add(direction);
    return direction;
  }
}
