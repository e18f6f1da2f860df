package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.Renderer;
import org.workcell.testing.AllocatedBytes;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.Rendering;

/** Images of a vector: the same bytes for any number of threads, and only what is asked for. */
class VectorRendererTest {

  private static final RenderOptions IMAGE = RenderOptions.fast(40, 30);
  private static final ImageOptions IMAGES = ImageOptions.of(IMAGE, ImageOptions.OVERVIEW);
  private static final long SEED = 5;

  @BeforeAll
  static void requireOpenGl() {
    Rendering.assumePossible();
  }

  private static VectorOptions options(int count) {
    return VectorOptions.of(
        new PointMassTask(), EnvironmentOptions.defaults().withHorizon(4), count);
  }

  private static byte[] row(ImageBlock block, int row) {
    byte[] bytes = new byte[block.rowBytes()];
    block.memory().get(block.offset(row, 0), bytes);
    return bytes;
  }

  /** Images of environment {@code i} in lockstep, one after the other. */
  private static List<byte[]> images(int count, int workers, int environment) {
    List<byte[]> images = new ArrayList<>();
    try (PooledVectorEnvironment vector =
            VectorEnvironment.open(options(count), PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES.withWorkers(workers))) {
      ImageBlock block = renderer.newBlock(count);
      VectorBatch batch = vector.reset(SEED);
      for (int step = 0; step < 7; step++) {
        renderer.render(batch, block);
        images.add(row(block, environment));
        for (int i = 0; i < count; i++) {
          batch.rows().action().put(i, 0, i % 2 == 0 ? 1 : -1);
        }
        batch = vector.step();
      }
    }
    return images;
  }

  private static void assertSame(List<byte[]> expected, List<byte[]> found) {
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), found.get(i), "image " + i);
    }
  }

  @ParameterizedTest
  @CsvSource({"5, 2", "3, 1", "3, 2", "9, 3"})
  void workersAndBatchSizesDoNotMatter(int count, int workers) {
    List<byte[]> expected = images(5, 1, 2);
    assertFalse(Arrays.equals(expected.get(0), expected.get(3)), "the image moves");
    assertSame(expected, images(count, workers, 2));
  }

  @Test
  void imagesAreThoseOfTheEnvironment() {
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options(3), PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES)) {
      ImageBlock block = renderer.newBlock(3);
      vector.reset(SEED);
      renderer.render(vector.step(), block);
      for (int i = 0; i < 3; i++) {
        byte[] alone =
            vector.visit(i, environment -> alone(SimulatedEnvironment.of(environment).physics()));
        assertArrayEquals(alone, row(block, i));
      }
    }
  }

  /** On the worker that has the environment, whose goal is a model edit. */
  private static byte[] alone(Physics physics) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(IMAGE.rgbBytes());
    try (OpenGlContext context = OpenGlContext.open();
        Renderer renderer = new Renderer(context, physics.scene(), IMAGE)) {
      physics.refreshView();
      renderer.render(physics, Camera.overview(physics.scene()), rgb);
    }
    byte[] bytes = new byte[rgb.capacity()];
    rgb.get(0, bytes);
    return bytes;
  }

  @Test
  void onlyTheRowsAskedForAreDrawn() {
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options(4), PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES.withWorkers(2))) {
      ImageBlock all = renderer.newBlock(4);
      ImageBlock some = renderer.newBlock(4);
      VectorBatch batch = vector.reset(SEED);
      renderer.render(batch, all);
      renderer.render(batch, new int[] {3, 1}, some);
      byte[] black = new byte[some.rowBytes()];
      assertArrayEquals(black, row(some, 0));
      assertArrayEquals(row(all, 1), row(some, 1));
      assertArrayEquals(black, row(some, 2));
      assertArrayEquals(row(all, 3), row(some, 3));
      assertThrows(
          IllegalArgumentException.class, () -> renderer.render(batch, new int[] {1, 1}, some));
      assertThrows(
          IllegalArgumentException.class, () -> renderer.render(batch, new int[] {4}, some));
    }
  }

  @Test
  void lastImagesOfEpisodesAreKept() {
    ImageBlock next;
    ImageBlock finals;
    try (PooledVectorEnvironment vector =
            VectorEnvironment.open(
                options(2).withAutoreset(Autoreset.SAME_STEP), PoolOptions.of(1));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES)) {
      next = renderer.newBlock(2);
      finals = renderer.newBlock(2);
      VectorBatch batch = vector.reset(SEED);
      for (int step = 0; step < 4; step++) {
        batch.rows().action().put(0, 0, 1);
        batch.rows().action().put(1, 0, -1);
        batch = vector.step();
      }
      assertTrue(batch.hasFinal(0));
      renderer.render(batch, next);
      renderer.renderFinals(batch, finals);
    }
    assertArrayEquals(images(2, 1, 0).get(4), row(finals, 0));
    assertFalse(Arrays.equals(row(next, 0), row(finals, 0)));
  }

  @Test
  void batchesInOrderOfCompletionHaveImagesToo() {
    List<byte[]> expected = images(2, 1, 1);
    try (AsyncVectorEnvironment vector =
            AsyncVectorEnvironment.open(options(2), 1, PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES)) {
      ImageBlock block = renderer.newBlock(1);
      vector.sendReset(SEED);
      for (int i = 0; i < 2; i++) {
        VectorBatch batch = vector.receive();
        renderer.render(batch, block);
        if (batch.environments()[0] == 1) {
          assertArrayEquals(expected.get(0), row(block, 0));
        }
      }
    }
  }

  @Test
  void drawingAllocatesNothing() {
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options(4), PoolOptions.of(1));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES.withWorkers(2))) {
      ImageBlock block = renderer.newBlock(4);
      VectorBatch batch = vector.reset(SEED);
      long bytes = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 20 && bytes > 0; attempt++) {
        renderer.render(batch, block);
        AllocatedBytes allocated = AllocatedBytes.ofWorkersAndThisThread();
        for (int i = 0; i < 20; i++) {
          renderer.render(batch, block);
        }
        bytes = allocated.sinceStart();
      }
      assertEquals(0, bytes, "bytes allocated for 80 images");
    }
  }

  @Test
  void mistakesAreExplained() {
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options(2), PoolOptions.of(1))) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> VectorRenderer.open(vector, ImageOptions.of(IMAGE, "nowhere")))
              .getMessage();
      assertTrue(message.contains("no camera 'nowhere'"), message);
      VectorRenderer renderer = VectorRenderer.open(vector, IMAGES);
      VectorBatch old = vector.reset(SEED);
      ImageBlock block = renderer.newBlock(2);
      assertThrows(
          IllegalArgumentException.class,
          () -> renderer.render(old, ImageBlock.allocate(2, 2, IMAGE)));
      assertThrows(
          IllegalArgumentException.class, () -> renderer.render(old, renderer.newBlock(1)));
      vector.step();
      assertThrows(IllegalStateException.class, () -> renderer.render(old, block));
      renderer.close();
      renderer.close();
      assertThrows(IllegalStateException.class, () -> renderer.render(vector.current(), block));
    }
    assertThrows(IllegalArgumentException.class, () -> ImageOptions.of(IMAGE));
    assertThrows(IllegalArgumentException.class, () -> ImageOptions.of(IMAGE, "a", "a"));
    assertThrows(IllegalArgumentException.class, () -> IMAGES.withWorkers(0));
    assertThrows(
        IllegalArgumentException.class,
        () -> ImageBlock.allocate(1000, 2, RenderOptions.fast(4096, 4096)));
  }

  @Test
  void theVectorMayCloseFirst() {
    PooledVectorEnvironment vector = VectorEnvironment.open(options(2), PoolOptions.of(1));
    VectorRenderer renderer = VectorRenderer.open(vector, IMAGES);
    ImageBlock block = renderer.newBlock(2);
    VectorBatch batch = vector.reset(SEED);
    vector.close();
    assertThrows(IllegalStateException.class, () -> renderer.render(batch, block));
    renderer.close();
  }
}
