package org.workcell.testing.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchDescriptor.Block;
import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.EpisodeColumn;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;
import org.workcell.sim.vector.Autoreset;
import org.workcell.sim.vector.EnvironmentSource;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.testing.AllocatedBytes;

/** What the memory of every vector must keep; part of {@link VectorContract}. */
abstract class VectorMemoryContract {

  /** Environments of the vectors under test. */
  protected static final int COUNT = 5;

  /** Steps of an episode. */
  protected static final int HORIZON = 4;

  static final long SEED = 11;

  /** Opens a vector in the way under test. */
  protected abstract VectorEnvironment open(VectorOptions options);

  /** At least two tasks with different ids, whose episodes take so many steps. */
  protected abstract List<EnvironmentSource> members(int horizon);

  /** Whether calls that name environments are messages, which allocate; steps of all do not. */
  protected boolean sendsMessages() {
    return false;
  }

  /** Whether a step of all is a message, too. */
  protected boolean stepsAreMessages() {
    return false;
  }

  VectorOptions options(int horizon) {
    return VectorOptions.mixed(members(horizon), COUNT);
  }

  VectorDriver driver(Autoreset autoreset) {
    return new VectorDriver(open(options(HORIZON).withAutoreset(autoreset)));
  }

  VectorDriver driver() {
    return driver(Autoreset.NEXT_STEP);
  }

  /** The same in this process, on one worker. */
  VectorDriver reference(Autoreset autoreset) {
    return new VectorDriver(
        VectorEnvironment.open(options(HORIZON).withAutoreset(autoreset), PoolOptions.of(1)));
  }

  static int[] ids(int... environments) {
    return environments;
  }

  static byte[][] rows(VectorBatch batch) {
    byte[][] rows = new byte[COUNT][];
    Arrays.setAll(rows, row -> RowBytes.results(batch.rows(), row));
    return rows;
  }

  @Test
  void theDescriptorIsComplete() {
    try (VectorEnvironment vector = open(options(HORIZON).withAutoreset(Autoreset.SAME_STEP))) {
      SegmentDescriptor segment = vector.descriptor();
      assertEquals(segment, SegmentDescriptor.parse(segment.toText()));
      BatchDescriptor batch = segment.batch();
      assertEquals(COUNT, batch.rows());
      assertEquals(BatchDescriptor.VERSION, batch.version());
      assertTrue(segment.finals());
      BatchLayout layout = vector.layout();
      assertMatches(layout.action(), batch, BlockRole.ACTION);
      layout.observation().forEach(spec -> assertMatches(spec, batch, BlockRole.OBSERVATION));
      layout.masks().forEach(spec -> assertMatches(spec, batch, BlockRole.MASK));
      layout.meta().forEach(spec -> assertMatches(spec, batch, BlockRole.META));
      assertEquals(layout.infoColumns(), batch.block("info").columns());
      assertEquals(EpisodeColumn.values().length, batch.block("episode").columns().size());
      Map<BlockRole, Long> roles =
          batch.blocks().stream()
              .collect(Collectors.groupingBy(Block::role, Collectors.counting()));
      assertEquals(3, roles.get(BlockRole.FLAG));
      assertEquals(1, roles.get(BlockRole.REWARD));
      assertFalse(layout.meta().isEmpty());
    }
  }

  private static void assertMatches(BlockSpec spec, BatchDescriptor batch, BlockRole role) {
    Block block = batch.block(spec.name());
    assertEquals(role, block.role());
    assertEquals(spec.type(), block.type());
    assertEquals(spec.shape(), block.shape());
    assertEquals((long) spec.size() * spec.type().bytes(), block.rowBytes());
  }

  @Test
  void blocksDoNotOverlap() {
    try (VectorEnvironment vector = open(options(HORIZON))) {
      BatchDescriptor batch = vector.descriptor().batch();
      long end = 0;
      for (Block block : batch.blocks()) {
        long bytes = COUNT * block.rowBytes();
        boolean pages = bytes >= BatchDescriptor.PAGE_BYTES;
        int alignment = pages ? BatchDescriptor.PAGE_BYTES : BatchDescriptor.LINE_BYTES;
        assertEquals(0, block.offset() % alignment, block.name());
        assertTrue(block.offset() >= end, block.name());
        end = block.offset() + bytes;
      }
      assertTrue(batch.bytes() >= end && batch.bytes() < end + batch.alignment());
      assertEquals(0, vector.descriptor().batchOffset(1) % batch.alignment());
      assertEquals(0, SegmentDescriptor.CONTROL_BYTES % BatchDescriptor.PAGE_BYTES);
      assertTrue(vector.descriptor().bytes() >= 2 * batch.bytes());
    }
  }

  @Test
  void batchesStayValidForOneMoreCall() {
    VectorDriver driver = driver();
    try (VectorEnvironment vector = driver.vector()) {
      driver.reset(SEED);
      VectorBatch first = vector.current();
      byte[][] seen = rows(first);
      driver.step();
      assertArrayEquals(seen[2], RowBytes.results(first.rows(), 2));
      driver.step();
      assertSame(first, vector.current());
    }
  }

  @Test
  void rowsSayWhatTheyShow() {
    VectorDriver driver = driver();
    try (VectorEnvironment vector = driver.vector()) {
      driver.reset(SEED);
      for (int i = 0; i < COUNT; i++) {
        assertTrue(vector.current().startsEpisode(i));
      }
      for (int i = 0; i < COUNT; i++) {
        VectorBatch batch = vector.current();
        TaskSpec task = vector.spec(i).task();
        assertEquals(i, batch.rows().metadata().environment(i));
        assertEquals(i % members(HORIZON).size(), batch.task(i));
        assertEquals(SEED + i, batch.seed(i));
        assertEquals(task.variations().get(batch.variation(i)).instruction(), batch.instruction(i));
        int last = task.variations().size() - 1;
        batch = vector.reset(ids(i), List.of(ResetOptions.seed(-5).withVariation(last)));
        assertEquals(last, batch.variation(i));
        assertEquals(task.variations().get(last).instruction(), batch.instruction(i));
        assertEquals(-5, batch.seed(i));
      }
    }
  }

  @Test
  void stepsAllocateNothing() {
    assumeFalse(stepsAreMessages(), "a step is a message, which allocates");
    try (VectorEnvironment vector = open(options(1_000_000))) {
      vector.reset(SEED);
      int[] some = ids(1, 3);
      long bytes = Long.MAX_VALUE;
      for (int attempt = 0; attempt < 20 && bytes > 0; attempt++) {
        AllocatedBytes allocated = AllocatedBytes.ofWorkersAndThisThread();
        for (int i = 0; i < 200; i++) {
          vector.step();
          if (!sendsMessages()) {
            vector.step(some);
          }
        }
        bytes = allocated.sinceStart();
      }
      assertEquals(0, bytes, "bytes in 400 steps");
    }
  }
}
