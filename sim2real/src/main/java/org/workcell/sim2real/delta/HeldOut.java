package org.workcell.sim2real.delta;

import static java.util.stream.Collectors.joining;

import java.util.List;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim.delta.DeltaModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayErrors;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;

/** Replays of held-out logs, with and without a delta, over the same windows. */
final class HeldOut {

  static final double[] HORIZONS_SECONDS = {0.25, 0.5, 1};
  private static final double STRIDE_SECONDS = 0.4;
  private static final int MOST_WINDOWS = 250;

  private final RobotSetup setup;
  private final List<ReplayLog> logs;
  private final List<ReplayWindow> windows;
  private final int threads;
  private final long seed;

  /**
   * Windows of logs.
   *
   * @throws IllegalArgumentException if no log is as long as the longest horizon
   */
  HeldOut(RobotSetup setup, List<RobotLog> robotLogs, int threads, long seed) {
    this.setup = setup;
    this.logs = robotLogs.stream().map(log -> ReplayLog.of(log, setup)).toList();
    this.threads = threads;
    this.seed = seed;
    double seconds = robotLogs.stream().mapToDouble(RobotLog::durationSeconds).sum();
    double longest = HORIZONS_SECONDS[HORIZONS_SECONDS.length - 1];
    double stride = Math.max(STRIDE_SECONDS, seconds / MOST_WINDOWS);
    this.windows = Windows.every(logs, longest, stride);
    if (windows.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the logs that judge (%s) has a stretch of %s s without a gap; hold out longer ones"
              .formatted(
                  robotLogs.stream().map(log -> log.meta().name()).collect(joining(", ")),
                  longest));
    }
  }

  List<ReplayLog> logs() {
    return logs;
  }

  /** Errors with a delta; null for none. */
  ReplayErrors errors(DeltaModel delta) {
    ReplayBatch.Builder builder =
        ReplayBatch.builder(setup).logs(logs).windows(windows).threads(threads);
    if (delta != null) {
      builder.filters(DeltaReplay.of(delta, logs));
    }
    try (ReplayBatch batch = builder.build()) {
      List<Trajectory> measured = batch.measured();
      return ReplayErrors.of(batch.replay(setup.nominal()), measured, HORIZONS_SECONDS, seed);
    }
  }
}
