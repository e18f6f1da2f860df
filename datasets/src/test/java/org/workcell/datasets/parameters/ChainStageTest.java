package org.workcell.datasets.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChainStageTest {

  /** Maps of the JDK iterate in another order in each process. */
  @Test
  void parametersStandByTheirNames() {
    ChainStage stage =
        new ChainStage(
            "friction",
            Map.of("elbow", Map.of("d", 4.0, "b", 2.0, "e", 5.0, "a", 1.0, "f", 6.0, "c", 3.0)));
    assertEquals(
        List.of("a", "b", "c", "d", "e", "f"),
        List.copyOf(stage.actuators().get("elbow").keySet()));
  }
}
