package org.workcell.tasks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.vector.VectorRenderer;
import org.workcell.testing.Rendering;

/** Images of mixed tasks: of several scenes and cameras, whatever the number of threads. */
class TaskImagesTest {

  private static final int COUNT = 5;
  private static final RenderOptions IMAGE = RenderOptions.fast(96, 96);

  @BeforeAll
  static void requireOpenGl() {
    Rendering.assumePossible();
  }

  private static VectorOptions mixed(int count) {
    TaskRegistry registry = TaskRegistry.load();
    List<VectorMember> members =
        Stream.of("metaworld/reach-v3", "metaworld/drawer-open-v3", "metaworld/door-open-v3")
            .map(id -> registry.task(id).orElseThrow())
            .map(task -> new VectorMember(task, EnvironmentOptions.defaults()))
            .toList();
    return VectorOptions.mixed(members, count);
  }

  private static List<byte[]> images(int count, int workers) {
    ImageOptions options = ImageOptions.of(IMAGE, "corner2", "gripperPOV").withWorkers(workers);
    try (VectorEnvironment vector = VectorEnvironment.open(mixed(count), PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(vector, options)) {
      VectorBatch batch = vector.reset(3);
      ImageBlock block = renderer.newBlock(count);
      for (int step = 0; step < 3; step++) {
        batch = vector.step();
        renderer.render(batch, block);
      }
      List<byte[]> images = new ArrayList<>();
      for (int i = 0; i < 2 * COUNT; i++) {
        byte[] bytes = new byte[IMAGE.rgbBytes()];
        block.image(i / 2, i % 2).get(bytes);
        images.add(bytes);
      }
      return images;
    }
  }

  @Test
  void threadsAndBatchSizesDoNotMatter() {
    List<byte[]> expected = images(COUNT, 1);
    for (List<byte[]> found : List.of(images(COUNT, 2), images(COUNT + 2, 3))) {
      for (int i = 0; i < expected.size(); i++) {
        assertArrayEquals(expected.get(i), found.get(i), "image " + i);
      }
    }
    // A wrist camera may see nothing that differs between two environments of one task.
    Set<ByteBuffer> different = new TreeSet<>();
    for (int i = 0; i < COUNT; i++) {
      different.add(ByteBuffer.wrap(expected.get(2 * i)));
    }
    assertEquals(COUNT, different.size(), "every environment has its own image");
    for (byte[] image : expected) {
      Set<Byte> values = new TreeSet<>();
      for (byte value : image) {
        values.add(value);
      }
      assertTrue(values.size() > 20, "an image of hardly anything");
    }
  }
}
