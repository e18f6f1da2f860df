package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.image.TextureImage;
import org.workcell.sim.image.TexturePool;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;

/** Textures of a pool and the other visual model edits show in images. */
class TexturePoolTest {

  private static final RenderOptions OPTIONS = RenderOptions.fast(32, 32);

  /** Looks straight down on a plane, beside which a box with a cube texture lies. */
  private static final String MJCF =
      """
      <mujoco>
        <visual><headlight ambient="1 1 1" diffuse="0 0 0" specular="0 0 0"/></visual>
        <asset>
          <texture name="own" type="2d" builtin="flat" rgb1="1 0 0" width="8" height="8"/>
          <texture name="box" type="cube" builtin="flat" rgb1="1 0 0" rgb2="1 0 0" width="8"/>
          <material name="floor" texture="own"/>
          <material name="crate" texture="box"/>
        </asset>
        <worldbody>
          <camera name="top" pos="0 0 1" fovy="60"/>
          <geom type="plane" size="0.2 2 0.1" pos="-0.25 0 0" material="floor"/>
          <geom type="box" size="0.2 2 0.1" pos="0.25 0 0" material="crate"/>
        </worldbody>
      </mujoco>
      """;

  private static TextureImage plain(
      String name, TextureImage.Kind kind, int red, int green, int blue) {
    ByteBuffer rgb = ByteBuffer.allocate(16 * 16 * 3);
    while (rgb.hasRemaining()) {
      rgb.put((byte) red).put((byte) green).put((byte) blue);
    }
    return new TextureImage(name, kind, 16, 16, rgb.flip());
  }

  private static final TexturePool POOL =
      new TexturePool(
          List.of(
              plain("green", TextureImage.Kind.FLAT, 0, 255, 0),
              plain("blue cube", TextureImage.Kind.CUBE, 0, 0, 255),
              plain("blue", TextureImage.Kind.FLAT, 0, 0, 255)));

  @Test
  void materialsAreSwitchedByModelEdits() {
    TestScene.assumeRendering();
    try (Model scene =
            Model.load("floor.xml", Map.of("floor.xml", MJCF.getBytes(StandardCharsets.UTF_8)));
        WorkerModel worker = new WorkerModel(scene);
        Physics physics = new Physics(scene);
        OpenGlContext context = OpenGlContext.open();
        Renderer renderer = renderer(context, scene)) {
      physics.useModel(worker);
      int floor = TexturePool.colourIndex(scene.index(ObjectKind.MATERIAL, "floor"));
      int crate = TexturePool.colourIndex(scene.index(ObjectKind.MATERIAL, "crate"));
      ModelEdits edits = new ModelEdits();
      assertColours("red", "red", renderer, physics, worker, edits);
      edits.set(ModelField.MAT_TEXID, floor, scene.textureId("green"));
      assertColours("green", "red", renderer, physics, worker, edits);
      edits.set(ModelField.MAT_TEXID, crate, scene.textureId("blue cube"));
      assertColours("green", "blue", renderer, physics, worker, edits);
      edits.set(ModelField.MAT_TEXID, floor, scene.textureId("blue"));
      assertColours("blue", "blue", renderer, physics, worker, edits);
      edits.clear();
      assertColours("red", "red", renderer, physics, worker, edits);
      edits.set(ModelField.MAT_TEXID, floor, scene.textureId("blue") + 1);
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> assertColours("red", "red", renderer, physics, worker, edits));
      assertTrue(refused.getMessage().contains("-1..4"), refused.getMessage());
    }
  }

  private static Renderer renderer(OpenGlContext context, Model scene) {
    scene.addTextures(POOL);
    return new Renderer(context, scene, OPTIONS);
  }

  private static void assertColours(
      String left,
      String right,
      Renderer renderer,
      Physics physics,
      WorkerModel worker,
      ModelEdits edits) {
    worker.apply(edits);
    physics.refreshView();
    ByteBuffer rgb = TestScene.image(OPTIONS);
    renderer.render(physics, Camera.fixed(0), rgb);
    assertEquals(left, TestScene.colour(rgb, OPTIONS, 0.3, 0.5));
    assertEquals(right, TestScene.colour(rgb, OPTIONS, 0.7, 0.5));
  }

  @Test
  void lightsAndCamerasAreModelEditsToo() {
    TestScene.assumeRendering();
    try (Model scene = TestScene.load();
        WorkerModel worker = new WorkerModel(scene);
        Physics physics = new Physics(scene);
        OpenGlContext context = OpenGlContext.open();
        Renderer renderer = new Renderer(context, scene, OPTIONS)) {
      physics.useModel(worker);
      ByteBuffer rgb = TestScene.image(OPTIONS);
      ModelEdits edits = new ModelEdits();
      edits.setRow(ModelField.CAM_POS, scene.camera("front"), 0.5, -2, 0);
      worker.apply(edits);
      physics.refreshView();
      renderer.render(physics, Camera.fixed(0), rgb);
      assertEquals("blue", TestScene.colour(rgb, OPTIONS, 0.5, 0.5));
      edits.clear();
      edits.setRow(ModelField.HEADLIGHT_AMBIENT, 0, 0, 0, 0);
      edits.setRow(ModelField.LIGHT_DIFFUSE, 0, 0, 0, 0);
      worker.apply(edits);
      physics.refreshView();
      renderer.render(physics, Camera.fixed(0), rgb);
      assertEquals("black", TestScene.colour(rgb, OPTIONS, 0.5, 0.5));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16", "16, 0", "100000, 1", "16, 100000"})
  void impossibleSizesAreRefused(int width, int height) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TextureImage("it", TextureImage.Kind.FLAT, width, height, ByteBuffer.allocate(3)));
  }

  @Test
  void impossiblePoolsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new TextureImage("it", TextureImage.Kind.CUBE, 4, 8, ByteBuffer.allocate(96)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new TextureImage("it", TextureImage.Kind.FLAT, 4, 8, ByteBuffer.allocate(95)));
    List<TextureImage> many =
        IntStream.rangeClosed(0, TexturePool.MOST_TEXTURES)
            .mapToObj(i -> plain("image " + i, TextureImage.Kind.FLAT, 1, 2, 3))
            .toList();
    assertThrows(IllegalArgumentException.class, () -> new TexturePool(many));
    assertThrows(
        IllegalArgumentException.class, () -> new TexturePool(Collections.nCopies(2, many.get(0))));
    String message =
        assertThrows(IllegalArgumentException.class, () -> POOL.index("pink")).getMessage();
    assertTrue(message.contains("no 'pink'; it has [green, blue cube, blue]"), message);
  }
}
