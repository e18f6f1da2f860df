package org.workcell.sim.rendering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.ModelField;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.WorkerModel;
import org.workcell.sim.rendering.RenderOptions.Quality;

class RendererTest extends TestSceneFixture {

  /** Odd sizes, to catch padded rows. */
  private static final RenderOptions OPTIONS = RenderOptions.fast(67, 45);

  private ByteBuffer render(RenderOptions options, Camera camera) {
    ByteBuffer rgb = TestScene.image(options);
    try (Renderer renderer = new Renderer(context, scene, options)) {
      renderer.render(physics, camera, rgb);
    }
    return rgb;
  }

  private static void assertRoom(ByteBuffer rgb, RenderOptions options) {
    assertEquals("red", TestScene.colour(rgb, options, 0.5, 0.5));
    assertEquals("green", TestScene.colour(rgb, options, 0.5, 0.2), "up is above the middle");
    assertEquals("sky", TestScene.colour(rgb, options, 0.5, 0.8));
    assertEquals("blue", TestScene.colour(rgb, options, 0.7, 0.5), "+x is right of the middle");
    assertEquals("sky", TestScene.colour(rgb, options, 0.3, 0.5));
    assertEquals("sky", TestScene.colour(rgb, options, 0.02, 0.02));
  }

  @ParameterizedTest
  @EnumSource
  void topRowComesFirstInRedGreenBlue(Quality quality) {
    RenderOptions options = new RenderOptions(67, 45, quality);
    assertRoom(render(options, front), options);
  }

  @Test
  void freeCameraSeesWhatTheFixedOneDoes() {
    assertRoom(render(OPTIONS, new FreeCamera(90, 0, 2, 0, 0, 0)), OPTIONS);
  }

  @Test
  void overviewIsTheCameraThatTheSceneSaysToStartWith() {
    String named =
        "<mujoco><visual><global cameraid='1'/></visual><worldbody>"
            + "<camera name='a'/><camera name='b'/></worldbody></mujoco>";
    try (Model first =
        Model.load("first.xml", Map.of("first.xml", named.getBytes(StandardCharsets.UTF_8)))) {
      assertEquals(Camera.named(first, "b"), Camera.overview(first));
    }
    assertTrue(Camera.overview(scene) instanceof FreeCamera, "a scene that names none");
  }

  @Test
  void overviewShowsTheWholeScene() {
    ByteBuffer overview = render(OPTIONS, Camera.overview(scene));
    assertEquals(Set.of("red", "green", "blue", "sky"), coloursOf(overview));
  }

  @Test
  void cameraTurnedAwaySeesSkyOnly() {
    byte[] sky = TestScene.bytes(render(OPTIONS, Camera.named(scene, "away")));
    for (int i = 0; i < sky.length; i += 3) {
      assertEquals((byte) 255, sky[i]);
      assertEquals((byte) 0, sky[i + 2]);
    }
  }

  @Test
  void sameSceneGivesTheSameBytes() {
    byte[] first = TestScene.bytes(render(RenderOptions.faithful(64, 64), front));
    assertArrayEquals(first, TestScene.bytes(render(RenderOptions.faithful(64, 64), front)));
  }

  @Test
  void renderersOfOneContextTakeTurns() {
    RenderOptions large = RenderOptions.faithful(201, 135);
    ByteBuffer smallImage = TestScene.image(OPTIONS);
    ByteBuffer largeImage = TestScene.image(large);
    try (Renderer small = new Renderer(context, scene, OPTIONS);
        Renderer other = new Renderer(context, scene, large)) {
      for (int i = 0; i < 3; i++) {
        small.render(physics, front, smallImage);
        other.render(physics, front, largeImage);
        assertRoom(smallImage, OPTIONS);
        assertRoom(largeImage, large);
      }
    }
  }

  @Test
  void writesOnlyItsSliceOfABatch() {
    int bytes = OPTIONS.rgbBytes();
    ByteBuffer batch = ByteBuffer.allocateDirect(3 * bytes);
    try (Renderer renderer = new Renderer(context, scene, OPTIONS)) {
      renderer.render(physics, front, batch.position(bytes));
    }
    assertEquals(bytes, batch.position());
    byte[] all = TestScene.bytes(batch);
    byte[] image = TestScene.bytes(render(OPTIONS, front));
    assertArrayEquals(new byte[bytes], Arrays.copyOfRange(all, 0, bytes));
    assertArrayEquals(image, Arrays.copyOfRange(all, bytes, 2 * bytes));
    assertArrayEquals(new byte[bytes], Arrays.copyOfRange(all, 2 * bytes, 3 * bytes));
  }

  @Test
  void followsTheStateAndTheEditsOfAWorkersModel() {
    try (WorkerModel worker = new WorkerModel(scene)) {
      physics.useModel(worker);
      ModelEdits edits = new ModelEdits();
      edits.setRow(ModelField.GEOM_RGBA, scene.geom("red"), 0, 0, 1, 1);
      worker.apply(edits);
      assertEquals("blue", TestScene.colour(render(OPTIONS, front), OPTIONS, 0.5, 0.5));
      physics.mocapPos().set(scene.mocap("middle"), 2, -0.5);
      physics.refreshView();
      ByteBuffer moved = render(OPTIONS, front);
      assertEquals("sky", TestScene.colour(moved, OPTIONS, 0.5, 0.5));
      assertEquals("blue", TestScene.colour(moved, OPTIONS, 0.5, 0.8));
    }
  }

  @Test
  void sharedModelStaysAsItIs() {
    int width = scene.handle().vis().global_offwidth();
    int shadow = scene.handle().vis().quality_shadowsize();
    render(OPTIONS, front);
    assertEquals(width, scene.handle().vis().global_offwidth());
    assertEquals(shadow, scene.handle().vis().quality_shadowsize());
  }

  @Test
  void steadyStateAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ByteBuffer rgb = TestScene.image(OPTIONS);
    Camera free = new FreeCamera(90, 0, 2, 0, 0, 0);
    try (Renderer renderer = new Renderer(context, scene, OPTIONS)) {
      renderer.render(physics, front, rgb);
      renderer.render(physics, free, rgb);
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 200; i++) {
        renderer.render(physics, front, rgb);
        renderer.render(physics, free, rgb);
      }
      long allocated = threads.getCurrentThreadAllocatedBytes() - before;
      assertTrue(allocated < 400 * 16, "allocated %d bytes in 400 frames".formatted(allocated));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    ByteBuffer rgb = TestScene.image(OPTIONS);
    try (Renderer renderer = new Renderer(context, scene, OPTIONS);
        Model other = TestScene.load();
        Physics stranger = new Physics(other)) {
      assertRefused(() -> renderer.render(physics, Camera.fixed(2), rgb), "no camera 2");
      assertRefused(() -> renderer.render(physics, Camera.fixed(-1), rgb), "no camera -1");
      assertRefused(() -> renderer.render(stranger, front, rgb), "another loaded scene");
      assertRefused(
          () -> renderer.render(physics, front, ByteBuffer.allocate(OPTIONS.rgbBytes())), "direct");
      assertRefused(
          () -> renderer.render(physics, front, rgb.slice(1, OPTIONS.rgbBytes() - 1)), "bytes");
      assertRefused(() -> renderer.render(physics, front, rgb.asReadOnlyBuffer()), "writable");
      physics.close();
      assertThrows(IllegalStateException.class, () -> renderer.render(physics, front, rgb));
    }
  }

  private static void assertRefused(Runnable call, String reason) {
    String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(message.contains(reason), message);
  }

  @Test
  void closingTheContextClosesItsRenderers() {
    Renderer renderer = new Renderer(context, scene, OPTIONS);
    ByteBuffer rgb = TestScene.image(OPTIONS);
    context.close();
    context.close();
    renderer.close();
    assertThrows(IllegalStateException.class, () -> renderer.render(physics, front, rgb));
    assertThrows(IllegalStateException.class, () -> new Renderer(context, scene, OPTIONS));
    try (OpenGlContext again = OpenGlContext.open()) {
      assertThrows(IllegalStateException.class, () -> renderer.render(physics, front, rgb));
      assertFalse(again.renderer().isBlank());
    }
  }

  @Test
  void closedModelIsRefusedBeforeNativeCode() {
    Model gone = TestScene.load();
    gone.close();
    assertThrows(IllegalStateException.class, () -> new Renderer(context, gone, OPTIONS));
  }

  private static Set<String> coloursOf(ByteBuffer rgb) {
    Set<String> colours = new HashSet<>();
    for (int row = 0; row < OPTIONS.heightPixels(); row++) {
      for (int column = 0; column < OPTIONS.widthPixels(); column++) {
        double right = (column + 0.5) / OPTIONS.widthPixels();
        double down = (row + 0.5) / OPTIONS.heightPixels();
        colours.add(TestScene.colour(rgb, OPTIONS, right, down));
      }
    }
    return colours;
  }
}
