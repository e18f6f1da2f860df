package org.workcell.tasks.rlbench.goal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;

/** A sensor of 2 cm detects the boxes around what collides. */
class DetectorTest {

  private static final String SCENE =
      """
      <mujoco>
        <worldbody>
          <site name="sensor" type="box" size="0.01 0.01 0.01"/>
          <body name="bar">
            <freejoint/>
            <geom type="box" size="0.1 0.005 0.005" pos="0.2 0 0"/>
            <geom type="sphere" size="1" contype="0" conaffinity="0" mass="0"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  private final Model model =
      Model.load("scene.xml", Map.of("scene.xml", SCENE.getBytes(StandardCharsets.UTF_8)));
  private final Physics physics = new Physics(model);

  @AfterEach
  void close() {
    physics.close();
    model.close();
  }

  private boolean detects(double x, double y, double yaw) {
    physics.qpos().write(0, new double[] {x, y, 0, Math.cos(yaw / 2), 0, 0, Math.sin(yaw / 2)});
    physics.refreshPositions();
    return new Detector(physics, "bar", "sensor").holds();
  }

  @Test
  void needsAnOverlap() {
    assertEquals(false, detects(0, 0, 0), "the bar begins 10 cm away");
    assertEquals(true, detects(-0.091, 0, 0), "its end reaches in by 1 mm");
    assertEquals(false, detects(-0.089, 0, 0), "1 mm is missing");
    assertEquals(true, detects(-0.2, 0.0145, 0), "from the side");
    assertEquals(false, detects(-0.2, 0.0155, 0), "past the side");
  }

  /** Turned by 45 degrees, a bar 5 mm wide passes a corner at 14.1 + 5 mm from the centre. */
  @Test
  void usesTheBoxesAsTheyAreTurned() {
    double s = Math.sqrt(0.5);
    assertEquals(true, atSideOffset(0.0185, s));
    assertEquals(false, atSideOffset(0.0195, s));
  }

  private boolean atSideOffset(double metres, double s) {
    double x = -0.2 * s - metres * s;
    double y = -0.2 * s + metres * s;
    return detects(x, y, Math.PI / 4);
  }
}
