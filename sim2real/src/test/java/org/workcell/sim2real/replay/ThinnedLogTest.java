package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

class ThinnedLogTest {

  @Test
  void everyFourthRowStaysWithTheVelocityOfAllRows() {
    double[] times = new double[201];
    double[] position = new double[201];
    for (int row = 0; row < times.length; row++) {
      times[row] = 0.005 * row;
      position[row] = Math.sin(5 * times[row]);
    }
    RobotLog log =
        RobotLog.builder(ReplayRig.meta(CommandKind.POSITION, List.of("shoulder"), Map.of()), times)
            .with(Quantity.POSITION, position)
            .with(Quantity.COMMAND, position)
            .build();
    RobotLog thin = ThinnedLog.of(log, 48);
    assertEquals(51, thin.rows());
    assertEquals(0.02, thin.timeSeconds(1));
    assertEquals(position[8], thin.value(Quantity.COMMAND, 2, 0));
    assertEquals(5 * Math.cos(5 * times[40]), thin.value(Quantity.VELOCITY, 10, 0), 0.05);
    assertSame(log, ThinnedLog.of(log, 300));
  }

  /** Rows come 50 times in a second, but for a pause that is longer than all the rest. */
  @Test
  void aPauseIsNoLowerRate() {
    double[] times = new double[101];
    for (int row = 0; row < times.length; row++) {
      times[row] = 0.02 * row + (row > 50 ? 10 : 0);
    }
    RobotLog log =
        RobotLog.builder(ReplayRig.meta(CommandKind.POSITION, List.of("shoulder"), Map.of()), times)
            .with(Quantity.POSITION, times)
            .build();
    assertEquals(0.02, log.rowPeriodSeconds(), 1e-9);
    assertEquals(51, ThinnedLog.of(log, 25).rows());
  }
}
