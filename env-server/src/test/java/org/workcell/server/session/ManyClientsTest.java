package org.workcell.server.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.workcell.server.session.SessionFixture.HOST;
import static org.workcell.server.session.SessionFixture.choose;
import static org.workcell.server.session.SessionFixture.direct;
import static org.workcell.server.session.SessionFixture.horizon;
import static org.workcell.server.session.SessionFixture.member;
import static org.workcell.server.session.SessionFixture.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.session.TestClient.Reply;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.random.RandomStream;
import org.workcell.sim.vector.PooledVectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/** Clients at the same time get what one client with all rows gets. */
@Timeout(60)
class ManyClientsTest {

  private static final String REACH = "metaworld/reach-v3";
  private static final int CLIENTS = 6;
  private static final int STEPS = 12;

  @Test
  void rowsDoNotDependOnWhoElseIsServed() throws Exception {
    List<BatchBlock> actions = new ArrayList<>();
    List<byte[]> observations = new ArrayList<>();
    try (PooledVectorEnvironment all =
        direct(VectorOptions.mixed(List.of(member(REACH, horizon(5))), 2 * CLIENTS))) {
      all.reset(0);
      RandomStream random = new RandomStream(9);
      for (int step = 0; step < STEPS; step++) {
        BatchBlock action = BatchBlock.allocate(all.layout().action().named("action"), 2 * CLIENTS);
        choose(random, action);
        actions.add(action);
        all.current().rows().action().memory().put(action.memory());
        all.step();
        observations.add(TestClient.bytes(all.current().rows().observation(0)));
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int client = i;
        clients.add(threads.submit(() -> play(client, actions, observations)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      threads.shutdown();
      threads.awaitTermination(10, TimeUnit.SECONDS);
    }
    assertEquals(0, HOST.metrics().clients());
  }

  private static void play(int number, List<BatchBlock> actions, List<byte[]> observations) {
    try (TestClient client = TestClient.greeted(HOST)) {
      int vector =
          client.open(
              Map.of("what", List.of(REACH), "num_envs", 2, "horizon", 5, "weight", 1 + number));
      client.call("reset", Map.of("vector", vector, "seed", 2 * number));
      for (int step = 0; step < STEPS; step++) {
        Reply reply =
            client.call(
                "step",
                Map.of("vector", vector),
                tensor("action", actions.get(step), 2 * number, 2 * number + 1));
        byte[] found = reply.bytes("observation");
        byte[] expected = new byte[found.length];
        System.arraycopy(observations.get(step), number * found.length, expected, 0, found.length);
        // Later episodes have seeds of their own rows, which are the same in either vector.
        assertArrayEquals(expected, found, "client %d, step %d".formatted(number, step));
      }
    }
  }
}
