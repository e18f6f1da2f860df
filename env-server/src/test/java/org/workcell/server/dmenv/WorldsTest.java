package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.dmenv.v1.EnvironmentRequest;
import org.workcell.server.dmenv.v1.EnvironmentResponse;
import org.workcell.server.dmenv.v1.EnvironmentStateType;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.session.HostOptions;
import org.workcell.testing.FakeSuite;

/** Worlds that several streams use, and what becomes of worlds without streams. */
@Timeout(60)
class WorldsTest {

  private static final EnvironmentStateType RUNNING = EnvironmentStateType.RUNNING;
  private static final EnvironmentStateType INTERRUPTED = EnvironmentStateType.INTERRUPTED;
  private static final Map<String, Tensor> WORLD =
      Map.of("task", Values.text(FakeSuite.POINT_MASS), "horizon", Values.integer(4));
  private static final Duration LINGER = Duration.ofMillis(200);
  private static final Duration WAIT = Duration.ofMillis(500);

  private DmEnvServer server;
  private DmEnvClient first;
  private DmEnvClient second;

  @BeforeEach
  void start() {
    server = new DmEnvServer(FakeSuite.registry(), HostOptions.defaults(), LINGER, WAIT);
    first = server.client();
    second = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static void becomes(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it did not happen in 20 s");
      Thread.sleep(5);
    }
  }

  @Test
  void aWorldInUseIsNotDestroyed() {
    String world = first.create(WORLD);
    second.join(world);
    first.refused(Code.FAILED_PRECONDITION, DmEnvClient.destroyRequest(world));
    second.refused(Code.FAILED_PRECONDITION, DmEnvClient.destroyRequest(world));
    assertEquals(RUNNING, second.step().getState());
    second.leave();
    second.destroy(world);
    first.refused(Code.NOT_FOUND, DmEnvClient.destroyRequest(world));
    first.refused(Code.NOT_FOUND, DmEnvClient.joinRequest(world, Map.of()));
    assertEquals(0, server.host.metrics().environments());
  }

  @Test
  void aJoinedStreamMakesAndDestroysOtherWorlds() {
    first.createAndJoin(WORLD);
    first.step();
    String other = first.create(WORLD);
    first.destroy(other);
    assertEquals(RUNNING, first.step().getState());
  }

  @Test
  void worldsAreIndependent() {
    first.createAndJoin(WORLD);
    second.createAndJoin(WORLD);
    for (int i = 0; i < 4; i++) {
      assertEquals(RUNNING, first.step().getState());
    }
    assertEquals(INTERRUPTED, first.step().getState());
    assertEquals(RUNNING, second.step().getState());
  }

  @Test
  void streamsOfOneWorldShareItsSequence() {
    String world = first.create(WORLD);
    first.join(world);
    second.join(world);
    assertEquals(RUNNING, first.step().getState());
    assertEquals(RUNNING, second.step().getState(), "comes in");
    for (int i = 0; i < 3; i++) {
      assertEquals(RUNNING, first.step().getState());
    }
    assertEquals(INTERRUPTED, second.step().getState(), "the fourth step");
    assertEquals(INTERRUPTED, first.step().getState(), "is told");
    assertEquals(RUNNING, first.step().getState());
    assertEquals(RUNNING, second.step().getState());
  }

  @Test
  void aResetOfAWorldIsToldToAllThatRun() throws InterruptedException {
    String world = first.create(WORLD);
    DmEnvClient resting = server.client();
    for (DmEnvClient each : List.of(first, second, resting)) {
      each.join(world);
    }
    first.step();
    second.step();
    first.post(DmEnvClient.resetWorldRequest(world, Map.of("seed", Values.integer(5))));
    Thread.sleep(50);
    assertFalse(first.hasResponse(), "waits for the second");
    assertEquals(INTERRUPTED, second.step().getState());
    assertTrue(((EnvironmentResponse) first.take()).hasResetWorld());
    assertEquals(RUNNING, first.step().getState(), "the caller is not told");
    assertEquals(RUNNING, second.step().getState());
    assertEquals(RUNNING, resting.step().getState());
  }

  @Test
  void aStreamOutsideResetsAWorld() {
    String world = first.create(WORLD);
    first.join(world);
    first.step();
    second.post(DmEnvClient.resetWorldRequest(world, Map.of()));
    EnvironmentStateType state = RUNNING;
    for (int i = 0; i < 3 && state == RUNNING; i++) {
      state = first.step().getState();
    }
    assertEquals(INTERRUPTED, state);
    assertTrue(((EnvironmentResponse) second.take()).hasResetWorld());
    assertEquals(RUNNING, first.step().getState());
  }

  @Test
  void aResetOfAWorldDoesNotWaitForEver() {
    String world = first.create(WORLD);
    first.join(world);
    second.join(world);
    first.step();
    second.step();
    first.refused(Code.DEADLINE_EXCEEDED, DmEnvClient.resetWorldRequest(world, Map.of()));
    assertEquals(RUNNING, second.step().getState(), "nothing has changed");
    assertEquals(RUNNING, first.step().getState());
  }

  @Test
  void aStreamThatLeavesOrEndsIsNotWaitedFor() throws InterruptedException {
    String world = first.create(WORLD);
    DmEnvClient third = server.client();
    for (DmEnvClient each : List.of(first, second, third)) {
      each.join(world);
      each.step();
    }
    first.post(DmEnvClient.resetWorldRequest(world, Map.of()));
    second.leave();
    third.close();
    assertTrue(((EnvironmentResponse) first.take()).hasResetWorld());
  }

  @Test
  void aResetWithSettingsIsNotForOthersThatRun() {
    String world = first.create(WORLD);
    first.join(world);
    second.join(world);
    first.step();
    second.step();
    Map<String, Tensor> seed = Map.of("seed", Values.integer(5));
    first.refused(Code.FAILED_PRECONDITION, DmEnvClient.resetRequest(seed));
    second.leave();
    first.reset(seed);
    assertEquals(RUNNING, first.step().getState());
  }

  @Test
  void aDroppedStreamLeavesAndItsWorldGoes() throws InterruptedException {
    String world = first.create(WORLD);
    first.join(world);
    first.step();
    second.refused(Code.FAILED_PRECONDITION, DmEnvClient.destroyRequest(world));
    first.close();
    becomes(() -> server.service.worlds() == 0);
    becomes(() -> server.host.metrics().environments() == 0);
    second.refused(Code.NOT_FOUND, DmEnvClient.joinRequest(world, Map.of()));
  }

  @Test
  void aHalfClosedStreamLeaves() throws InterruptedException {
    String world = first.create(WORLD);
    second.join(world);
    second.halfClose();
    assertEquals("completed", second.take());
    first.destroy(world);
  }

  @Test
  void aWorldOutlivesItsCreatorWhileItIsJoined() throws InterruptedException {
    String world = first.create(WORLD);
    second.join(world);
    first.close();
    Thread.sleep(3 * LINGER.toMillis());
    assertEquals(RUNNING, second.step().getState());
    second.close();
    becomes(() -> server.service.worlds() == 0);
  }

  @Test
  void aWorldWaitsForItsCreator() throws InterruptedException {
    String world = first.create(WORLD);
    Thread.sleep(3 * LINGER.toMillis());
    first.join(world);
    first.leave();
    Thread.sleep(3 * LINGER.toMillis());
    assertNotEquals(List.of(), first.join(world).getActionsMap());
  }

  @Test
  void pipelinedRequestsBeforeTheEndAreAnswered() {
    String world = first.create(WORLD);
    first.post(DmEnvClient.joinRequest(world, Map.of()));
    first.post(DmEnvClient.stepRequest(Map.of(), List.of()));
    first.post(EnvironmentRequest.getDefaultInstance());
    first.halfClose();
    assertTrue(((EnvironmentResponse) first.take()).hasJoinWorld());
    assertTrue(((EnvironmentResponse) first.take()).hasStep());
    assertTrue(((EnvironmentResponse) first.take()).hasError());
    assertEquals("completed", first.take());
  }
}
