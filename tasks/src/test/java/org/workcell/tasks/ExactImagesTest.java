package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.cameras.CameraImage;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.CameraParameters;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.ImageKind;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.Renderer;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.Episodes;
import org.workcell.testing.PixelRays;
import org.workcell.testing.Rendering;

/**
 * Depth and objects of the tasks' scenes, in both qualities, against rays that the engine casts
 * through the centres of pixels.
 */
class ExactImagesTest {

  private static final int WIDTH = 120;
  private static final int HEIGHT = 90;
  private static final int PIXELS = WIDTH * HEIGHT;

  @BeforeAll
  static void requireOpenGl() {
    Rendering.assumePossible();
  }

  @ParameterizedTest
  @CsvSource({
    "metaworld/reach-v3, corner3",
    "metaworld/door-open-v3, corner3",
    "metaworld/box-close-v3, corner3",
    "kitchen/complete-v1, overview"
  })
  void pixelsShowWhatLiesBehindTheirCentres(String task, String camera) {
    try (Episodes episodes = new Episodes(task, EnvironmentOptions.defaults());
        OpenGlContext context = OpenGlContext.open()) {
      episodes.reset(1);
      Physics physics = episodes.environment().physics();
      physics.refreshView();
      Camera chosen =
          camera.equals("overview")
              ? Camera.overview(physics.scene())
              : Camera.named(physics.scene(), camera);
      try (Renderer fast =
              new Renderer(context, physics.scene(), RenderOptions.fast(WIDTH, HEIGHT));
          Renderer faithful =
              new Renderer(context, physics.scene(), RenderOptions.faithful(WIDTH, HEIGHT))) {
        float[] depth = depth(faithful, physics, chosen);
        int[] geoms = geoms(faithful, physics, chosen);
        CameraParameters parameters = faithful.parameters(physics, chosen);
        requireSurfaces(new PixelRays(physics, parameters), depth, geoms);
        requirePoints(new PixelRays(physics, parameters), parameters, depth);
        assertArrayEquals(depth(fast, physics, chosen), depth, "quality does not change depth");
        assertArrayEquals(geoms(fast, physics, chosen), geoms, "nor objects");
      }
    }
  }

  /** Round shapes are drawn with flat faces, markers are no geoms: a few pixels differ. */
  private static void requireSurfaces(PixelRays rays, float[] depth, int[] geoms) {
    double[] errors = new double[PIXELS];
    int otherGeoms = 0;
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      double metres = rays.depth(pixel);
      errors[pixel] = metres < 0 ? 0 : Math.abs(metres - depth[pixel]);
      otherGeoms += rays.geom() == geoms[pixel] ? 0 : 1;
    }
    Arrays.sort(errors);
    assertEquals(0, errors[PIXELS / 2], 1e-4, "median, metres");
    assertEquals(0, errors[PIXELS * 9 / 10], 2e-4, "nine of ten, metres");
    assertEquals(0, errors[PIXELS * 98 / 100], 5e-3, "98 of 100, metres");
    assertTrue(otherGeoms < PIXELS / 200, "pixels with another geom: " + otherGeoms);
  }

  /** A point of the cloud lies on the ray through its pixel, as far away as the surface. */
  private static void requirePoints(PixelRays rays, CameraParameters camera, float[] depth) {
    FloatBuffer cloud = FloatBuffer.allocate(3 * PIXELS);
    camera.pointCloud(FloatBuffer.wrap(depth), cloud);
    double[] errors = new double[PIXELS];
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      double[] surface = rays.point(pixel);
      double squares = 0;
      for (int axis = 0; axis < 3; axis++) {
        double difference = surface[axis] - cloud.get(3 * pixel + axis);
        squares += Double.isNaN(difference) ? 0 : difference * difference;
      }
      errors[pixel] = Math.sqrt(squares);
    }
    Arrays.sort(errors);
    assertEquals(0, errors[PIXELS / 2], 1e-4, "median, metres");
    assertEquals(0, errors[PIXELS * 9 / 10], 2e-4, "nine of ten, metres");
  }

  @Test
  void imageBlocksOfVectorsHaveNoSmoothEdgesInNumbers() {
    List<byte[]> faithful = blocks(RenderOptions.faithful(WIDTH, HEIGHT));
    List<byte[]> fast = blocks(RenderOptions.fast(WIDTH, HEIGHT));
    assertArrayEquals(fast.get(0), faithful.get(0), "depth");
    assertArrayEquals(fast.get(1), faithful.get(1), "objects");
    assertFalse(Arrays.equals(fast.get(2), faithful.get(2)), "RGB images are of their quality");
  }

  private static List<byte[]> blocks(RenderOptions image) {
    ImageOptions images =
        ImageOptions.separate(
            new CameraImage("corner3", ImageKind.DEPTH, image),
            new CameraImage("corner3", ImageKind.OBJECTS, image),
            new CameraImage("corner3", ImageKind.RGB, image));
    TaskDefinition task = TaskRegistry.load().task("metaworld/reach-v3").orElseThrow();
    VectorOptions options =
        VectorOptions.of(task, EnvironmentOptions.defaults(), 1).withImages(images);
    try (VectorEnvironment vector = VectorEnvironment.open(options, PoolOptions.of(1))) {
      BatchStorage batch = vector.reset(1).rows();
      return images.blocksOver(batch).stream().map(ExactImagesTest::bytes).toList();
    }
  }

  private static byte[] bytes(ImageBlock block) {
    ByteBuffer memory = block.memory();
    byte[] copy = new byte[memory.remaining()];
    memory.get(copy);
    return copy;
  }

  private static float[] depth(Renderer renderer, Physics physics, Camera camera) {
    FloatBuffer metres = direct().asFloatBuffer();
    renderer.renderDepth(physics, camera, metres);
    float[] copy = new float[PIXELS];
    metres.get(copy);
    return copy;
  }

  private static int[] geoms(Renderer renderer, Physics physics, Camera camera) {
    IntBuffer indices = direct().asIntBuffer();
    renderer.renderObjects(physics, camera, ObjectKind.GEOM, indices);
    int[] copy = new int[PIXELS];
    indices.get(copy);
    return copy;
  }

  private static ByteBuffer direct() {
    return ByteBuffer.allocateDirect(4 * PIXELS).order(ByteOrder.nativeOrder());
  }
}
