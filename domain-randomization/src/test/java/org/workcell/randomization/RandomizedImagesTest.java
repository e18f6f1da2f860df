package org.workcell.randomization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.EpisodeRandomizer;
import org.workcell.sim.environment.EpisodeRecord;
import org.workcell.sim.environment.Randomization;
import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.physics.ViewState;
import org.workcell.sim.rendering.Camera;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rendering.Renderer;
import org.workcell.sim.rendering.ViewRenderer;
import org.workcell.sim.scene.AssetPack;
import org.workcell.sim.scene.SceneAdditions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.vector.VectorRenderer;
import org.workcell.testing.Rendering;

/** Images of randomized episodes: the same ones alone and in every batch, and only when asked. */
class RandomizedImagesTest {

  private static final RenderOptions IMAGE = RenderOptions.fast(48, 36);
  private static final ImageOptions IMAGES = ImageOptions.of(IMAGE, "front", ImageOptions.OVERVIEW);
  private static final long SEED = 50;
  private static final int STEPS = 3;

  @BeforeAll
  static void requireOpenGl() {
    Rendering.assumePossible();
  }

  private static Randomization randomization(String condition) {
    String[] names = condition.split("/");
    return Presets.load(names[0]).perturbation(names[1], PresetRandomization.FULL);
  }

  private static byte[] bytes(ByteBuffer memory, int offset, int count) {
    byte[] bytes = new byte[count];
    memory.get(offset, bytes);
    return bytes;
  }

  /** The images of every environment after each step: [step][env]. */
  private static byte[][][] batched(Randomization randomization, int count, int workers) {
    EnvironmentOptions options = EnvironmentOptions.defaults().withRandomization(randomization);
    byte[][][] images = new byte[STEPS][count][];
    try (VectorEnvironment vector =
            VectorEnvironment.open(
                VectorOptions.of(new TableTask(), options, count), PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(vector, IMAGES.withWorkers(workers))) {
      ImageBlock block = renderer.newBlock(count);
      VectorBatch batch = vector.reset(SEED);
      for (int step = 0; step < STEPS; step++) {
        renderer.render(batch, block);
        for (int row = 0; row < count; row++) {
          images[step][row] = bytes(block.memory(), block.offset(row, 0), block.rowBytes());
          batch.rows().action().putRow(row, new double[] {1, 0.2 * row});
        }
        batch = vector.step();
      }
    }
    return images;
  }

  /** The same of one environment, drawn one by one. */
  private static byte[][] alone(Randomization randomization, int row) {
    byte[][] images = new byte[STEPS][];
    ByteBuffer rgb = ByteBuffer.allocateDirect(2 * IMAGE.rgbBytes());
    ViewState view = new ViewState();
    try (Episodes episodes = Episodes.of(randomization);
        OpenGlContext context = OpenGlContext.open();
        ViewRenderer renderer = new ViewRenderer(context, episodes.scene(), IMAGE)) {
      episodes.reset(SEED + row);
      for (int step = 0; step < STEPS; step++) {
        episodes.environment().captureView(view);
        // The last camera first: the order of images must not matter.
        for (int camera = 1; camera >= 0; camera--) {
          rgb.position(camera * IMAGE.rgbBytes());
          renderer.render(view, IMAGES.camerasOf(episodes.scene()).get(camera), rgb);
        }
        images[step] = bytes(rgb, 0, rgb.capacity());
        episodes.step(1, 0.2 * row);
      }
    }
    return images;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lamp-96/all", "plus-style/all", "plus-style/sensor_noise"})
  void batchesThreadsAndOrderDoNotMatter(String condition) {
    byte[][][] expected = batched(randomization(condition), 4, 1);
    byte[][][] twoThreads = batched(randomization(condition), 4, 2);
    byte[][][] larger = batched(randomization(condition), 7, 2);
    for (int row = 0; row < 4; row++) {
      byte[][] alone = alone(randomization(condition), row);
      for (int step = 0; step < STEPS; step++) {
        assertArrayEquals(alone[step], expected[step][row], "alone");
        assertArrayEquals(alone[step], twoThreads[step][row], "two threads");
        assertArrayEquals(alone[step], larger[step][row], "seven environments");
      }
      byte[] next = expected[0][(row + 1) % 4];
      assertFalse(Arrays.equals(expected[0][row], next), "seeds look different");
    }
  }

  @Test
  void theRendererOfASimulationShowsTheSame() {
    Randomization randomization = randomization("lamp-96/all");
    byte[][][] batched = batched(randomization, 3, 2);
    ByteBuffer rgb = ByteBuffer.allocateDirect(IMAGE.rgbBytes());
    for (int row = 0; row < 3; row++) {
      try (Episodes episodes = Episodes.of(randomization);
          OpenGlContext context = OpenGlContext.open();
          Renderer renderer = new Renderer(context, episodes.scene(), IMAGE)) {
        Physics physics = episodes.reset(SEED + row).physics();
        physics.refreshView();
        renderer.render(physics, Camera.named(episodes.scene(), "front"), rgb);
        byte[] front = Arrays.copyOf(batched[0][row], IMAGE.rgbBytes());
        assertArrayEquals(bytes(rgb, 0, rgb.capacity()), front);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"motion_blur", "gaussian_blur", "zoom_blur", "fog", "glass_blur"})
  void corruptionsShowInImagesAndNotInDepth(String kind) {
    String factor = "factor: image_corruption, kinds: [%s]".formatted(kind);
    try (Episodes plain = Episodes.plain();
        Episodes corrupted = Episodes.ofFactor(factor);
        OpenGlContext context = OpenGlContext.open()) {
      plain.reset(SEED);
      corrupted.reset(SEED);
      assertFalse(Arrays.equals(image(context, plain), image(context, corrupted)));
      assertArrayEquals(depth(context, plain), depth(context, corrupted));
      byte[] first = image(context, corrupted);
      assertArrayEquals(first, image(context, corrupted));
    }
  }

  @Test
  void chanceDiffersFromStepToStep() {
    String factor = "factor: image_corruption, kinds: [glass_blur]";
    try (Episodes still = Episodes.ofFactor(factor);
        OpenGlContext context = OpenGlContext.open()) {
      still.reset(SEED);
      ViewState view = new ViewState();
      still.environment().captureView(view);
      byte[] first = image(context, still);
      view.capture(still.physics(), view.edits(), view.filter(), 1);
      assertFalse(Arrays.equals(first, image(context, still.scene(), view)));
    }
  }

  private static byte[] image(OpenGlContext context, Episodes episodes) {
    ViewState view = new ViewState();
    episodes.environment().captureView(view);
    return image(context, episodes.scene(), view);
  }

  private static byte[] image(OpenGlContext context, Model scene, ViewState view) {
    ByteBuffer rgb = ByteBuffer.allocateDirect(IMAGE.rgbBytes());
    try (ViewRenderer renderer = new ViewRenderer(context, scene, IMAGE)) {
      renderer.render(view, Camera.fixed(0), rgb);
    }
    return bytes(rgb, 0, rgb.capacity());
  }

  private static float[] depth(OpenGlContext context, Episodes episodes) {
    ByteBuffer memory = ByteBuffer.allocateDirect(4 * IMAGE.pixels());
    FloatBuffer metres = memory.order(ByteOrder.nativeOrder()).asFloatBuffer();
    ViewState view = new ViewState();
    episodes.environment().captureView(view);
    try (ViewRenderer renderer = new ViewRenderer(context, episodes.scene(), IMAGE)) {
      renderer.renderDepth(view, Camera.fixed(0), metres);
    }
    float[] values = new float[metres.capacity()];
    metres.get(0, values);
    return values;
  }

  /** Counts how often the appearance of an episode is worked out. */
  private record Counting(Randomization original, AtomicInteger looks) implements Randomization {

    @Override
    public String identity() {
      return original.identity();
    }

    @Override
    public Description description() {
      return original.description();
    }

    @Override
    public SceneAdditions additions(TaskDefinition task, AssetPack assets) {
      return original.additions(task, assets);
    }

    @Override
    public Randomization replaying(List<EpisodeRecord.Drawn> drawn) {
      return new Counting(original.replaying(drawn), looks);
    }

    @Override
    public EpisodeRandomizer newRandomizer(TaskDefinition task, TaskSpec spec, Model scene) {
      EpisodeRandomizer inner = original.newRandomizer(task, spec, scene);
      return (EpisodeRandomizer)
          Proxy.newProxyInstance(
              Counting.class.getClassLoader(),
              new Class<?>[] {EpisodeRandomizer.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("appearance")) {
                  looks.incrementAndGet();
                }
                try {
                  return method.invoke(inner, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void appearanceIsWorkedOutOnceAnEpisodeAndOnlyIfSomebodyLooks() {
    AtomicInteger looks = new AtomicInteger();
    Randomization counting = new Counting(randomization("lamp-96/all"), looks);
    EnvironmentOptions options = EnvironmentOptions.defaults().withRandomization(counting);
    try (VectorEnvironment vector =
        VectorEnvironment.open(VectorOptions.of(new TableTask(), options, 3), PoolOptions.of(2))) {
      vector.reset(SEED);
      vector.step();
      vector.reset(SEED);
      assertEquals(0, looks.get());
    }
    batched(counting, 3, 2);
    assertEquals(3, looks.get());
  }
}
