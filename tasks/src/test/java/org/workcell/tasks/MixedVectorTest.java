package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.RowStatus;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.Rendering;

/** Tasks of different scenes and suites in one vector. */
class MixedVectorTest {

  private static final String REACH = "metaworld/reach-v3";
  private static final String DRAWER = "metaworld/drawer-open-v3";
  private static final String KITCHEN = "kitchen/microwave-v1";
  private static final int[] FIRST = {0};

  private static VectorOptions options(int count, String... tasks) {
    TaskRegistry registry = TaskRegistry.load();
    List<VectorMember> members =
        Stream.of(tasks)
            .map(id -> registry.task(id).orElseThrow())
            .map(task -> new VectorMember(task, EnvironmentOptions.defaults()))
            .toList();
    return VectorOptions.mixed(members, count);
  }

  private static byte[] row(BatchBlock block, int row) {
    byte[] bytes = new byte[block.rowBytes()];
    block.getRowBytes(row, bytes);
    return bytes;
  }

  @Test
  void aRowIsDrawnInTheSceneOfItsTask() {
    Rendering.assumePossible();
    ImageOptions images = ImageOptions.of(RenderOptions.fast(48, 48), "corner2").withWorkers(1);
    try (VectorEnvironment changing =
            VectorEnvironment.open(
                options(1, REACH, DRAWER).withImages(images), PoolOptions.of(1));
        VectorEnvironment drawer =
            VectorEnvironment.open(options(1, DRAWER).withImages(images), PoolOptions.of(1))) {
      changing.reset(1);
      byte[] before = row(changing.current().rows().image(0), 0);
      changing.reset(FIRST, List.of(ResetOptions.seed(5).withTask(DRAWER)));
      drawer.reset(5);
      for (int step = 0; step < 3; step++) {
        BatchStorage expected = drawer.current().rows();
        BatchStorage found = changing.current().rows();
        assertArrayEquals(row(expected.observation(0), 0), row(found.observation(0), 0));
        assertArrayEquals(row(expected.image(0), 0), row(found.image(0), 0), "step " + step);
        changing.step();
        drawer.step();
      }
      assertFalse(Arrays.equals(before, row(drawer.current().rows().image(0), 0)));
      assertEquals(DRAWER, changing.spec(0).id());
      assertEquals(RowStatus.RESET, changing.reset(FIRST, List.of(start(REACH))).status(0));
    }
  }

  private static ResetOptions start(String task) {
    return ResetOptions.seed(1).withTask(task);
  }

  @Test
  void suitesOfDifferentShapesShareAVector() {
    try (VectorEnvironment mixed =
            VectorEnvironment.open(options(2, REACH, KITCHEN), PoolOptions.of(2));
        VectorEnvironment kitchen =
            VectorEnvironment.open(options(1, KITCHEN), PoolOptions.of(1))) {
      mixed.reset(3);
      kitchen.reset(4);
      for (int step = 0; step < 5; step++) {
        for (int i = 0; i < kitchen.layout().action().size(); i++) {
          kitchen.current().rows().action().put(0, i, 0.1 * i - 0.3);
          mixed.current().rows().action().put(1, i, 0.1 * i - 0.3);
        }
        kitchen.step();
        assertBlocksEqual(kitchen.current().rows(), mixed.step());
      }
      assertEquals(KITCHEN, mixed.spec(1).id());
      assertEquals(kitchen.current().instruction(0), mixed.current().instruction(1));
    }
  }

  private static void assertBlocksEqual(BatchStorage alone, VectorBatch mixed) {
    List<String> names = mixed.rows().layout().observation().stream().map(BlockSpec::name).toList();
    for (int block = 0; block < alone.observationCount(); block++) {
      BatchBlock expected = alone.observation(block);
      BatchBlock found = mixed.rows().observation(names.indexOf(expected.spec().name()));
      for (int i = 0; i < found.spec().size(); i++) {
        double value = i < expected.spec().size() ? expected.get(0, i) : 0;
        assertEquals(value, found.get(1, i), expected.spec().name() + " " + i);
      }
    }
    assertEquals(alone.reward().get(0, 0), mixed.rows().reward().get(1, 0));
  }
}
