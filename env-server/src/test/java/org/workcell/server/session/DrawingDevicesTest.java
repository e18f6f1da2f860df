package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.session.SessionFixture.TASKS;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.workcell.sim.vector.PoolOptions;

/** Vectors draw on the server's devices in turn, unless they choose one of them. */
class DrawingDevicesTest {

  private static final HostOptions ONE_WORKER =
      HostOptions.defaults().withWorkers(PoolOptions.of(1));

  private static OptionalInt device(Host host, String chosen) {
    var images = new OpenArguments.Images(List.of("corner"), null, null, null, chosen);
    return SessionImages.of(images, host).device();
  }

  @Test
  void inTurn() {
    try (Host host = new Host(TASKS, ONE_WORKER.withDrawingDevices(List.of(3, 1)))) {
      assertEquals(OptionalInt.of(3), device(host, null));
      assertEquals(OptionalInt.of(1), device(host, "auto"));
      assertEquals(OptionalInt.of(3), device(host, null));
      assertEquals(OptionalInt.of(1), device(host, "1"));
      CallException refusal = assertThrows(CallException.class, () -> device(host, "2"));
      assertTrue(refusal.getMessage().contains("auto or 0 to 1"), refusal.getMessage());
    }
  }

  @Test
  void withoutAListAnyOfEgl() {
    try (Host host = new Host(TASKS, ONE_WORKER)) {
      assertEquals(OptionalInt.empty(), device(host, null));
      assertEquals(OptionalInt.of(7), device(host, "7"));
    }
    assertThrows(
        IllegalArgumentException.class, () -> ONE_WORKER.withDrawingDevices(List.of(0, -1)));
  }
}
