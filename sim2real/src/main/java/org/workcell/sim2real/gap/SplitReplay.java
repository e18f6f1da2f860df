package org.workcell.sim2real.gap;

import java.util.List;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.sim2real.metrics.HorizonErrors;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.Channel;
import org.workcell.sim2real.replay.ReplayBatch;
import org.workcell.sim2real.replay.ReplayLog;
import org.workcell.sim2real.replay.ReplayWindow;
import org.workcell.sim2real.replay.Trajectory;
import org.workcell.sim2real.replay.Windows;

/** Open-loop replays of all windows of a folder of logs. */
final class SplitReplay {

  /** The quantity of which there are errors. */
  static final String POSITION = "position";

  private static final double STRIDE_SECONDS = 0.8;

  private SplitReplay() {}

  static HorizonErrors errors(RobotSetup setup, LogFolder folder, double horizonSeconds) {
    List<ReplayLog> logs = folder.readAll().stream().map(log -> ReplayLog.of(log, setup)).toList();
    List<ReplayWindow> windows = Windows.every(logs, horizonSeconds, STRIDE_SECONDS);
    HorizonErrors errors = new HorizonErrors(horizonSeconds);
    try (ReplayBatch batch = ReplayBatch.builder(setup).logs(logs).windows(windows).build()) {
      List<Trajectory> replayed = batch.replay(setup.nominal());
      for (int log = 0; log < logs.size(); log++) {
        errors.beginTrajectory();
        for (Trajectory trajectory : replayed) {
          if (trajectory.window().log() == log) {
            add(errors, trajectory);
          }
        }
      }
    }
    return errors;
  }

  private static void add(HorizonErrors errors, Trajectory trajectory) {
    errors.beginWindow();
    if (trajectory.diverged()) {
      errors.fail();
      return;
    }
    ReplayLog log = trajectory.log();
    double[] difference = new double[log.joints().size()];
    for (int row = 0; row < trajectory.window().rows(); row++) {
      boolean known = true;
      for (int j = 0; j < difference.length; j++) {
        difference[j] =
            trajectory.value(Channel.POSITION, row, j)
                - log.position(trajectory.window().start() + 1 + row, j);
        known &= Double.isFinite(difference[j]);
      }
      if (known) {
        // The window is one horizon long; its last row may lie a little beyond.
        errors.add(
            POSITION, Math.min(trajectory.seconds(row), errors.horizonsSeconds()[0]), difference);
      }
    }
  }
}
