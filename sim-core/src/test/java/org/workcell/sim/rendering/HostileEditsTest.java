package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.engine.EngineException;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;

/**
 * Every field of a model with values that nobody means: each is refused, or engine and renderer
 * survive it. The scene has every kind of shape, joint, tendon, constraint and actuator.
 */
class HostileEditsTest {

  private static final double[] VALUES = {
    -1, 0, 0.5, -1e6, 2147483647.0, 1e300, Double.NaN, Double.POSITIVE_INFINITY
  };
  private static final int STEPS = 6;
  private static final int PLACES = 3;

  private static final String MJCF =
      """
      <mujoco>
        <asset>
          <texture name="t0" type="2d" builtin="checker" width="16" height="16" rgb1="1 0 0" rgb2="0 1 0"/>
          <texture name="t1" type="cube" builtin="flat" width="8" height="48" rgb1="1 0 0"/>
          <texture type="skybox" builtin="flat" rgb1="1 1 0" rgb2="1 1 0" width="8" height="48"/>
          <material name="m0" texture="t0" reflectance=".3"/><material name="m1" texture="t1"/><material name="m2"/>
          <mesh name="tet" vertex="0 0 0 .1 0 0 0 .1 0 0 0 .1"/>
          <mesh name="pyr" vertex="0 0 0 .2 0 0 0 .2 0 0 0 .2 .2 .2 0"/>
          <mesh name="vis" vertex="0 0 0 .2 0 0 0 .2 0 0 0 .2 .2 .2 .1"/>
          <hfield name="h" nrow="4" ncol="4" size="1 1 .2 .1" elevation="0 1 0 1 1 0 1 0 0 0 1 1 1 1 0 0"/>
          <hfield name="h2" nrow="8" ncol="8" size="1 1 .2 .1"/>
        </asset>
        <worldbody>
          <light pos="0 -2 2" dir="0 1 -1" castshadow="true"/><light pos="0 2 2" dir="0 -1 -1"/>
          <camera name="front" pos="0 -2 1" xyaxes="1 0 0 0 .5 1"/>
          <geom type="plane" size="5 5 .1" material="m0"/>
          <geom type="hfield" hfield="h" pos="3 0 .01"/>
          <geom type="mesh" mesh="vis" pos="-3 0 0" contype="0" conaffinity="0"/>
          <body pos="3 0 .5"><freejoint/><geom type="sphere" size=".1" material="m1"/></body>
          <body pos="0 0 .15"><freejoint/><geom type="box" size=".1 .1 .1"/><geom type="sphere" size=".05" pos=".1 0 0"/><geom type="mesh" mesh="tet" pos="0 .1 0" material="m2"/></body>
          <body pos="0 0 .4"><freejoint/><geom type="mesh" mesh="pyr"/><geom type="mesh" mesh="tet" pos=".1 0 0"/></body>
          <body pos=".5 0 .2"><freejoint/><geom type="capsule" size=".05 .1"/></body>
          <body pos=".52 0 .4"><freejoint/><geom type="cylinder" size=".05 .1"/></body>
          <body pos=".5 .02 .7"><freejoint/><geom type="ellipsoid" size=".05 .1 .07"/></body>
          <body name="arm" pos="-1 0 1"><joint name="a" axis="0 1 0" range="-1 1" limited="true" stiffness="1" damping=".1" armature=".01" frictionloss=".1"/><geom type="capsule" fromto="0 0 0 .3 0 0" size=".03"/><site name="s0" pos=".1 0 0"/>
            <body name="fore" pos=".3 0 0" gravcomp="1"><joint name="b" type="slide" axis="1 0 0" range="0 .2" limited="true"/><geom type="box" size=".05 .05 .05"/><site name="s1"/>
              <body pos=".1 0 0"><joint name="c" type="ball" range="0 1" limited="true"/><geom size=".04"/></body></body></body>
          <body name="mo" mocap="true" pos="-1 .5 1"><geom size=".05" contype="0" conaffinity="0"/></body>
          <site name="w" pos="0 0 2"/>
        </worldbody>
        <tendon><spatial name="ten" stiffness="1" damping=".1" range="0 3" limited="true"><site site="w"/><site site="s1"/></spatial><fixed name="fix"><joint joint="a" coef="1"/><joint joint="b" coef="-1"/></fixed></tendon>
        <equality><weld body1="mo" body2="fore" active="true"/><joint joint1="a" joint2="b"/><connect body1="arm" anchor="0 0 0" body2="world"/></equality>
        <actuator><position joint="a" kp="10"/><motor joint="b" forcerange="-1 1" ctrlrange="-1 1"/><muscle tendon="ten" lengthrange=".1 3"/><general tendon="fix" dyntype="filter" dynprm=".1" gaintype="affine" gainprm="1 1 1" biastype="affine"/></actuator>
        <sensor><force site="s1"/><rangefinder site="s0"/></sensor>
      </mujoco>
      """;

  private final Model scene =
      Model.load("zoo.xml", Map.of("zoo.xml", MJCF.getBytes(StandardCharsets.UTF_8)));
  private final WorkerModel worker = new WorkerModel(scene);

  @BeforeEach
  void requireRendering() {
    TestScene.assumeRendering();
  }

  @AfterEach
  void close() {
    worker.close();
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(ModelField.class)
  void isRefusedOrSurvived(ModelField field) {
    RenderOptions options = RenderOptions.fast(16, 16);
    ByteBuffer rgb = TestScene.image(options);
    Camera camera = Camera.named(scene, "front");
    int size = scene.values(field).length;
    try (OpenGlContext context = OpenGlContext.open();
        Physics physics = new Physics(scene);
        Renderer renderer = new Renderer(context, scene, options)) {
      physics.useModel(worker);
      for (double value : VALUES) {
        for (int at = 0; at < size; at += Math.max(1, size / PLACES)) {
          if (isAccepted(field, at, value)) {
            survive(physics);
            physics.reset();
            physics.refreshView();
            draw(renderer, physics, camera, rgb);
          }
        }
      }
      worker.apply(new ModelEdits());
      survive(physics);
      assertDoesNotThrow(() -> renderer.render(physics, camera, rgb));
    }
  }

  /** OpenGL has limits of its own, which it tells. */
  private static void draw(Renderer renderer, Physics physics, Camera camera, ByteBuffer rgb) {
    try {
      renderer.render(physics, camera, rgb);
    } catch (RenderingException e) {
      assertTrue(e.getMessage().contains("zoo.xml"), e.getMessage());
    }
  }

  private boolean isAccepted(ModelField field, int index, double value) {
    ModelEdits edits = new ModelEdits();
    edits.set(field, index, value);
    try {
      worker.apply(edits);
      return true;
    } catch (IllegalArgumentException e) {
      assertTrue(
          e.getMessage().contains(field.engineName() + "[" + index + "] = " + value),
          e.getMessage());
      assertTrue(e.getMessage().contains("expected"), e.getMessage());
      return false;
    }
  }

  private static void survive(Physics physics) {
    physics.reset();
    try {
      physics.forward();
      physics.step(STEPS);
    } catch (EngineException e) {
      assertTrue(e.getMessage().contains("zoo.xml"), e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GEOM_MATID, 0, 1e6, -1..2",
    "GEOM_MATID, 0, -2, -1..2",
    "GEOM_MATID, 0, 0.5, -1..2",
    "MAT_TEXID, 1, 3, -1..2",
    "MAT_TEXID, 5, 1000, -1..2",
    "GEOM_DATAID, 0, 0, -1..-1",
    "GEOM_DATAID, 1, 1, 0..0",
    "GEOM_DATAID, 6, 3, 0..2",
    "GEOM_DATAID, 6, -1, 0..2",
    "LIGHT_ACTIVE, 0, 2, 0..1",
    "BODY_MASS, 1, NaN, finite",
    "GEOM_RGBA, 1, 1e39, finite",
  })
  void namesWhatWasExpected(ModelField field, int index, double value, String expected) {
    ModelEdits edits = new ModelEdits();
    edits.set(field, index, value);
    String message =
        assertThrows(IllegalArgumentException.class, () -> worker.apply(edits)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void aRefusedListChangesNothing() {
    ModelEdits good = new ModelEdits();
    good.set(ModelField.BODY_MASS, 1, 7);
    worker.apply(good);
    ModelEdits bad = new ModelEdits();
    bad.set(ModelField.BODY_MASS, 2, 5);
    bad.set(ModelField.BODY_MASS, -1, 1);
    double before = worker.get(ModelField.BODY_MASS, 2);
    assertThrows(IllegalArgumentException.class, () -> worker.apply(bad));
    assertThrows(IllegalArgumentException.class, () -> worker.derive(bad));
    assertEquals(7, worker.get(ModelField.BODY_MASS, 1));
    assertEquals(before, worker.get(ModelField.BODY_MASS, 2));
  }

  @Test
  void aListOfMillionsIsMadeInLinearTime() {
    ModelEdits many = new ModelEdits();
    for (int i = 0; i < 2_000_000; i++) {
      many.set(ModelField.values()[i % 60], i / 60, i);
    }
    assertEquals(2_000_000, many.size());
    assertTrue(many.has(ModelField.values()[59], 33_000));
    ModelEdits copy = new ModelEdits();
    copy.copyFrom(many);
    many.clear();
    assertEquals(0, many.size());
    assertTrue(copy.has(ModelField.values()[59], 33_000));
    copy.set(ModelField.values()[59], 33_000, 5);
    assertEquals(2_000_000, copy.size());
  }
}
