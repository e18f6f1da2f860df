package org.workcell.sim2real.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.workcell.datasets.logs.CommandKind;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

class FewerJointsTest {

  private static RobotLog log() {
    return RobotLog.builder(
            ReplayRig.meta(CommandKind.POSITION, List.of("a", "b", "c"), Map.of()), 0, 0.1)
        .with(Quantity.POSITION, 1, 2, 3, 4, 5, 6)
        .with(Quantity.COMMAND, 10, 20, 30, 40, 50, 60)
        .with(Quantity.TIP_POSITION, 7, 8, 9, 7, 8, 9)
        .build();
  }

  @Test
  void whatTheOtherJointsDidStays() {
    RobotLog fewer = FewerJoints.of(log(), List.of("b"));
    assertEquals(List.of("a", "c"), fewer.meta().jointNames());
    assertArrayEquals(new double[] {1, 3, 4, 6}, fewer.values(Quantity.POSITION));
    assertArrayEquals(new double[] {10, 30, 40, 60}, fewer.values(Quantity.COMMAND));
    assertArrayEquals(log().values(Quantity.TIP_POSITION), fewer.values(Quantity.TIP_POSITION));
    assertArrayEquals(log().timesSeconds(), fewer.timesSeconds());
  }

  @Test
  void aJointThatIsNotThereIsRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> FewerJoints.of(log(), List.of("d")))
            .getMessage();
    assertTrue(message.contains("has a, b, c"), message);
    assertThrows(
        IllegalArgumentException.class, () -> FewerJoints.of(log(), List.of("a", "b", "c")));
  }
}
