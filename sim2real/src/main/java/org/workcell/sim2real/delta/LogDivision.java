package org.workcell.sim2real.delta;

import java.util.ArrayList;
import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayLog;

/**
 * Logs that teach a delta, and some put aside to stop its training early.
 *
 * @param training at least one
 * @param validation empty where there is one log, too short for stretches
 */
record LogDivision(List<ReplayLog> training, List<ReplayLog> validation) {

  private static final int EVERY = 5;

  /** Rates that differ by more than this factor are not those of one control loop. */
  private static final double OTHER_RATE = 1.5;

  /** Fewer logs than this are cut: one or two would stop by what their own kind of motion tells. */
  private static final int FEW = 10;

  /** Stretches have room for windows of a second. */
  private static final double STRETCH_SECONDS = 1.1;

  /**
   * Puts every fifth log aside, at least one of two, or a stretch of each where there are few.
   *
   * @throws IllegalArgumentException if there is no log, or one does not fit the model, has other
   *     joints or another rate than the first one, or commands of a kind that a delta cannot change
   */
  static LogDivision of(RobotSetup setup, List<RobotLog> logs) {
    if (logs.isEmpty()) {
      throw new IllegalArgumentException("there is no log to train a delta on");
    }
    List<ReplayLog> training = new ArrayList<>();
    List<ReplayLog> validation = new ArrayList<>();
    boolean few =
        logs.size() < FEW
            && logs.stream().allMatch(log -> log.durationSeconds() > EVERY * STRETCH_SECONDS);
    List<ReplayLog> whole = logs.stream().map(log -> ReplayLog.of(log, setup)).toList();
    for (int i = 0; i < logs.size(); i++) {
      requireFitting(whole.get(i), whole.get(0));
      if (few) {
        cut(whole.get(i), setup, i % EVERY, training, validation);
      } else {
        boolean aside = i % EVERY == EVERY / 2 || (logs.size() <= EVERY / 2 && i > 0);
        (aside ? validation : training).add(whole.get(i));
      }
    }
    return new LogDivision(List.copyOf(training), List.copyOf(validation));
  }

  private static void requireFitting(ReplayLog log, ReplayLog first) {
    DeltaReplay.requireKind(log);
    if (!log.joints().equals(first.joints())) {
      throw new IllegalArgumentException(
          "log %s has other joints than the first one; train on logs of the same joints"
              .formatted(log.meta().name()));
    }
    double rateHz = 1 / log.log().rowPeriodSeconds();
    double firstHz = 1 / first.log().rowPeriodSeconds();
    if (Math.max(rateHz / firstHz, firstHz / rateHz) > OTHER_RATE) {
      throw new IllegalArgumentException(
          "log %s has %.4g rows in a second, and %s has %.4g; a delta has one rate, so take fewer rows of the faster ones"
              .formatted(log.meta().name(), rateHz, first.meta().name(), firstHz));
    }
  }

  /** Puts one of the stretches of a log aside. */
  private static void cut(
      ReplayLog whole,
      RobotSetup setup,
      int stretch,
      List<ReplayLog> training,
      List<ReplayLog> validation) {
    RobotLog log = whole.log();
    int first = stretch * log.rows() / EVERY;
    int end = (stretch + 1) * log.rows() / EVERY;
    validation.add(ReplayLog.of(log.rows(first, end), setup));
    if (first > 0) {
      training.add(ReplayLog.of(log.rows(0, first), setup));
    }
    if (end < log.rows()) {
      training.add(ReplayLog.of(log.rows(end, log.rows()), setup));
    }
  }

  /** Those that teach, then those put aside. */
  List<ReplayLog> all() {
    List<ReplayLog> all = new ArrayList<>(training);
    all.addAll(validation);
    return all;
  }
}
