package org.workcell.sim2real.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Chooses the form of friction by the error on rows that a fit did not see: whole logs where there
 * are several, or else quarters of the one log.
 */
final class ModelChoice {

  private static final double[] DISTANCES = {2e-5, 5e-5, 1e-4, 2e-4, 4e-4, 1e-3, 3e-3, 1e-2};
  private static final double[] VELOCITIES = {0.05, 0.1, 0.2, 0.4};
  private static final double FIRST_DISTANCE = 2e-4;
  private static final double FIRST_VELOCITY = 0.2;
  private static final int PARTS_OF_ONE = 4;

  /** A form with more coefficients has to be this much better. */
  private static final double WORTHWHILE = 0.99;

  private final Function<FrictionShape, InverseProblem> problems;
  private final List<Regressor> logs;
  private final Map<String, Double> scores = new TreeMap<>();
  private final int[][][] folds;

  ModelChoice(Function<FrictionShape, InverseProblem> problems, List<Regressor> logs) {
    this.problems = problems;
    this.logs = logs;
    this.folds = folds();
  }

  /** Relative errors, mean over joints and rows held out in turn, by family. */
  Map<String, Double> scores() {
    return scores;
  }

  FrictionShape choose() {
    FrictionShape best =
        bestOf(
            Arrays.stream(DISTANCES)
                .mapToObj(d -> new FrictionShape(FrictionShape.Family.M1, d, FIRST_VELOCITY))
                .toList());
    double distance = best.distance();
    double bestScore = Double.POSITIVE_INFINITY;
    for (FrictionShape.Family family : FrictionShape.Family.values()) {
      FrictionShape candidate = new FrictionShape(family, distance, FIRST_VELOCITY);
      if (family.stribeck) {
        candidate =
            bestOf(
                Arrays.stream(VELOCITIES)
                    .mapToObj(v -> new FrictionShape(family, distance, v))
                    .toList());
      }
      double score = score(candidate);
      scores.put("family." + family + ".cross_validation.relative_error", score);
      if (score < WORTHWHILE * bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  private FrictionShape bestOf(List<FrictionShape> candidates) {
    FrictionShape best = null;
    double bestScore = Double.POSITIVE_INFINITY;
    for (FrictionShape candidate : candidates) {
      double score = score(candidate);
      if (best == null || score < bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private double score(FrictionShape friction) {
    InverseProblem problem = problems.apply(friction);
    double[] errors = new double[problem.joints()];
    double[] norms = new double[problem.joints()];
    for (int[][] fold : folds) {
      List<InverseRows.Part> parts = new ArrayList<>();
      for (int log = 0; log < fold.length; log++) {
        parts.add(InverseRows.Part.moving(logs.get(log)).without(fold[log][0], fold[log][1]));
      }
      InverseModel model = InverseFit.of(problem, parts, new boolean[problem.size()]).model();
      for (int log = 0; log < fold.length; log++) {
        if (fold[log][1] > fold[log][0]) {
          addErrors(model, logs.get(log), fold[log], errors, norms);
        }
      }
    }
    double sum = 0;
    int counted = 0;
    for (int j = 0; j < errors.length; j++) {
      if (norms[j] > 0) {
        sum += Math.sqrt(errors[j] / norms[j]);
        counted++;
      }
    }
    return sum / Math.max(1, counted);
  }

  private static void addErrors(
      InverseModel model, Regressor regressor, int[] range, double[] errors, double[] norms) {
    double[][] predicted = model.predict(regressor);
    EffortLog log = regressor.log();
    for (int j = 0; j < errors.length; j++) {
      for (int row = range[0]; row < range[1]; row++) {
        if (log.moving()[row]) {
          double error = log.effort()[j][row] - predicted[j][row];
          errors[j] += error * error;
          norms[j] += log.effort()[j][row] * log.effort()[j][row];
        }
      }
    }
  }

  /** [fold][log][from, to) of what is held out. */
  private int[][][] folds() {
    int count = logs.size() > 1 ? logs.size() : PARTS_OF_ONE;
    int[][][] all = new int[count][logs.size()][2];
    for (int fold = 0; fold < count; fold++) {
      if (logs.size() > 1) {
        all[fold][fold][1] = logs.get(fold).log().rows();
      } else {
        int rows = logs.get(0).log().rows();
        all[fold][0] = new int[] {rows * fold / count, rows * (fold + 1) / count};
      }
    }
    return all;
  }
}
