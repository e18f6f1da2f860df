package org.workcell.sim2real.forward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.random.SeedStreams;

/**
 * Compares families by files that are held out of the fit: files are drawn into groups, each group
 * is predicted by a fit to the others, and the family with the lowest mean error over the horizons
 * wins.
 */
final class ModelChoice {

  private final ForwardOptions options;
  private final List<RobotLog> logs;
  private final int[] folds;

  /**
   * A choice.
   *
   * @param logs as long as a window and as the longest horizon
   * @throws IllegalArgumentException if there are fewer than two
   */
  ModelChoice(ForwardOptions options, List<RobotLog> logs) {
    this.options = options;
    this.logs = logs;
    int count = Math.min(options.folds(), logs.size());
    if (count < 2) {
      throw new IllegalArgumentException(
          "there are not two logs as long as a window and the longest horizon, so none can be held out to choose among %d families; name one family"
              .formatted(options.families().size()));
    }
    this.folds = folds(logs, count, options.seed());
  }

  /** A group for each log, drawn; it does not depend on the order of the files. */
  private static int[] folds(List<RobotLog> logs, int count, long seed) {
    List<Integer> order =
        new ArrayList<>(
            IntStream.range(0, logs.size())
                .boxed()
                .sorted(Comparator.comparing(i -> logs.get(i).meta().name()))
                .toList());
    RandomStream random = new SeedStreams(seed).stream("folds");
    int[] fold = new int[logs.size()];
    for (int i = 0; i < fold.length; i++) {
      fold[order.remove(random.nextInt(order.size()))] = i % count;
    }
    return fold;
  }

  /** Errors on files that were held out. */
  HorizonErrors heldOut(FamilyFit whole) {
    HorizonErrors sum = HorizonErrors.none(options.horizonsSeconds());
    for (int fold = 0; fold <= IntStream.of(folds).max().orElse(0); fold++) {
      List<RobotLog> fitted = new ArrayList<>();
      List<RobotLog> held = new ArrayList<>();
      for (int i = 0; i < folds.length; i++) {
        (folds[i] == fold ? held : fitted).add(logs.get(i));
      }
      double[] values = new Fitter(options, fitted).adapt(whole);
      sum = sum.plus(HorizonErrors.of(whole.model(), values, held, options));
    }
    return sum;
  }
}
