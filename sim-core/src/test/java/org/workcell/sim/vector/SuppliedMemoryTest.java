package org.workcell.sim.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.sim.batch.BatchDescriptor;
import org.workcell.sim.batch.BatchMemory;
import org.workcell.sim.batch.SegmentDescriptor;
import org.workcell.sim.rollout.RolloutRunner;
import org.workcell.testing.HookedSource;
import org.workcell.testing.IntegratorSource;

/** A vector in a caller's memory, read as another program would: by the text of the descriptor. */
@Timeout(60)
class SuppliedMemoryTest {

  private static final int COUNT = 3;
  private static final int STUCK = 1;
  private static final long SEED = 4;

  private final ByteBuffer memory =
      ByteBuffer.allocateDirect(1 << 17).alignedSlice(4096).order(ByteOrder.nativeOrder());

  private VectorOptions options(HookedSource.Hook hook) {
    IntegratorSource source = IntegratorSource.of("testing/integrator-v1", 3, 50);
    return VectorOptions.mixed(List.of(new HookedSource(source, hook)), COUNT)
        .withMemory(BatchMemory.over(memory));
  }

  /** What another program sees. */
  private final class Client {

    private final SegmentDescriptor segment;

    Client(String text) {
      segment = SegmentDescriptor.parse(text);
    }

    long shown() {
      return memory.getLong(0);
    }

    int offset(String block, int row) {
      BatchDescriptor.Block found = segment.batch().block(block);
      int batch = (int) (shown() % segment.batches());
      return (int) (segment.batchOffset(batch) + found.offset() + row * found.rowBytes());
    }

    double observation(int row, int element) {
      return memory.getDouble(offset("observation", row) + Double.BYTES * element);
    }

    String text(String block, int row) {
      byte[] utf8 = new byte[memory.getInt(offset(block + "_bytes", row))];
      memory.get(offset(block, row), utf8);
      return new String(utf8, StandardCharsets.UTF_8);
    }
  }

  @Test
  void anotherProgramSeesEverything() {
    try (VectorEnvironment vector =
        VectorEnvironment.open(options((seed, step) -> {}), PoolOptions.of(2))) {
      Client client = new Client(vector.descriptor().toText());
      assertEquals(0, client.shown());
      vector.reset(SEED);
      for (int call = 1; call < 5; call++) {
        assertEquals(call, client.shown());
        VectorBatch batch = vector.current();
        for (int row = 0; row < COUNT; row++) {
          assertEquals(batch.rows().observation(0).get(row, 2), client.observation(row, 2));
          assertEquals(SEED + row, memory.getLong(client.offset("root_seed", row)));
          assertEquals(row, memory.getInt(client.offset("environment_index", row)));
          assertEquals(batch.instruction(row), client.text("instruction", row));
          assertTrue(client.text("instruction", row).startsWith("count "));
          assertEquals(batch.status(row).ordinal(), memory.get(client.offset("row_status", row)));
          memory.putFloat(client.offset("action", row), 0.5f);
        }
        double before = client.observation(0, 0);
        vector.step();
        assertEquals(before + 0.5, client.observation(0, 0), 0.02, "the action was read");
      }
    }
  }

  @Test
  void aStuckEnvironmentHarmsNothing() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    HookedSource.Hook hook =
        (seed, step) -> {
          if (seed == SEED + STUCK && calls.getAndIncrement() == 0) {
            awaitUninterruptibly(release);
            released.countDown();
          }
        };
    PoolOptions workers = PoolOptions.of(2).withStuckAfter(Duration.ofMillis(150));
    try (VectorEnvironment vector = VectorEnvironment.open(options(hook), workers)) {
      Client client = new Client(vector.descriptor().toText());
      vector.reset(SEED);
      assertEquals(RowStatus.FAILED, vector.step().status(STUCK));
      assertTrue(client.text("failure", STUCK).contains("environment 1"), "the client reads why");
      assertEquals(RowStatus.FAILED.ordinal(), memory.get(client.offset("row_status", STUCK)));
      vector.step();
      vector.step();
      assertEquals(4, client.shown());
      for (int row = 0; row < COUNT; row++) {
        double seen = client.observation(row, 0);
        assertEquals(vector.current().rows().observation(0).get(row, 0), seen, "the same memory");
      }
      byte[] before = bytes();
      release.countDown();
      assertTrue(released.await(10, TimeUnit.SECONDS));
      Thread.sleep(50);
      assertArrayEquals(before, bytes(), "no late write");
    }
  }

  /** Whoever supplied the memory may unmap it then. */
  @Test
  void afterClosingNobodyTouchesTheMemory() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    HookedSource.Hook hook =
        (seed, step) -> {
          if (seed == SEED + STUCK) {
            awaitUninterruptibly(release);
            released.countDown();
          }
        };
    PoolOptions workers = PoolOptions.of(2).withStuckAfter(Duration.ofMillis(150));
    VectorEnvironment vector = VectorEnvironment.open(options(hook), workers);
    vector.reset(SEED);
    vector.startStep();
    vector.close();
    AsyncVectorEnvironment async =
        AsyncVectorEnvironment.open(options((seed, step) -> {}), 2, PoolOptions.of(2));
    async.sendReset(SEED);
    async.close();
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, (byte) 77);
    }
    release.countDown();
    assertTrue(released.await(10, TimeUnit.SECONDS));
    Thread.sleep(50);
    for (int i = 0; i < memory.capacity(); i++) {
      assertEquals(77, memory.get(i), "byte " + i);
    }
  }

  private byte[] bytes() {
    byte[] bytes = new byte[memory.capacity()];
    memory.get(0, bytes);
    return bytes;
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    boolean opened = false;
    while (!opened) {
      try {
        opened = latch.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        opened = false;
      }
    }
  }

  @Test
  void batchesOfAnAsynchronousVectorLieThereToo() {
    try (AsyncVectorEnvironment vector =
        AsyncVectorEnvironment.open(options((seed, step) -> {}), 2, PoolOptions.of(2))) {
      Client client = new Client(vector.descriptor().toText());
      vector.sendReset(SEED);
      for (int call = 1; call < 9; call++) {
        VectorBatch batch = vector.receive();
        assertEquals(call, client.shown());
        for (int row = 0; row < 2; row++) {
          assertEquals(
              batch.environments()[row], memory.getInt(client.offset("environment_index", row)));
          assertEquals(batch.rows().observation(0).get(row, 1), client.observation(row, 1));
        }
        vector.send(batch.environments(), batch.rows().action());
      }
    }
  }

  @Test
  void unfitMemoryIsRefused() {
    VectorOptions options = options((seed, step) -> {});
    List<ByteBuffer> unfit =
        List.of(
            ByteBuffer.allocate(1 << 17),
            ByteBuffer.allocateDirect(64).alignedSlice(4096),
            memory.asReadOnlyBuffer(),
            memory.slice(8, 1 << 16));
    for (ByteBuffer each : unfit) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              VectorEnvironment.open(options.withMemory(BatchMemory.over(each)), PoolOptions.of(1)),
          each.toString());
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> new RolloutRunner(options, PoolOptions.of(1), null),
        "two vectors in one memory");
  }
}
