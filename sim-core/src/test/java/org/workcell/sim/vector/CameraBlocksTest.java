package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.cameras.CameraImage;
import org.workcell.sim.cameras.EnvironmentRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.physics.ObjectKind;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.ImageKind;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.Rendering;

/** Cameras of different sizes and kinds in one batch. */
class CameraBlocksTest {

  private static final int COUNT = 3;
  private static final RenderOptions SMALL = RenderOptions.fast(24, 18);
  private static final RenderOptions LARGE = RenderOptions.fast(40, 32);
  private static final String CAMERA = ImageOptions.OVERVIEW;

  private static final ImageOptions SEPARATE =
      ImageOptions.separate(
              new CameraImage(CAMERA, ImageKind.RGB, LARGE),
              new CameraImage(CAMERA, ImageKind.DEPTH, SMALL),
              new CameraImage(CAMERA, ImageKind.OBJECTS, SMALL))
          .withWorkers(2);

  @BeforeAll
  static void requireOpenGl() {
    Rendering.assumePossible();
  }

  private static PooledVectorEnvironment open(ImageOptions images) {
    VectorOptions options =
        VectorOptions.of(new PointMassTask(), EnvironmentOptions.defaults(), COUNT);
    return VectorEnvironment.open(options.withImages(images), PoolOptions.of(2));
  }

  private static byte[] row(BatchBlock block, int row) {
    byte[] bytes = new byte[block.rowBytes()];
    block.getRowBytes(row, bytes);
    return bytes;
  }

  @Test
  void blocksHaveTheirOwnNamesSizesAndTypes() {
    try (VectorEnvironment vector = open(SEPARATE)) {
      List<BlockSpec> blocks = vector.layout().images();
      assertEquals(
          List.of("image_overview", "depth_overview", "objects_overview"),
          blocks.stream().map(BlockSpec::name).toList());
      assertEquals(List.of(32, 40, 3), blocks.get(0).shape());
      assertEquals(List.of(18, 24), blocks.get(1).shape());
      assertEquals(DataType.FLOAT32, blocks.get(1).type());
      assertEquals(DataType.INT32, blocks.get(2).type());
      assertEquals(BlockRole.IMAGE, vector.descriptor().batch().block("depth_overview").role());
      assertThrows(IllegalStateException.class, () -> vector.current().images());
      assertEquals(ImageKind.DEPTH, vector.current().images("depth_overview").kind());
    }
  }

  @Test
  void pixelsAreThoseOfTheSharedBlock() {
    try (VectorEnvironment separate = open(SEPARATE);
        VectorEnvironment shared = open(ImageOptions.of(LARGE, CAMERA))) {
      separate.reset(1);
      shared.reset(1);
      for (int step = 0; step < 3; step++) {
        for (int row = 0; row < COUNT; row++) {
          byte[] expected = row(shared.current().rows().image(0), row);
          assertArrayEquals(expected, row(separate.current().rows().image(0), row));
        }
        for (VectorEnvironment each : List.of(separate, shared)) {
          each.current().rows().action().put(1, 0, 1);
          each.step();
        }
      }
    }
  }

  @Test
  void depthAndObjectsShowTheScene() {
    try (PooledVectorEnvironment vector = open(SEPARATE)) {
      vector.reset(1);
      BatchStorage rows = vector.current().rows();
      int bodies = vector.visit(0, CameraBlocksTest::bodies);
      boolean seesSomething = false;
      for (int pixel = 0; pixel < SMALL.pixels(); pixel++) {
        assertTrue(rows.image(1).get(0, pixel) > 0);
        double body = rows.image(2).get(0, pixel);
        assertTrue(body >= -1 && body < bodies);
        seesSomething |= body > 0;
      }
      assertTrue(seesSomething, "the point mass is seen");
    }
  }

  private static int bodies(Environment environment) {
    return SimulatedEnvironment.of(environment).physics().scene().count(ObjectKind.BODY);
  }

  @Test
  void callsForSomeDrawOnlyTheirs() {
    try (VectorEnvironment vector = open(SEPARATE);
        VectorEnvironment all = open(SEPARATE)) {
      vector.reset(1);
      all.reset(1);
      for (int step = 0; step < 6; step++) {
        vector.current().rows().action().put(1, 0, 1);
        vector.step(new int[] {1});
        all.current().rows().action().put(1, 0, 1);
        all.step();
      }
      for (int block = 0; block < 3; block++) {
        byte[] expected = row(all.current().rows().image(block), 1);
        assertArrayEquals(expected, row(vector.current().rows().image(block), 1));
      }
      byte[] untouched = row(vector.current().rows().image(0), 0);
      byte[] moved = row(vector.current().rows().image(0), 1);
      vector.step(new int[] {2});
      assertArrayEquals(untouched, row(vector.current().rows().image(0), 0));
      assertArrayEquals(moved, row(vector.current().rows().image(0), 1));
      assertFalse(Arrays.equals(untouched, moved));
    }
  }

  @Test
  void aSingleEnvironmentDrawsTheSame() {
    try (PooledVectorEnvironment vector = open(SEPARATE)) {
      vector.reset(1);
      List<ImageBlock> alone = vector.visit(2, CameraBlocksTest::drawAlone);
      for (int block = 0; block < 3; block++) {
        byte[] bytes = new byte[alone.get(block).rowBytes()];
        alone.get(block).memory().get(bytes);
        assertArrayEquals(bytes, row(vector.current().rows().image(block), 2));
      }
    }
  }

  private static List<ImageBlock> drawAlone(Environment environment) {
    List<ImageBlock> blocks = SEPARATE.newBlocks(1);
    SimulatedEnvironment simulated = SimulatedEnvironment.of(environment);
    try (OpenGlContext context = OpenGlContext.open();
        EnvironmentRenderer renderer = new EnvironmentRenderer(context, simulated, SEPARATE)) {
      renderer.render(simulated, blocks, 0);
    }
    return blocks;
  }

  @Test
  void unfitImagesAreRefused() {
    CameraImage image = new CameraImage(CAMERA, ImageKind.RGB, SMALL);
    assertThrows(IllegalArgumentException.class, () -> ImageOptions.separate(image, image));
    CameraImage large = new CameraImage("front", ImageKind.RGB, LARGE);
    assertThrows(
        IllegalArgumentException.class,
        () -> new ImageOptions(List.of(image, large), true, 1, OptionalInt.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> open(ImageOptions.of(SMALL, "nowhere")).close());
  }
}
