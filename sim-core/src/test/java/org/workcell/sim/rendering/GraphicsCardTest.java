package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which renderers are graphics cards, and that contexts of one device take turns. */
class GraphicsCardTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "llvmpipe (LLVM 15.0.6, 256 bits)|false",
        "softpipe|false",
        "Google SwiftShader|false",
        "NVIDIA H200/PCIe/SSE2|true",
        "AMD Radeon Graphics (radeonsi, gfx1103)|true",
        "Mesa Intel(R) UHD Graphics 770 (ADL-S GT1)|true"
      })
  void softwareIsKnownByItsName(String renderer, boolean hardware) {
    assertEquals(hardware, GraphicsCard.is(renderer));
  }

  @Test
  void contextsOfADeviceTakeTurns() {
    assertSame(GraphicsCard.turnOf("egl, device 0"), GraphicsCard.turnOf("egl, device 0"));
    assertNotSame(GraphicsCard.turnOf("egl, device 0"), GraphicsCard.turnOf("egl, device 1"));
  }

  @Test
  void aContextAndTheProbeAgree() {
    boolean drawn = GraphicsCard.draws(OptionalInt.empty());
    try (OpenGlContext context = OpenGlContext.open()) {
      assertEquals(drawn, context.isHardware());
      context.beginTurn();
      context.endTurn();
    }
  }
}
