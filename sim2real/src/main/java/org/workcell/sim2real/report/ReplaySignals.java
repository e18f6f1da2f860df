package org.workcell.sim2real.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayStudy;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;

/**
 * What robot and simulations did in windows.
 *
 * @param measured by window
 * @param motions of the candidates, by window
 */
record ReplaySignals(List<Trajectory> measured, List<List<Trajectory>> motions) {

  /** Replays windows of the longest horizon of a study; whole logs where it has no other. */
  static ReplaySignals of(
      ReplayStudy study,
      List<ReplayStudy.Candidate> candidates,
      List<RobotLog> robotLogs,
      ReplayStudy.Options options) {
    double longest = 0;
    for (double horizon : study.horizonsSeconds()) {
      longest = Double.isFinite(horizon) ? Math.max(longest, horizon) : longest;
    }
    List<Trajectory> measured = List.of();
    List<List<Trajectory>> motions = new ArrayList<>();
    for (ReplayStudy.Candidate candidate : candidates) {
      List<ReplayLog> logs =
          robotLogs.stream().map(log -> ReplayLog.of(log, candidate.setup())).toList();
      List<ReplayWindow> windows =
          longest == 0 ? Windows.full(logs) : Windows.every(logs, longest, options.strideSeconds());
      try (ReplayBatch batch =
          ReplayBatch.builder(candidate.setup())
              .logs(logs)
              .windows(windows)
              .threads(options.threads())
              .build()) {
        measured = batch.measured();
        motions.add(batch.replay(candidate.setup().nominal()));
      }
    }
    return new ReplaySignals(measured, motions);
  }

  /** Numbers of windows by rising error of a joint's position; those that diverged come last. */
  List<Integer> byError(int joint) {
    List<Trajectory> last = motions.get(motions.size() - 1);
    return IntStream.range(0, measured.size())
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                window -> squares(measured.get(window), last.get(window), joint)))
        .toList();
  }

  private static double squares(Trajectory measured, Trajectory motion, int joint) {
    if (motion.diverged()) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    int count = 0;
    for (int row = 0; row < motion.goodRows(); row++) {
      double error =
          motion.value(Channel.POSITION, row, joint) - measured.value(Channel.POSITION, row, joint);
      if (Double.isFinite(error)) {
        sum += error * error;
        count++;
      }
    }
    return count == 0 ? 0 : sum / count;
  }
}
