package org.workcell.sim2real.gap;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.datasets.logs.LogFolder;
import org.workcell.datasets.logs.RobotLog;
import org.workcell.sim2real.model.RobotModel;
import org.workcell.sim2real.model.RobotSetup;
import org.workcell.sim2real.replay.ReplayErrors.Quantity;
import org.workcell.sim2real.replay.ReplayStudy;

/** Torques of logs and of replays are the same quantity. */
class GapTorqueTest {

  @TempDir Path folder;

  /**
   * Logs have means over a control cycle. The torque at its end is another one, because commands
   * are held.
   */
  @Test
  void aReplayOfTheTruthHasTheTorquesOfTheLog() throws IOException {
    Path made = folder.resolve("made");
    Path arm = Gaps.arm(folder);
    GapMaker.make(Gaps.plan(GapFamily.G2, GapLevel.HARD, 5, false), arm, made);
    List<RobotLog> logs = LogFolder.open(TruthFile.trueLogs(made, "test")).readAll();
    try (RobotModel robot = RobotModel.load(arm)) {
      ReplayStudy study =
          ReplayStudy.of(
              List.of(
                  new ReplayStudy.Candidate("nominal", RobotSetup.builder(robot).build()),
                  new ReplayStudy.Candidate("truth", TruthFile.read(made).setup(robot).build())),
              logs,
              new ReplayStudy.Options(new double[] {0.25, 0.5}, 0.3, 1, 0));
      for (double horizon : new double[] {0.25, 0.5}) {
        double nominal = study.at(0, Quantity.TORQUE, horizon).value();
        double truth = study.at(1, Quantity.TORQUE, horizon).value();
        assertTrue(truth < 0.1 * nominal, truth + " of " + nominal);
      }
    }
  }
}
