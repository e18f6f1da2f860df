package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.EnvironmentRequest;
import org.workcell.server.dmenv.v1.EnvironmentStateType;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.properties.ListPropertyRequest;
import org.workcell.server.dmenv.v1.properties.PropertyRequest;
import org.workcell.server.dmenv.v1.properties.PropertySpec;
import org.workcell.server.dmenv.v1.properties.ReadPropertyRequest;
import org.workcell.server.dmenv.v1.properties.WritePropertyRequest;
import org.workcell.testing.FakeSuite;

/** The extension "properties". */
@Timeout(60)
class PropertiesTest {

  private static final DmEnvServer SERVER = new DmEnvServer(FakeSuite.registry());
  private static final Map<String, Tensor> WORLD =
      Map.of("task", Values.text(FakeSuite.POINT_MASS), "seed", Values.integer(6));
  private static final Tensor PUSH = Values.floats(List.of(2), 1, -0.5);

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

  private static PropertyRequest reading(String key) {
    return PropertyRequest.newBuilder()
        .setReadProperty(ReadPropertyRequest.newBuilder().setKey(key))
        .build();
  }

  private static PropertyRequest listing(String key) {
    return PropertyRequest.newBuilder()
        .setListProperty(ListPropertyRequest.newBuilder().setKey(key))
        .build();
  }

  private static PropertyRequest writing(String key, Tensor value) {
    return PropertyRequest.newBuilder()
        .setWriteProperty(WritePropertyRequest.newBuilder().setKey(key).setValue(value))
        .build();
  }

  private Tensor read(String key) {
    return client.property(reading(key)).getReadProperty().getValue();
  }

  private List<PropertySpec> list(String key) {
    return client.property(listing(key)).getListProperty().getValuesList();
  }

  private void write(String key, Tensor value) {
    assertTrue(client.property(writing(key, value)).hasWriteProperty());
  }

  private void refused(Code code, PropertyRequest request) {
    client.refused(code, DmEnvClient.extensionRequest(request));
  }

  private Set<String> keys() {
    Set<String> keys = new HashSet<>();
    List<String> groups = new ArrayList<>(List.of(""));
    while (!groups.isEmpty()) {
      for (PropertySpec spec : list(groups.remove(0))) {
        assertTrue(keys.add(spec.getSpec().getName()), "unique");
        if (spec.getIsListable()) {
          groups.add(spec.getSpec().getName());
        }
        if (spec.getIsReadable() || spec.getIsWritable()) {
          assertNotEquals(DataType.INVALID_DATA_TYPE, spec.getSpec().getDtype());
          assertFalse(spec.getDescription().isEmpty());
        } else {
          assertEquals(DataType.INVALID_DATA_TYPE, spec.getSpec().getDtype());
        }
      }
    }
    return keys;
  }

  @Test
  void theServerTellsWhatItOffers() {
    Set<String> keys = keys();
    assertTrue(
        keys.containsAll(Set.of("server", "server.version", "tasks", "settings.task")),
        keys::toString);
    assertFalse(keys.contains("instruction"));
    assertTrue(read("tasks").getStrings().getArrayList().contains(FakeSuite.POINT_MASS));
    assertEquals(List.of(FakeSuite.PAIR), read("benchmarks").getStrings().getArrayList());
    assertTrue(read("server.max_envs").getInt64S().getArray(0) > 0);
  }

  @Test
  void valuesHaveTheTypesAndShapesOfTheirSpecs() {
    client.createAndJoin(WORLD);
    client.step();
    for (PropertySpec spec : list("")) {
      if (spec.getIsReadable()) {
        Tensors.require(spec.getSpec().getName(), read(spec.getSpec().getName()), spec.getSpec());
      }
    }
  }

  @Test
  void aWorldTellsOfItsEpisode() {
    client.createAndJoin(WORLD);
    client.step();
    assertEquals(FakeSuite.POINT_MASS, read("task").getStrings().getArray(0));
    assertEquals("slide to the goal", read("instruction").getStrings().getArray(0));
    assertEquals(6, read("seed").getInt64S().getArray(0));
    assertEquals(100, read("horizon").getInt64S().getArray(0));
    assertEquals(
        List.of("distance", "progress", "stages_reached"),
        read("info_columns").getStrings().getArrayList());
    assertFalse(read("success_once").getBools().getArray(0));
    client.reset(Map.of("context", Values.doubles(List.of(2), 0, 0)));
    client.step();
    client.step();
    assertTrue(read("success_once").getBools().getArray(0));
    assertEquals(1, read("progress").getDoubles().getArray(0));
    assertTrue(read("record").getStrings().getArray(0).contains(FakeSuite.POINT_MASS));
    client.leave();
    refused(Code.NOT_FOUND, reading("instruction"));
  }

  @Test
  void theExpertSolvesTheTask() {
    client.createAndJoin(
        Map.of("task", Values.text(FakeSuite.POINT_MASS), "settings.ends", Values.text("success")));
    EnvironmentStateType state = client.step().getState();
    for (int i = 0; i < 100 && state == EnvironmentStateType.RUNNING; i++) {
      state = client.step(Map.of(1L, read("expert")), List.of()).getState();
    }
    assertEquals(EnvironmentStateType.TERMINATED, state);
  }

  @Test
  void aSnapshotContinues() {
    ActionObservationSpecs specs = client.createAndJoin(WORLD);
    List<Long> all = List.copyOf(specs.getObservationsMap().keySet());
    for (int i = 0; i < 3; i++) {
      client.step(Map.of(1L, PUSH), all);
    }
    Tensor snapshot = read("snapshot");
    StepResponse expected = client.step(Map.of(1L, PUSH), all);
    client.step();
    write("snapshot", snapshot);
    assertEquals(expected, client.step(Map.of(1L, PUSH), all), "within a sequence");
    DmEnvClient other = SERVER.client();
    other.createAndJoin(WORLD);
    other.property(writing("snapshot", snapshot));
    StepResponse begun = other.step(Map.of(), all);
    assertEquals(EnvironmentStateType.RUNNING, begun.getState(), "a sequence begins with it");
    assertEquals(expected, other.step(Map.of(1L, PUSH), all));
  }

  @Test
  void aStateAtAnEndIsTold() {
    client.createAndJoin(
        Map.of("task", Values.text(FakeSuite.POINT_MASS), "horizon", Values.integer(2)));
    for (int i = 0; i < 3; i++) {
      client.step();
    }
    refused(Code.INVALID_ARGUMENT, reading("snapshot"));
    Tensor end = read("state");
    assertEquals(EnvironmentStateType.RUNNING, client.step().getState());
    write("state", end);
    assertEquals(EnvironmentStateType.INTERRUPTED, client.step().getState());
    assertEquals(EnvironmentStateType.RUNNING, client.step().getState());
    assertEquals(EnvironmentStateType.RUNNING, client.step().getState());
  }

  @Test
  void theWholeStateOfABatchContinues() {
    Map<String, Tensor> batch =
        Map.of(
            "task",
            Values.text(FakeSuite.POINT_MASS),
            "num_envs",
            Values.integer(3),
            "horizon",
            Values.integer(3));
    ActionObservationSpecs specs = client.createAndJoin(batch);
    List<Long> all = List.copyOf(specs.getObservationsMap().keySet());
    client.step();
    client.step();
    Tensor state = read("state");
    List<StepResponse> expected = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      expected.add(client.step(Map.of(), all));
    }
    write("state", state);
    for (StepResponse response : expected) {
      assertEquals(response, client.step(Map.of(), all));
    }
    assertEquals(List.of(3), read("seed").getShapeList());
    assertEquals(List.of(3, 2), read("expert").getShapeList());
    assertEquals(3, read("task").getStrings().getArrayCount());
    refused(Code.NOT_FOUND, reading("snapshot"));
  }

  @Test
  void mistakesHaveTheirCodes() {
    client.createAndJoin(WORLD);
    client.step();
    refused(Code.NOT_FOUND, reading("nothing"));
    refused(Code.NOT_FOUND, listing("nothing"));
    refused(Code.NOT_FOUND, writing("nothing", Values.integer(1)));
    refused(Code.PERMISSION_DENIED, writing("horizon", Values.integer(1)));
    refused(Code.PERMISSION_DENIED, reading("settings"));
    refused(Code.INVALID_ARGUMENT, listing("horizon"));
    refused(Code.INVALID_ARGUMENT, writing("snapshot", Values.text("x")));
    refused(Code.INVALID_ARGUMENT, PropertyRequest.getDefaultInstance());
    Tensor garbage = Tensors.bytes(ByteString.copyFromUtf8("no snapshot"));
    refused(Code.INVALID_ARGUMENT, writing("snapshot", garbage));
    refused(Code.INVALID_ARGUMENT, writing("state", garbage));
    assertEquals(EnvironmentStateType.RUNNING, client.step().getState());
  }

  @Test
  void otherExtensionsAreUnknown() {
    EnvironmentRequest other =
        EnvironmentRequest.newBuilder().setExtension(Any.pack(Values.integer(3))).build();
    String message = client.refused(Code.UNIMPLEMENTED, other);
    assertTrue(message.contains("dm_env_rpc.v1.extensions.properties.PropertyRequest"), message);
    Any damaged =
        Any.pack(reading("tasks")).toBuilder()
            .setValue(ByteString.copyFrom(new byte[] {10, 100, 1}))
            .build();
    client.refused(
        Code.INVALID_ARGUMENT, EnvironmentRequest.newBuilder().setExtension(damaged).build());
  }

  @Test
  void keysOfAGroupAreListedBelowIt() {
    Set<String> settings =
        list("settings").stream().map(spec -> spec.getSpec().getName()).collect(Collectors.toSet());
    assertEquals(
        WorldOptions.MEANINGS.keySet().stream()
            .map(name -> "settings." + name)
            .collect(Collectors.toSet()),
        settings);
  }
}
