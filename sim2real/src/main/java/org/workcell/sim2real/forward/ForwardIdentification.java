package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.Drive;

/**
 * Finds the parameters with which open-loop replays of short windows follow the logs.
 *
 * <ol>
 *   <li>Every family is fitted to all logs: starting points, grid of delays, least squares.
 *   <li>Where there are several, files are held out in turn, and the family with the lowest
 *       held-out error is chosen.
 *   <li>Limits of drives are looked for, where they are asked for.
 *   <li>What the logs cannot tell is named and frozen, and the rest is fitted again.
 *   <li>Intervals, errors, and the parameter file.
 * </ol>
 *
 * The same logs, options and seed give the same bytes on the same machine, whatever the number of
 * threads.
 */
public final class ForwardIdentification {

  private final ForwardProblem problem;
  private final ForwardOptions options;
  private final Consumer<String> progress;

  /** Where fits to all windows start that wait for the search for limits. */
  private final Map<FamilyModel, double[]> starts = new IdentityHashMap<>();

  private ForwardIdentification(
      ForwardProblem problem, ForwardOptions options, Consumer<String> progress) {
    this.problem = problem;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Identifies.
   *
   * @param progress gets a line for each family and step
   * @throws IllegalArgumentException naming what the model or the logs lack, or that all logs are
   *     shorter than a window or the longest horizon
   */
  public static ForwardResult identify(
      ForwardProblem problem, ForwardOptions options, Consumer<String> progress) {
    return new ForwardIdentification(problem, options, progress).run();
  }

  private ForwardResult run() {
    requireHorizons("fitted", problem.logs());
    if (!problem.heldOut().isEmpty()) {
      requireHorizons("held out", problem.heldOut());
    }
    ModelChoice choice =
        options.families().size() > 1 ? new ModelChoice(options, comparable()) : null;
    Fitter fitter = new Fitter(options, problem.logs());
    List<FamilyFit> fits = fits(fitter);
    List<FamilyScore> scores = scores(fits, choice);
    FamilyFit chosen = fits.get(lowest(scores));
    progress.accept("chosen: " + chosen.model().family().name());
    LimitSearch limits = new LimitSearch(problem, options, progress);
    if (options.parts().contains(Part.SATURATION)) {
      chosen = withLimits(chosen, fitter, limits);
    }
    Freezer freezer = new Freezer(options, fitter);
    FamilyFit determined = freezer.run(chosen);
    LinearizedFit last = fitter.refine(determined.model(), determined.values());
    freezer.frozen().forEach(frozen -> progress.accept("frozen: " + frozen.direction()));
    last.bounds().forEach(progress);
    Map<String, HorizonErrors> logErrors = new LinkedHashMap<>();
    HorizonErrors fitted = errors(last, problem.logs(), logErrors);
    HorizonErrors heldOut =
        problem.heldOut().isEmpty() ? null : errors(last, problem.heldOut(), logErrors);
    return new ForwardResult(
        new ParameterFileWriter(problem, options, last, freezer, limits.undetermined())
            .write(fitted, heldOut, scores),
        scores,
        last.model().family(),
        nominal(),
        Stream.concat(freezer.frozen().stream().map(Frozen::direction), limits.weak().stream())
            .toList(),
        logErrors,
        heldOut,
        last.result().evaluations());
  }

  private void requireHorizons(String which, List<RobotLog> logs) {
    if (!HorizonErrors.existFor(firstFamily(), logs, options)) {
      throw new IllegalArgumentException(
          "every log that is %s is shorter than the longest horizon, %s s, without gaps; ask for shorter horizons or give longer logs"
              .formatted(which, options.longestHorizon()));
    }
  }

  private FamilyModel firstFamily() {
    return FamilyModel.of(problem.model(), problem.joints(), options.families().get(0), options);
  }

  /** Logs that can be fitted, and predicted by a fit to others. */
  private List<RobotLog> comparable() {
    FamilyModel model = firstFamily();
    return problem.logs().stream()
        .filter(log -> HorizonErrors.existFor(model, List.of(log), options))
        .filter(log -> WindowSet.count(model, List.of(log), options) > 0)
        .toList();
  }

  private FamilyFit withLimits(FamilyFit fit, Fitter fitter, LimitSearch limits) {
    FamilyFit limited = limits.run(fit, fitter);
    if (limited != null) {
      return limited;
    }
    double[] start = starts.get(fit.model());
    return start == null ? fit : fitter.fit(fit.model(), start);
  }

  private List<FamilyFit> fits(Fitter fitter) {
    List<FamilyFit> fits = new ArrayList<>();
    for (ActuatorFamily family : options.families()) {
      FamilyModel model =
          FamilyModel.of(
              problem.model(), problem.joints(), family, options.without(Part.SATURATION));
      double[] found = fitter.search(model, Fitter.starts(model, fits));
      FamilyFit fit;
      if (options.families().size() == 1 && options.parts().contains(Part.SATURATION)) {
        fit = fitter.at(model, found);
        starts.put(model, found);
      } else {
        fit = fitter.fit(model, found);
      }
      fits.add(fit);
      progress.accept(
          "%s: %d unknowns, %d windows, error %.4g"
              .formatted(
                  family.name(), model.unknowns().size(), fit.windows(), fit.minimum().rms()));
    }
    return fits;
  }

  private List<FamilyScore> scores(List<FamilyFit> fits, ModelChoice choice) {
    List<FamilyScore> scores = new ArrayList<>();
    for (FamilyFit fit : fits) {
      HorizonErrors fitted = HorizonErrors.of(fit.model(), fit.values(), problem.logs(), options);
      HorizonErrors heldOut = choice == null ? null : choice.heldOut(fit);
      scores.add(
          new FamilyScore(fit.model().family(), fit.model().unknowns().size(), fitted, heldOut));
      if (heldOut != null) {
        progress.accept("%s: held-out errors %s".formatted(fit.model().family().name(), heldOut));
      }
    }
    return scores;
  }

  private static int lowest(List<FamilyScore> scores) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < scores.size(); i++) {
      order.add(i);
    }
    return order.stream()
        .min(
            Comparator.comparingDouble(
                i -> scores.get(i).heldOut() == null ? 0 : scores.get(i).heldOut().mean()))
        .orElseThrow();
  }

  /** Of all logs together; those of each go into a table by the log's name. */
  private HorizonErrors errors(
      LinearizedFit fit, List<RobotLog> logs, Map<String, HorizonErrors> logErrors) {
    HorizonErrors sum = HorizonErrors.none(options.horizonsSeconds());
    for (RobotLog log : logs) {
      HorizonErrors errors = HorizonErrors.of(fit.model(), fit.values(), List.of(log), options);
      if (errors.count() > 0) {
        logErrors.put(log.meta().name(), errors);
      } else {
        progress.accept(
            "%s: no errors, because it is shorter than the longest horizon, %s s"
                .formatted(log.meta().name(), options.longestHorizon()));
      }
      sum = sum.plus(errors);
    }
    return sum;
  }

  /** Where the model's own actuators take the logs' commands. */
  private HorizonErrors nominal() {
    boolean positions =
        problem.logs().stream().allMatch(log -> log.meta().commandKind() == CommandKind.POSITION);
    boolean servos =
        problem.joints().stream().allMatch(joint -> joint.drive() == Drive.POSITION_SERVO);
    if (!positions || !servos) {
      return null;
    }
    ForwardOptions nothing =
        ForwardOptions.builder()
            .parts(Set.of())
            .horizons(options.horizonsSeconds())
            .threads(options.threads())
            .build();
    FamilyModel model =
        FamilyModel.of(problem.model(), problem.joints(), ActuatorFamily.ENGINE, nothing);
    List<RobotLog> logs = problem.heldOut().isEmpty() ? problem.logs() : problem.heldOut();
    return HorizonErrors.of(model, new double[0], logs, options);
  }
}
