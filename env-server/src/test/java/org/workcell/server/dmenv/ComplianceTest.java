package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.server.session.HostOptions;
import org.workcell.server.session.Limits;
import org.workcell.testing.FakeSuite;

/**
 * What the protocol's published compliance suite checks of worlds, joins and resets, one test for
 * each of its cases. {@link StepComplianceTest} has those of steps.
 */
@Timeout(60)
class ComplianceTest {

  private static final DmEnvServer SERVER = new DmEnvServer(FakeSuite.registry());
  private static final Map<String, Tensor> REQUIRED =
      Map.of("task", Values.text(FakeSuite.POINT_MASS));
  private static final String INVALID = "invalid_world_name";

  private DmEnvClient client;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void connect() {
    client = SERVER.client();
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  /** Settings that are each wrong. */
  private static Map<String, Tensor> invalidWorldSettings() {
    return Map.ofEntries(
        Map.entry("colour", Values.text("red")),
        Map.entry("horizon", Values.text("long")),
        Map.entry("seed", Values.doubles(List.of(), 0.5)),
        Map.entry("profile", Values.text("lax")),
        Map.entry("settings.ends", Values.text("never ever")),
        Map.entry("settings.gravity", Values.integer(3)),
        Map.entry("settings", Values.integer(1)),
        Map.entry("images.cameras", Values.text("nowhere")),
        Map.entry("images.width", Values.integer(0)),
        Map.entry("num_envs", Values.integer(0)),
        Map.entry("autoreset", Values.text("next_step")),
        Map.entry("observe", Values.text("reward")),
        Map.entry("randomize", Values.text("everything")),
        Map.entry("perturb.preset", Values.text("none of ours")),
        Map.entry("a..b", Values.integer(1)),
        Map.entry("weight", Values.doubles(List.of(), Double.NaN)),
        Map.entry("filters", Tensor.getDefaultInstance()));
  }

  private static Map<String, Tensor> with(Map<String, Tensor> some, String name, Tensor value) {
    Map<String, Tensor> more = new HashMap<>(some);
    more.put(name, value);
    return more;
  }

  // CreateDestroyWorld

  @Test
  void createsAndDestroys() {
    client.destroy(client.create(REQUIRED));
  }

  @Test
  void eachRequiredSettingIsRequired() {
    String message = client.refused(Code.INVALID_ARGUMENT, DmEnvClient.createRequest(Map.of()));
    assertTrue(message.contains("'task'"), message);
  }

  @Test
  void eachInvalidSettingIsRefusedAndNothingRemains() {
    Limits one = Limits.standard().withEnvironments(1).withClients(1);
    Duration minute = Duration.ofMinutes(1);
    try (DmEnvServer small =
        new DmEnvServer(
            FakeSuite.registry(), HostOptions.defaults().withLimits(one), minute, minute)) {
      DmEnvClient only = small.client();
      invalidWorldSettings()
          .forEach(
              (name, value) -> {
                Map<String, Tensor> settings = with(REQUIRED, name, value);
                assertTrue(only.send(DmEnvClient.createRequest(settings)).hasError(), name);
              });
      assertEquals(0, small.service.worlds());
      only.create(REQUIRED);
      only.refused(Code.RESOURCE_EXHAUSTED, DmEnvClient.createRequest(REQUIRED));
    }
  }

  @Test
  void severalWorldsHaveDifferentNames() {
    String first = client.create(REQUIRED);
    String second = client.create(REQUIRED);
    assertNotEquals(first, second);
    client.destroy(first);
    client.destroy(second);
  }

  @Test
  void aWorldThatWasNeverCreatedIsNotDestroyed() {
    client.refused(Code.NOT_FOUND, DmEnvClient.destroyRequest("foo"));
  }

  // JoinLeaveWorld

  @Test
  void joins() {
    client.join(client.create(REQUIRED));
  }

  @Test
  void joinsNoWorldThatDoesNotExist() {
    client.refused(Code.NOT_FOUND, DmEnvClient.joinRequest(INVALID, Map.of()));
    client.refused(Code.FAILED_PRECONDITION, DmEnvClient.stepRequest(Map.of(), List.of()));
  }

  @Test
  void invalidJoinSettingsAreRefused() {
    String world = client.create(REQUIRED);
    client.refused(
        Code.INVALID_ARGUMENT, DmEnvClient.joinRequest(world, Map.of("x", Values.integer(1))));
    client.join(world);
  }

  @Test
  void joinsOnce() {
    String world = client.create(REQUIRED);
    client.join(world);
    client.refused(Code.FAILED_PRECONDITION, DmEnvClient.joinRequest(world, Map.of()));
    client.step();
  }

  @Test
  void specsAreSound() {
    ActionObservationSpecs specs = client.createAndJoin(REQUIRED);
    for (Map<Long, TensorSpec> group : List.of(specs.getActionsMap(), specs.getObservationsMap())) {
      Set<String> names = new HashSet<>();
      for (TensorSpec spec : group.values()) {
        assertTrue(names.add(spec.getName()), "unique: " + spec.getName());
        assertTrue(spec.getShapeList().stream().filter(size -> size < 0).count() <= 1);
        assertTrue(spec.getDtypeValue() > 0, spec::toString);
        for (TensorSpec.Value bound : List.of(spec.getMin(), spec.getMax())) {
          boolean isSet = bound.getPayloadCase() != TensorSpec.Value.PayloadCase.PAYLOAD_NOT_SET;
          boolean ofType = bound.hasFloats() || bound.hasDoubles();
          assertEquals(isSet, ofType);
          assertTrue(!bound.hasFloats() || spec.getDtypeValue() == 1);
          assertTrue(!bound.hasDoubles() || spec.getDtypeValue() == 2);
        }
      }
    }
  }

  @Test
  void leavesWithoutAWorld() {
    client.leave();
    client.leave();
  }

  @Test
  void leavesAndJoinsAgain() {
    String world = client.create(REQUIRED);
    ActionObservationSpecs specs = client.join(world);
    client.leave();
    client.refused(Code.FAILED_PRECONDITION, DmEnvClient.stepRequest(Map.of(), List.of()));
    assertEquals(specs, client.join(world));
  }

  // Reset

  @Test
  void aResetAnswersTheSameSpecs() {
    ActionObservationSpecs specs = client.createAndJoin(REQUIRED);
    assertEquals(specs, client.reset(Map.of()));
    assertEquals(specs, client.reset(Map.of()));
    client.step();
    assertEquals(specs, client.reset(Map.of("seed", Values.integer(4))));
  }

  @Test
  void resetsNothingWithoutAWorld() {
    client.refused(Code.FAILED_PRECONDITION, DmEnvClient.resetRequest(Map.of()));
  }

  // ResetWorld

  @Test
  void resetsNoWorldThatDoesNotExist() {
    client.refused(Code.NOT_FOUND, DmEnvClient.resetWorldRequest(INVALID, Map.of()));
  }

  @Test
  void resetsAWorldThatItHasNotJoined() {
    client.resetWorld(client.create(REQUIRED), Map.of());
  }

  @Test
  void resetsTheWorldThatItHasJoined() {
    String world = client.create(REQUIRED);
    client.join(world);
    client.resetWorld(world, Map.of());
    client.step();
    client.resetWorld(world, Map.of("seed", Values.integer(3)));
    client.leave();
  }
}
