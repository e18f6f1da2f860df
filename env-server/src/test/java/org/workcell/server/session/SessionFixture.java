package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.List;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.batch.BlockRole;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorBatch;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorMember;
import org.workcell.sim.vector.VectorOptions;
import org.workcell.sim.wire.WireTensor;

/** A host, and vectors that are opened beside it without one; shared by the tests of a run. */
final class SessionFixture {

  static final TaskRegistry TASKS = TaskRegistry.load();
  static final Host HOST = new Host(TASKS, HostOptions.defaults().withWorkers(PoolOptions.of(2)));

  private SessionFixture() {}

  static EnvironmentOptions horizon(int steps) {
    return EnvironmentOptions.defaults().withHorizon(steps);
  }

  /** A vector on the workers of the host, whose scenes are compiled once. */
  static PooledVectorEnvironment direct(VectorOptions options) {
    return VectorEnvironment.open(options, HOST.pool());
  }

  static VectorMember member(String id, EnvironmentOptions options) {
    return new VectorMember(TASKS.task(id).orElseThrow(), options);
  }

  static void choose(RandomStream random, BatchBlock action) {
    for (int row = 0; row < action.memory().capacity() / action.rowBytes(); row++) {
      for (int i = 0; i < action.spec().size(); i++) {
        action.put(row, i, random.uniform(-1, 1));
      }
    }
  }

  /** Some rows of a block as a tensor. */
  static WireTensor tensor(String name, BatchBlock block, int... rows) {
    List<Integer> shape = new java.util.ArrayList<>(List.of(rows.length));
    shape.addAll(block.spec().shape());
    return new WireTensor(
        name, block.spec().type(), shape, ByteBuffer.wrap(TestClient.rows(block, rows)));
  }

  static void assertSame(Reply expected, Reply found) {
    assertEquals(expected.tensors().keySet(), found.tensors().keySet());
    for (String name : expected.tensors().keySet()) {
      assertArrayEquals(expected.bytes(name), found.bytes(name), name);
    }
  }

  static void assertSame(VectorEnvironment expected, Reply reply, int... rows) {
    assertSame(expected.current(), reply, rows);
  }

  /** Every block but what callers write, of all or some rows. */
  static void assertSame(VectorBatch expected, Reply reply, int... rows) {
    assertSame(expected.rows(), "", reply, rows);
    boolean anyFinal = false;
    for (int row = 0; row < expected.size(); row++) {
      anyFinal |= expected.hasFinal(row);
    }
    assertEquals(anyFinal, reply.tensors().containsKey("final_reward"));
    for (int row = 0; row < expected.size(); row++) {
      if (expected.hasFinal(row)) {
        assertSame(expected.finals(), "final_", reply, row);
      }
    }
  }

  private static void assertSame(BatchStorage expected, String prefix, Reply reply, int... rows) {
    for (BatchBlock block : expected.blocks()) {
      String name = block.spec().name();
      if (expected.descriptor().block(name).role() == BlockRole.ACTION) {
        assertTrue(!reply.tensors().containsKey(prefix + name));
      } else if (prefix.isEmpty()) {
        byte[] bytes = rows.length == 0 ? TestClient.bytes(block) : TestClient.rows(block, rows);
        assertArrayEquals(bytes, reply.bytes(name), name);
      } else {
        byte[] all = reply.bytes(prefix + name);
        byte[] row = new byte[block.rowBytes()];
        System.arraycopy(all, rows[0] * row.length, row, 0, row.length);
        assertArrayEquals(TestClient.rows(block, rows), row, prefix + name);
      }
    }
  }
}
