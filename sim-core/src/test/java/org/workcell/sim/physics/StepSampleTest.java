package org.workcell.sim.physics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.workcell.sim.image.ImageFilter;

/** A sample is what a simulation that stopped there would have, and changes nothing. */
class StepSampleTest {

  private static final String ARM =
      """
      <mujoco>
        <option timestep="0.002"/>
        <worldbody>
          <body>
            <joint name="shoulder" axis="0 1 0"/>
            <geom type="capsule" fromto="0 0 0 .3 0 0" size=".02" mass="1"/>
            <site name="tip" pos=".3 0 0"/>
          </body>
        </worldbody>
      </mujoco>
      """;

  private static final String[] ARRAYS = {"qpos", "qvel", "site_xpos", "xquat"};

  private Model model;
  private Physics sampled;
  private Physics plain;

  @BeforeEach
  void open() {
    model = Model.load("arm.xml", Map.of("arm.xml", ARM.getBytes(StandardCharsets.UTF_8)));
    sampled = new Physics(model);
    plain = new Physics(model);
  }

  @AfterEach
  void close() {
    sampled.close();
    plain.close();
    model.close();
  }

  @Test
  void isTheStateAfterItsPhysicsStep() {
    StepSample sample = sampled.sampleAfter(24, ARRAYS);
    for (int action = 0; action < 3; action++) {
      sampled.step(25);
      plain.step(23);
      double[] view = plain.qpos().toArray();
      plain.step(1);
      for (String name : ARRAYS) {
        assertArrayEquals(plain.array(name).toArray(), sample.array(name).toArray(), name);
      }
      assertArrayEquals(view, sample.viewPositions().toArray());
      plain.step(1);
      assertArrayEquals(plain.qpos().toArray(), sampled.qpos().toArray());
    }
    assertEquals(3, sample.array("site_xpos").columns());
  }

  @Test
  void shorterCallsLeaveItAndOtherStepsMoveIt() {
    StepSample sample = sampled.sampleAfter(24, ARRAYS);
    sampled.step(25);
    double[] before = sample.memory().toArray();
    sampled.step(23);
    assertArrayEquals(before, sample.memory().toArray());
    sample.useSubstep(1);
    sampled.step(23);
    assertFalse(Arrays.equals(before, sample.memory().toArray()));
    sampled.forward();
    sample.take();
    assertArrayEquals(sampled.qpos().toArray(), sample.array("qpos").toArray());
    assertArrayEquals(sampled.qpos().toArray(), sample.viewPositions().toArray());
    assertArrayEquals(sampled.sitePos().toArray(), sample.array("site_xpos").toArray());
  }

  @Test
  void imagesShowIt() {
    StepSample sample = sampled.sampleAfter(3, "site_xpos");
    sampled.step(5);
    ViewState view = new ViewState();
    view.capture(sampled, new ModelEdits(), ImageFilter.NONE, 1);
    view.show(plain);
    assertArrayEquals(sample.viewPositions().toArray(), plain.qpos().toArray());
    assertArrayEquals(sample.array("site_xpos").toArray(), plain.sitePos().toArray());
  }

  @Test
  void takingItAllocatesNothing() {
    StepSample sample = sampled.sampleAfter(3, ARRAYS);
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 10 && bytes > 0; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        sampled.step(5);
        sample.take();
      }
      long after = threads.getCurrentThreadAllocatedBytes();
      bytes = after - before - (threads.getCurrentThreadAllocatedBytes() - after);
    }
    assertEquals(0, bytes);
  }

  @Test
  void whatDoesNotExistIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> sampled.sampleAfter(0, "qpos"));
    assertThrows(IllegalArgumentException.class, () -> plain.sampleAfter(1, "efc_force"));
    StepSample sample = plain.sampleAfter(1, "qpos");
    assertThrows(IllegalStateException.class, () -> plain.sampleAfter(1, "qvel"));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> sample.array("qvel"))
            .getMessage()
            .contains("it has qpos"));
    plain.close();
    assertThrows(IllegalStateException.class, () -> sample.useSubstep(2));
    assertThrows(IllegalStateException.class, () -> sample.array("qpos").get(0));
  }
}
