package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.testing.ResidentMemory;

/**
 * 2,000 times a context, a renderer, an image and closing again, each on a thread of its own, leave
 * the process as large as it was. Prints the table.
 */
@Tag("soak")
class ContextSoakTest {

  private static final int CYCLES = 2_000;
  private static final int CYCLES_PER_READING = 200;
  private static final int WARM_UP_READINGS = 3;
  private static final double MOST_GROWTH_MEGABYTES = 16;

  private static final RenderOptions OPTIONS = RenderOptions.fast(64, 48);

  @Test
  void memoryStaysFlat() throws Exception {
    TestScene.assumeRendering();
    Assumptions.assumeTrue(ResidentMemory.isKnown(), "no /proc here to read memory from");
    List<Double> megabytes = new ArrayList<>();
    System.out.println("cycles  resident MB");
    try (Model scene = TestScene.load()) {
      ByteBuffer rgb = TestScene.image(OPTIONS);
      for (int cycle = 1; cycle <= CYCLES; cycle++) {
        cycleOnNewThread(scene, rgb);
        assertEquals("red", TestScene.colour(rgb, OPTIONS, 0.5, 0.5));
        if (cycle % CYCLES_PER_READING == 0) {
          megabytes.add(ResidentMemory.megabytes());
          System.out.printf("%6d  %11.1f%n", cycle, megabytes.get(megabytes.size() - 1));
        }
      }
    }
    double[] settled =
        megabytes.stream().skip(WARM_UP_READINGS).mapToDouble(Double::doubleValue).toArray();
    double growth = settled[settled.length - 1] - Arrays.stream(settled).min().orElseThrow();
    assertTrue(growth < MOST_GROWTH_MEGABYTES, "grew by %.1f MB: %s".formatted(growth, megabytes));
  }

  private static void cycleOnNewThread(Model scene, ByteBuffer rgb) throws Exception {
    FutureTask<Boolean> cycle =
        new FutureTask<>(
            () -> {
              try (Physics physics = new Physics(scene);
                  OpenGlContext context = OpenGlContext.open();
                  Renderer renderer = new Renderer(context, scene, OPTIONS)) {
                physics.refreshView();
                renderer.render(physics, Camera.fixed(0), rgb);
              }
              return true;
            });
    Thread thread = new Thread(cycle, "soak-drawing");
    thread.start();
    cycle.get();
    thread.join();
  }
}
