package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.cameras.EnvironmentRenderer;
import org.workcell.sim.cameras.ImageOptions;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.environment.Snapshot;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.policy.RandomPolicy;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.rendering.RenderOptions;
import org.workcell.sim.rollout.RolloutRunner;
import org.workcell.testing.PointMassTask;
import org.workcell.testing.Rendering;

/** Images that come with every batch, for policies that look. */
class VectorImagesTest {

  private static final ImageOptions IMAGES =
      ImageOptions.of(RenderOptions.fast(24, 18), ImageOptions.OVERVIEW).withWorkers(2);
  private static final int COUNT = 5;
  private static final long SEED = 3;

  @BeforeAll
  static void requireOpenGl() {
    Rendering.assumePossible();
  }

  private static VectorOptions options() {
    return VectorOptions.of(
        new PointMassTask(), EnvironmentOptions.defaults().withHorizon(4), COUNT);
  }

  private static byte[] image(BatchStorage rows, int row) {
    byte[] bytes = new byte[rows.image(0).rowBytes()];
    rows.image(0).getRowBytes(row, bytes);
    return bytes;
  }

  private static void push(VectorBatch batch) {
    for (int row = 0; row < batch.size(); row++) {
      batch.rows().action().put(row, 0, row % 2 == 0 ? 1 : -1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NEXT_STEP", "SAME_STEP"})
  void everyBatchShowsWhatARendererShows(Autoreset autoreset) {
    VectorOptions plain = options().withAutoreset(autoreset);
    try (VectorEnvironment looking =
            VectorEnvironment.open(plain.withImages(IMAGES), PoolOptions.of(2));
        VectorEnvironment blind = VectorEnvironment.open(plain, PoolOptions.of(2));
        VectorRenderer renderer = VectorRenderer.open(blind, IMAGES)) {
      assertEquals(List.of(1, 18, 24, 3), looking.layout().images().get(0).shape());
      VectorBatch mine = looking.reset(SEED);
      VectorBatch theirs = blind.reset(SEED);
      for (int step = 0; step < 10; step++) {
        BatchStorage expected = BatchStorage.allocate(looking.layout(), COUNT);
        renderer.render(theirs, IMAGES.over(expected));
        assertEquals(expected.image(0).memory(), mine.rows().image(0).memory(), "step " + step);
        if (autoreset == Autoreset.SAME_STEP && mine.hasFinal(0)) {
          renderer.renderFinals(theirs, IMAGES.over(expected));
          assertArrayEquals(image(expected, 0), image(mine.finals(), 0));
          assertFalse(Arrays.equals(image(mine.rows(), 0), image(mine.finals(), 0)));
        }
        push(mine);
        push(theirs);
        mine = looking.step();
        theirs = blind.step();
      }
    }
  }

  @Test
  void rowsThatTakeNoPartKeepTheirImages() {
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(options().withImages(IMAGES), PoolOptions.of(2))) {
      VectorBatch batch = vector.reset(SEED);
      byte[] before = image(batch.rows(), 1);
      byte[] moving = image(batch.rows(), 2);
      for (int step = 0; step < 3; step++) {
        push(batch);
        batch = vector.step(new int[] {2});
      }
      assertArrayEquals(before, image(batch.rows(), 1));
      assertFalse(Arrays.equals(moving, image(batch.rows(), 2)), "the mass moves");
    }
  }

  @Test
  void snapshotsHoldNoImagesAndRestoreThem() {
    try (PooledVectorEnvironment vector =
            VectorEnvironment.open(options().withImages(IMAGES), PoolOptions.of(2));
        VectorEnvironment blind = VectorEnvironment.open(options(), PoolOptions.of(1))) {
      vector.reset(SEED);
      blind.reset(SEED);
      Snapshot snapshot = vector.snapshot(0);
      assertArrayEquals(blind.snapshot(0).toBytes(), snapshot.toBytes());
      byte[] expected = image(vector.current().rows(), 0);
      VectorBatch branched = vector.branch(0, 3, 4);
      assertArrayEquals(expected, image(branched.rows(), 3));
      assertArrayEquals(expected, image(branched.rows(), 4));
    }
  }

  @Test
  void batchesInOrderOfCompletionHaveThemToo() {
    Map<Integer, byte[]> expected = new TreeMap<>();
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(options().withImages(IMAGES), PoolOptions.of(2))) {
      VectorBatch batch = vector.reset(SEED);
      for (int i = 0; i < COUNT; i++) {
        expected.put(i, image(batch.rows(), i));
      }
    }
    try (AsyncVectorEnvironment vector =
        AsyncVectorEnvironment.open(options().withImages(IMAGES), 2, PoolOptions.of(2))) {
      vector.sendReset(SEED);
      for (int batches = 0; batches < 2; batches++) {
        VectorBatch batch = vector.receive();
        for (int row = 0; row < 2; row++) {
          assertArrayEquals(expected.get(batch.environments()[row]), image(batch.rows(), row));
        }
      }
    }
  }

  @Test
  void withoutImagesThereAreNone() {
    try (PooledVectorEnvironment vector = VectorEnvironment.open(options(), PoolOptions.of(1))) {
      VectorBatch batch = vector.reset(SEED);
      assertTrue(vector.layout().images().isEmpty());
      assertThrows(IllegalStateException.class, batch::images);
      assertThrows(IllegalStateException.class, batch::images);
    }
  }

  @Test
  void anUnknownCameraIsRefusedAndNothingIsLeftOpen() {
    ImageOptions absent = ImageOptions.of(RenderOptions.fast(8, 8), "absent");
    VectorOptions wanted = options().withImages(absent);
    assertThrows(
        IllegalArgumentException.class, () -> VectorEnvironment.open(wanted, PoolOptions.of(1)));
    try (WorkerPool pool = new WorkerPool(PoolOptions.of(1))) {
      assertThrows(IllegalArgumentException.class, () -> VectorEnvironment.open(wanted, pool));
      try (VectorEnvironment next = VectorEnvironment.open(options(), pool)) {
        assertEquals(COUNT, next.reset(SEED).size());
      }
    }
  }

  /** Remembers what it saw of each environment, and acts at random. */
  private static final class Watcher implements Policy {
    private final Policy random;
    private final CRC32[] seen = new CRC32[COUNT];

    Watcher(BatchBlock action) {
      random = new RandomPolicy(action.spec());
      Arrays.setAll(seen, i -> new CRC32());
    }

    @Override
    public String name() {
      return "watcher";
    }

    @Override
    public void start(int environment, Episode episode) {
      random.start(environment, episode);
    }

    @Override
    public void act(BatchStorage batch, int[] environments, BatchBlock actions) {
      for (int row = 0; row < environments.length; row++) {
        seen[environments[row]].update(image(batch, row));
      }
      random.act(batch, environments, actions);
    }

    long[] checksums() {
      return Arrays.stream(seen).mapToLong(CRC32::getValue).toArray();
    }
  }

  private static long[] watched(int workers, int renderWorkers) {
    VectorOptions looking = options().withImages(IMAGES.withWorkers(renderWorkers));
    Watcher watcher =
        new Watcher(BatchBlock.allocate(looking.members().get(0).taskSpec().action(), 1));
    try (RolloutRunner runner = new RolloutRunner(looking, PoolOptions.of(workers), watcher)) {
      runner.reset(SEED);
      runner.run(12, (before, after, environments) -> {});
    }
    return watcher.checksums();
  }

  @Test
  void aPolicyInARolloutSeesTheSameWithAnyNumberOfThreads() {
    long[] expected = watched(1, 1);
    assertEquals(COUNT, Arrays.stream(expected).distinct().count());
    assertArrayEquals(expected, watched(2, 2));
  }

  @Test
  void oneEnvironmentAloneLooksTheSame() {
    try (PooledVectorEnvironment vector =
        VectorEnvironment.open(options().withImages(IMAGES), PoolOptions.of(1))) {
      VectorBatch batch = vector.reset(SEED);
      byte[] expected = image(batch.rows(), 1);
      byte[] found =
          vector.visit(
              1,
              visited -> {
                SimulatedEnvironment environment = SimulatedEnvironment.of(visited);
                BatchStorage storage = BatchStorage.allocate(vector.layout(), 1);
                try (OpenGlContext context = OpenGlContext.open();
                    EnvironmentRenderer renderer =
                        new EnvironmentRenderer(context, environment, IMAGES)) {
                  renderer.render(environment, IMAGES.over(storage), 0);
                }
                return image(storage, 0);
              });
      assertArrayEquals(expected, found);
    }
  }
}
