package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.grpc.MethodDescriptor;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.CreateWorldRequest;
import org.workcell.server.dmenv.v1.DataType;
import org.workcell.server.dmenv.v1.DestroyWorldRequest;
import org.workcell.server.dmenv.v1.EnvironmentGrpc;
import org.workcell.server.dmenv.v1.EnvironmentRequest;
import org.workcell.server.dmenv.v1.EnvironmentResponse;
import org.workcell.server.dmenv.v1.EnvironmentStateType;
import org.workcell.server.dmenv.v1.JoinWorldRequest;
import org.workcell.server.dmenv.v1.JoinWorldResponse;
import org.workcell.server.dmenv.v1.LeaveWorldRequest;
import org.workcell.server.dmenv.v1.ResetRequest;
import org.workcell.server.dmenv.v1.ResetWorldRequest;
import org.workcell.server.dmenv.v1.StepRequest;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.server.dmenv.v1.properties.PropertyRequest;
import org.workcell.server.dmenv.v1.properties.PropertyResponse;
import org.workcell.server.dmenv.v1.properties.PropertySpec;
import org.workcell.server.dmenv.v1.properties.ReadPropertyRequest;
import org.workcell.server.dmenv.v1.properties.ReadPropertyResponse;

/** Bytes on the wire are those of the protocol: known answers, and numbers of fields. */
class SchemaTest {

  private static Tensor floats(float... values) {
    Tensor.FloatArray.Builder floats = Tensor.FloatArray.newBuilder();
    for (float value : values) {
      floats.addArray(value);
    }
    return Tensor.newBuilder().setFloats(floats).build();
  }

  private static Tensor int8s(int... values) {
    byte[] bytes = new byte[values.length];
    IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) values[i]);
    return Tensor.newBuilder()
        .setInt8S(Tensor.Int8Array.newBuilder().setArray(ByteString.copyFrom(bytes)))
        .build();
  }

  private static TensorSpec.Value bound(float value) {
    return TensorSpec.Value.newBuilder().setFloats(floats(value).getFloats()).build();
  }

  private static TensorSpec.Value bound8(int value) {
    return TensorSpec.Value.newBuilder().setInt8S(int8s(value).getInt8S()).build();
  }

  private static EnvironmentRequest.Builder request() {
    return EnvironmentRequest.newBuilder();
  }

  private static EnvironmentResponse.Builder response() {
    return EnvironmentResponse.newBuilder();
  }

  private static Map<Message, String> tensors() {
    return Map.of(
        int8s(-1, 0, 5).toBuilder().addShape(3).build(),
        "1a050a03ff00057a0103",
        Tensor.newBuilder().setBools(Tensor.BoolArray.newBuilder().addArray(true)).build(),
        "4a030a0101",
        Tensors.texts(List.of("a", "bc")),
        "52070a01610a0262637a0102",
        floats(1).toBuilder().addShape(2).addShape(2).build(),
        "0a060a040000803f7a020202",
        Tensor.newBuilder()
            .setUint8S(
                Tensor.Uint8Array.newBuilder()
                    .setArray(ByteString.copyFrom(new byte[] {0, (byte) 255})))
            .addShape(-1)
            .build(),
        "32040a0200ff7a0affffffffffffffffff01",
        Tensor.newBuilder().setFloats(Tensor.FloatArray.getDefaultInstance()).addShape(0).build(),
        "0a007a0100",
        TensorSpec.newBuilder()
            .setName("g")
            .setDtype(DataType.INT8)
            .setMin(bound8(-1))
            .setMax(bound8(1))
            .build(),
        "0a0167180322055a030a01ff2a055a030a0101",
        PropertySpec.newBuilder()
            .setSpec(TensorSpec.newBuilder().setName("baz"))
            .setIsListable(true)
            .setDescription("d")
            .build(),
        "0a050a0362617a20012a0164");
  }

  private static Map<Message, String> requests() {
    StepRequest step =
        StepRequest.newBuilder()
            .putActions(1, floats(0.5f, -1).toBuilder().addShape(2).build())
            .addRequestedObservations(7)
            .addRequestedObservations(300)
            .build();
    PropertyRequest read =
        PropertyRequest.newBuilder()
            .setReadProperty(ReadPropertyRequest.newBuilder().setKey("k"))
            .build();
    return Map.of(
        request()
            .setCreateWorld(CreateWorldRequest.newBuilder().putSettings("seed", Tensors.integer(7)))
            .build(),
        "0a0f0a0d0a047365656412052a030a0107",
        request().setJoinWorld(JoinWorldRequest.newBuilder().setWorldName("w")).build(),
        "12030a0177",
        request().setStep(step).build(),
        "1a1a0a130801120f0a0a0a080000003f000080bf7a0102120307ac02",
        request().setReset(ResetRequest.getDefaultInstance()).build(),
        "2200",
        request().setResetWorld(ResetWorldRequest.newBuilder().setWorldName("w")).build(),
        "2a030a0177",
        request().setLeaveWorld(LeaveWorldRequest.getDefaultInstance()).build(),
        "3200",
        request().setDestroyWorld(DestroyWorldRequest.newBuilder().setWorldName("w")).build(),
        "3a030a0177",
        request().setExtension(Any.pack(read)).build(),
        "7a500a47747970652e676f6f676c65617069732e636f6d2f646d5f656e765f7270632e76312e657874656e7369"
            + "6f6e732e70726f706572746965732e50726f70657274795265717565737412050a030a016b");
  }

  private static Map<Message, String> responses() {
    ActionObservationSpecs specs =
        ActionObservationSpecs.newBuilder()
            .putActions(
                1,
                TensorSpec.newBuilder()
                    .setName("arm.vel")
                    .addShape(2)
                    .setDtype(DataType.FLOAT)
                    .setMin(bound(-1))
                    .setMax(bound(1))
                    .build())
            .putObservations(
                7, TensorSpec.newBuilder().setName("reward").setDtype(DataType.DOUBLE).build())
            .build();
    Tensor half = Values.doubles(List.of(), 0.5);
    PropertyResponse read =
        PropertyResponse.newBuilder()
            .setReadProperty(ReadPropertyResponse.newBuilder().setValue(Tensors.text("v")))
            .build();
    return Map.of(
        response().setJoinWorld(JoinWorldResponse.newBuilder().setSpecs(specs)).build(),
        "123a0a380a26080112220a0761726d2e76656c120102180122084a060a04000080bf2a084a060a040000803f12"
            + "0e0807120a0a067265776172641802",
        response()
            .setStep(
                StepResponse.newBuilder()
                    .setState(EnvironmentStateType.RUNNING)
                    .putObservations(7, half))
            .build(),
        "1a14080112100807120c120a0a08000000000000e03f",
        response()
            .setError(
                Status.newBuilder().setCode(Code.NOT_FOUND.getNumber()).setMessage("no world"))
            .build(),
        "82010c080512086e6f20776f726c64",
        response().setExtension(Any.pack(read)).build(),
        "7a550a48747970652e676f6f676c65617069732e636f6d2f646d5f656e765f7270632e76312e657874656e7369"
            + "6f6e732e70726f706572746965732e50726f7065727479526573706f6e736512090a070a0552030a0176");
  }

  @TestFactory
  List<DynamicTest> messagesHaveTheBytesOfTheProtocol() {
    return List.of(tensors(), requests(), responses()).stream()
        .flatMap(rows -> rows.entrySet().stream())
        .map(row -> DynamicTest.dynamicTest(row.getValue(), () -> same(row)))
        .toList();
  }

  private static void same(Map.Entry<Message, String> row) throws InvalidProtocolBufferException {
    byte[] bytes = HexFormat.of().parseHex(row.getValue());
    assertArrayEquals(bytes, row.getKey().toByteArray());
    Message read = row.getKey().getParserForType().parseFrom(bytes);
    assertEquals(row.getKey(), read);
    assertTrue(read.getUnknownFields().asMap().isEmpty());
  }

  private static Map<String, Integer> fields(Descriptor message) {
    return message.getFields().stream()
        .collect(Collectors.toMap(FieldDescriptor::getName, FieldDescriptor::getNumber));
  }

  private static Map<String, Integer> values(EnumDescriptor type) {
    return type.getValues().stream()
        .collect(Collectors.toMap(v -> v.getName(), v -> v.getNumber()));
  }

  @Test
  void oneMethodStreamsBothWays() {
    MethodDescriptor<EnvironmentRequest, EnvironmentResponse> process =
        EnvironmentGrpc.getProcessMethod();
    assertEquals("dm_env_rpc.v1.Environment/Process", process.getFullMethodName());
    assertEquals(MethodDescriptor.MethodType.BIDI_STREAMING, process.getType());
    assertEquals(1, EnvironmentGrpc.getServiceDescriptor().getMethods().size());
  }

  @Test
  void numbersOfTypesAndStates() {
    assertEquals(
        Map.ofEntries(
            Map.entry("INVALID_DATA_TYPE", 0),
            Map.entry("FLOAT", 1),
            Map.entry("DOUBLE", 2),
            Map.entry("INT8", 3),
            Map.entry("INT32", 4),
            Map.entry("INT64", 5),
            Map.entry("UINT8", 6),
            Map.entry("UINT32", 7),
            Map.entry("UINT64", 8),
            Map.entry("BOOL", 9),
            Map.entry("STRING", 10),
            Map.entry("PROTO", 11)),
        values(DataType.getDescriptor()).entrySet().stream()
            .filter(value -> value.getValue() >= 0)
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    assertEquals(
        Map.of("INVALID_ENVIRONMENT_STATE", 0, "RUNNING", 1, "TERMINATED", 2, "INTERRUPTED", 3),
        values(EnvironmentStateType.getDescriptor()));
    for (FieldDescriptor member : Tensor.getDescriptor().getOneofs().get(0).getFields()) {
      String array = member.getMessageType().getName();
      String type = array.substring(0, array.length() - "Array".length()).toUpperCase();
      assertEquals(type, DataType.forNumber(member.getNumber()).name());
      assertEquals(1, member.getMessageType().findFieldByName("array").getNumber());
    }
    assertEquals(15, fields(Tensor.getDescriptor()).get("shape"));
  }

  @Test
  void numbersOfBoundsRequestsAndResponses() {
    Map<String, Integer> bounds =
        Map.of(
            "floats", 9, "doubles", 10, "int8s", 11, "int32s", 12, "int64s", 13, "uint8s", 14,
            "uint32s", 15, "uint64s", 16);
    assertEquals(bounds, fields(TensorSpec.Value.getDescriptor()));
    IntStream.rangeClosed(1, 8)
        .forEach(i -> assertTrue(TensorSpec.Value.getDescriptor().isReservedNumber(i)));
    Map<String, Integer> requests =
        Map.of(
            "create_world",
            1,
            "join_world",
            2,
            "step",
            3,
            "reset",
            4,
            "reset_world",
            5,
            "leave_world",
            6,
            "destroy_world",
            7,
            "extension",
            15);
    assertEquals(requests, fields(EnvironmentRequest.getDescriptor()));
    Map<String, Integer> responses = new java.util.HashMap<>(requests);
    responses.put("error", 16);
    assertEquals(responses, fields(EnvironmentResponse.getDescriptor()));
    for (int number : List.of(8, 9, 10)) {
      assertTrue(EnvironmentRequest.getDescriptor().isReservedNumber(number));
      assertTrue(EnvironmentResponse.getDescriptor().isReservedNumber(number));
    }
    assertTrue(EnvironmentRequest.getDescriptor().isReservedNumber(16));
    assertEquals(
        "dm_env_rpc.v1.extensions.properties.PropertyRequest",
        PropertyRequest.getDescriptor().getFullName());
    assertFalse(Tensor.newBuilder().addShape(0).build().hasFloats());
  }
}
