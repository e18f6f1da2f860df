package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Code;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.EnvironmentStateType;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.server.session.HostOptions;
import org.workcell.server.session.Limits;
import org.workcell.testing.FakeSuite;

/** Worlds of many environments. */
@Timeout(60)
class BatchedWorldTest {

  private static final DmEnvServer SERVER = new DmEnvServer(FakeSuite.registry());
  private static final int ROWS = 3;
  private static final long ACTION = 1;

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

  private static Map<String, Tensor> settings(int rows, int seed) {
    Map<String, Tensor> settings = new java.util.HashMap<>();
    settings.put("task", Values.text(FakeSuite.POINT_MASS));
    settings.put("horizon", Values.integer(2));
    settings.put("seed", Values.integer(seed));
    if (rows > 0) {
      settings.put("num_envs", Values.integer(rows));
    }
    return settings;
  }

  @Test
  void everythingHasALeadingDimension() {
    ActionObservationSpecs specs = client.createAndJoin(settings(ROWS, 0));
    assertEquals(List.of(ROWS, 2), specs.getActionsOrThrow(ACTION).getShapeList());
    for (TensorSpec spec : specs.getObservationsMap().values()) {
      assertEquals(ROWS, spec.getShape(0), spec.getName());
    }
    assertEquals(List.of(ROWS), DmEnvClient.observation(specs, "reward").getShapeList());
    for (String extra : List.of("terminated", "truncated", "environment_index")) {
      assertEquals(List.of(ROWS), DmEnvClient.observation(specs, extra).getShapeList());
    }
  }

  @Test
  void oneRowIsBatchedToo() {
    ActionObservationSpecs specs = client.createAndJoin(settings(1, 0));
    assertEquals(List.of(1, 2), specs.getActionsOrThrow(ACTION).getShapeList());
  }

  @Test
  void itIsAlwaysRunningAndRowsEndByThemselves() {
    ActionObservationSpecs specs = client.createAndJoin(settings(ROWS, 0));
    long truncated = DmEnvClient.uid(specs, "truncated");
    long starts = DmEnvClient.uid(specs, "starts_episode");
    List<Boolean> cut = new ArrayList<>();
    List<Boolean> started = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      StepResponse response = client.step(Map.of(), List.of(truncated, starts));
      assertEquals(EnvironmentStateType.RUNNING, response.getState());
      cut.add(response.getObservationsOrThrow(truncated).getBools().getArray(2));
      started.add(response.getObservationsOrThrow(starts).getBools().getArray(2));
    }
    assertEquals(List.of(false, false, true, false, false), cut);
    assertEquals(List.of(true, false, false, true, false), started);
  }

  @Test
  void rowsAreTheEnvironmentsOfSingleWorlds() {
    ActionObservationSpecs specs = client.createAndJoin(settings(ROWS, 20));
    long uid = DmEnvClient.uid(specs, "observation");
    long index = DmEnvClient.uid(specs, "environment_index");
    Tensor actions = Values.floats(List.of(ROWS, 2), 0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    List<DmEnvClient> singles = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      singles.add(SERVER.client());
      singles.get(row).createAndJoin(settings(0, 20 + row));
    }
    for (int step = 0; step < 3; step++) {
      Map<Long, Tensor> batch =
          client.step(Map.of(ACTION, actions), List.of(uid, index)).getObservationsMap();
      for (int row = 0; row < ROWS; row++) {
        assertEquals(row, batch.get(index).getInt32S().getArray(row));
        float x = actions.getFloats().getArray(2 * row);
        float y = actions.getFloats().getArray(2 * row + 1);
        Tensor single =
            singles
                .get(row)
                .step(Map.of(ACTION, Values.floats(List.of(2), x, y)), List.of(1L))
                .getObservationsOrThrow(1);
        assertEquals(
            single.getDoubles().getArrayList(),
            batch.get(uid).getDoubles().getArrayList().subList(4 * row, 4 * row + 4));
      }
    }
  }

  @Test
  void aResetStartsAllRows() {
    ActionObservationSpecs specs = client.createAndJoin(settings(ROWS, 0));
    List<Long> all = List.copyOf(specs.getObservationsMap().keySet());
    StepResponse first = client.step(Map.of(), all);
    client.step();
    assertEquals(specs, client.reset(Map.of("seed", Values.integer(0))));
    assertEquals(first, client.step(Map.of(), all));
  }

  @Test
  void tasksOfOneShapeShareAWorld() {
    ActionObservationSpecs specs =
        client.createAndJoin(
            Map.of("task", Values.text(FakeSuite.PAIR), "num_envs", Values.integer(4)));
    long instruction = DmEnvClient.uid(specs, "instruction");
    Tensor words = client.step(Map.of(), List.of(instruction)).getObservationsOrThrow(instruction);
    assertEquals(
        List.of("slide to the goal", "find out how", "slide to the goal", "find out how"),
        words.getStrings().getArrayList());
    String message =
        client.refused(
            Code.INVALID_ARGUMENT,
            DmEnvClient.createRequest(Map.of("task", Values.text(FakeSuite.PAIR))));
    assertTrue(message.contains("num_envs"), message);
  }

  @Test
  void aWorldCountsAsItsEnvironments() {
    Limits five = Limits.standard().withEnvironments(5);
    Duration minute = Duration.ofMinutes(1);
    try (DmEnvServer small =
        new DmEnvServer(
            FakeSuite.registry(), HostOptions.defaults().withLimits(five), minute, minute)) {
      DmEnvClient only = small.client();
      String world = only.create(settings(5, 0));
      only.refused(Code.RESOURCE_EXHAUSTED, DmEnvClient.createRequest(settings(0, 0)));
      only.destroy(world);
      only.create(settings(0, 0));
      only.refused(Code.RESOURCE_EXHAUSTED, DmEnvClient.createRequest(settings(5, 0)));
    }
    client.refused(Code.RESOURCE_EXHAUSTED, DmEnvClient.createRequest(settings(100_000, 0)));
  }
}
