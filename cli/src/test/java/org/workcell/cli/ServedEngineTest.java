package org.workcell.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.workcell.bullet.Bullet;
import org.workcell.bullet.BulletEngine;
import org.workcell.server.EventLog;
import org.workcell.server.client.LocalConnection;
import org.workcell.server.client.OpenRequest;
import org.workcell.server.client.RemoteVectorEnvironment;
import org.workcell.server.client.ServerException;
import org.workcell.server.client.ServerInfo;
import org.workcell.server.local.LocalOptions;
import org.workcell.server.local.LocalServer;
import org.workcell.server.local.SharedMemory;
import org.workcell.server.session.Host;
import org.workcell.server.session.HostOptions;
import org.workcell.sim.batch.BatchBlock;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskRegistry;
import org.workcell.sim.vector.PoolOptions;
import org.workcell.sim.vector.VectorEnvironment;
import org.workcell.sim.vector.VectorOptions;

/** A client of a server chooses the engine that moves the joints, over shared memory. */
class ServedEngineTest {

  private static final String REACH = "arm/reach-v1";
  private static final int STEPS = 15;

  @TempDir private Path folder;

  private final EventLog log = new EventLog(System.err, EventLog.Level.ERROR);
  private final TaskRegistry registry = TaskRegistry.load();
  private Host host;
  private LocalServer server;
  private LocalConnection connection;

  @BeforeEach
  void serve() {
    host = new Host(registry, HostOptions.defaults().withWorkers(PoolOptions.of(1)));
    Path socket = folder.resolve("run/socket");
    server =
        LocalServer.open(socket, host, SharedMemory.in(folder, log), LocalOptions.defaults(), log);
    connection = LocalConnection.to(socket);
    ServerInfo.hello(connection, Optional.empty(), "test");
  }

  @AfterEach
  void stop() {
    connection.close();
    server.close();
    host.close();
  }

  private static OpenRequest request(String task, String engine) {
    return OpenRequest.of(List.of(task), 1).with("engine", engine);
  }

  /** Observations after a fixed motion. */
  private static double[] moved(VectorEnvironment vector) {
    vector.reset(3);
    BatchStorage rows = vector.current().rows();
    for (int step = 0; step < STEPS; step++) {
      for (int i = 0; i < rows.action().spec().size(); i++) {
        rows.action().put(0, i, 0.3);
      }
      vector.step();
      rows = vector.current().rows();
    }
    BatchBlock seen = rows.observation(0);
    double[] values = new double[seen.spec().size()];
    Arrays.setAll(values, i -> seen.get(0, i));
    return values;
  }

  private double[] movedHere(EnvironmentOptions options) {
    try (VectorEnvironment vector =
        VectorEnvironment.open(
            VectorOptions.of(registry.task(REACH).orElseThrow(), options, 1), PoolOptions.of(1))) {
      return moved(vector);
    }
  }

  private double[] movedThere(String engine, String name) {
    try (VectorEnvironment vector =
        RemoteVectorEnvironment.open(connection, request(REACH, engine))) {
      assertEquals(name, vector.spec(0).engine().name());
      return moved(vector);
    }
  }

  @Test
  void jointsMoveAsInTheSameEngineHereAndOtherwiseThanInMujoco() {
    requireBullet();
    EnvironmentOptions plain = EnvironmentOptions.defaults();
    double[] mujoco = movedThere("mujoco", "mujoco");
    double[] bullet = movedThere("bullet-plain", "bullet-plain");
    assertArrayEquals(movedHere(plain), mujoco);
    assertArrayEquals(movedHere(plain.withDynamics(BulletEngine.plain())), bullet);
    assertFalse(Arrays.equals(mujoco, bullet));
  }

  @Test
  void whatAnEngineCannotDoIsRefused() {
    requireBullet();
    refused(
        IllegalArgumentException.class, "joint 'puck' is a free joint", "arm/push-v1", "bullet");
  }

  @Test
  void anEngineThatThereIsNotIsRefused() {
    refused(
        IllegalArgumentException.class,
        "there is no engine 'havok'; use one of mujoco, bullet, bullet-plain",
        REACH,
        "havok");
  }

  @Test
  void aServerWithoutTheLibrarySaysWhatToDo() {
    assumeFalse(Bullet.isResolved(), "Bullet is on the class path: run without -Pbullet");
    refused(ServerException.class, "run './workcell bullet' on its machine", REACH, "bullet");
  }

  private static void requireBullet() {
    assumeTrue(Bullet.isResolved(), "Bullet is not on the class path: run with -Pbullet");
  }

  private void refused(
      Class<? extends RuntimeException> type, String reason, String task, String engine) {
    RuntimeException refusal =
        assertThrows(type, () -> RemoteVectorEnvironment.open(connection, request(task, engine)));
    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }
}
