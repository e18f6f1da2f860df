package org.workcell.server.dmenv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.workcell.server.dmenv.v1.ActionObservationSpecs;
import org.workcell.server.dmenv.v1.CreateWorldRequest;
import org.workcell.server.dmenv.v1.DestroyWorldRequest;
import org.workcell.server.dmenv.v1.EnvironmentGrpc;
import org.workcell.server.dmenv.v1.EnvironmentRequest;
import org.workcell.server.dmenv.v1.EnvironmentResponse;
import org.workcell.server.dmenv.v1.JoinWorldRequest;
import org.workcell.server.dmenv.v1.LeaveWorldRequest;
import org.workcell.server.dmenv.v1.ResetRequest;
import org.workcell.server.dmenv.v1.ResetWorldRequest;
import org.workcell.server.dmenv.v1.StepRequest;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.dmenv.v1.TensorSpec;
import org.workcell.server.dmenv.v1.properties.PropertyRequest;
import org.workcell.server.dmenv.v1.properties.PropertyResponse;

/** One stream of a client that waits for each response. */
final class DmEnvClient implements AutoCloseable {

  private static final int LONGEST_SECONDS = 20;

  private final LinkedBlockingQueue<Object> responses = new LinkedBlockingQueue<>();
  private final StreamObserver<EnvironmentRequest> requests;
  private final Context.CancellableContext call = Context.current().withCancellation();

  DmEnvClient(Channel channel) {
    StreamObserver<EnvironmentResponse> observer =
        new StreamObserver<>() {
          @Override
          public void onNext(EnvironmentResponse response) {
            responses.add(response);
          }

          @Override
          public void onError(Throwable cause) {
            responses.add(cause);
          }

          @Override
          public void onCompleted() {
            responses.add("completed");
          }
        };
    Context previous = call.attach();
    try {
      requests = EnvironmentGrpc.newStub(channel).process(observer);
    } finally {
      call.detach(previous);
    }
  }

  void post(EnvironmentRequest request) {
    requests.onNext(request);
  }

  /** The next response, or why the stream has ended. */
  Object take() {
    try {
      Object response = responses.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
      assertTrue(response != null, "no response came");
      return response;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  boolean hasResponse() {
    return !responses.isEmpty();
  }

  EnvironmentResponse send(EnvironmentRequest request) {
    post(request);
    return (EnvironmentResponse) take();
  }

  private EnvironmentResponse accepted(EnvironmentRequest request) {
    EnvironmentResponse response = send(request);
    assertFalse(response.hasError(), () -> response.getError().getMessage());
    assertEquals(
        request.getPayloadCase().name(), response.getPayloadCase().name(), "member of response");
    return response;
  }

  /** The message of an error. */
  String refused(Code code, EnvironmentRequest request) {
    EnvironmentResponse response = send(request);
    assertTrue(response.hasError(), response::toString);
    assertEquals(
        code, Code.forNumber(response.getError().getCode()), response.getError().getMessage());
    return response.getError().getMessage();
  }

  static EnvironmentRequest createRequest(Map<String, Tensor> settings) {
    return EnvironmentRequest.newBuilder()
        .setCreateWorld(CreateWorldRequest.newBuilder().putAllSettings(settings))
        .build();
  }

  static EnvironmentRequest joinRequest(String world, Map<String, Tensor> settings) {
    return EnvironmentRequest.newBuilder()
        .setJoinWorld(JoinWorldRequest.newBuilder().setWorldName(world).putAllSettings(settings))
        .build();
  }

  static EnvironmentRequest stepRequest(Map<Long, Tensor> actions, Collection<Long> requested) {
    return EnvironmentRequest.newBuilder()
        .setStep(
            StepRequest.newBuilder().putAllActions(actions).addAllRequestedObservations(requested))
        .build();
  }

  static EnvironmentRequest resetRequest(Map<String, Tensor> settings) {
    return EnvironmentRequest.newBuilder()
        .setReset(ResetRequest.newBuilder().putAllSettings(settings))
        .build();
  }

  static EnvironmentRequest resetWorldRequest(String world, Map<String, Tensor> settings) {
    return EnvironmentRequest.newBuilder()
        .setResetWorld(ResetWorldRequest.newBuilder().setWorldName(world).putAllSettings(settings))
        .build();
  }

  static EnvironmentRequest leaveRequest() {
    return EnvironmentRequest.newBuilder()
        .setLeaveWorld(LeaveWorldRequest.getDefaultInstance())
        .build();
  }

  static EnvironmentRequest destroyRequest(String world) {
    return EnvironmentRequest.newBuilder()
        .setDestroyWorld(DestroyWorldRequest.newBuilder().setWorldName(world))
        .build();
  }

  static EnvironmentRequest extensionRequest(PropertyRequest request) {
    return EnvironmentRequest.newBuilder().setExtension(Any.pack(request)).build();
  }

  String create(Map<String, Tensor> settings) {
    return accepted(createRequest(settings)).getCreateWorld().getWorldName();
  }

  ActionObservationSpecs join(String world) {
    return accepted(joinRequest(world, Map.of())).getJoinWorld().getSpecs();
  }

  ActionObservationSpecs createAndJoin(Map<String, Tensor> settings) {
    return join(create(settings));
  }

  StepResponse step(Map<Long, Tensor> actions, Collection<Long> requested) {
    return accepted(stepRequest(actions, requested)).getStep();
  }

  /** A step without actions that asks for nothing. */
  StepResponse step() {
    return step(Map.of(), List.of());
  }

  ActionObservationSpecs reset(Map<String, Tensor> settings) {
    return accepted(resetRequest(settings)).getReset().getSpecs();
  }

  void resetWorld(String world, Map<String, Tensor> settings) {
    accepted(resetWorldRequest(world, settings));
  }

  void leave() {
    accepted(leaveRequest());
  }

  void destroy(String world) {
    accepted(destroyRequest(world));
  }

  PropertyResponse property(PropertyRequest request) {
    try {
      return accepted(extensionRequest(request)).getExtension().unpack(PropertyResponse.class);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  /** The number of an observation. */
  static long uid(ActionObservationSpecs specs, String name) {
    return specs.getObservationsMap().entrySet().stream()
        .filter(entry -> entry.getValue().getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  static TensorSpec observation(ActionObservationSpecs specs, String name) {
    return specs.getObservationsOrThrow(uid(specs, name));
  }

  void halfClose() {
    requests.onCompleted();
  }

  /** Drops the stream, as Python's client does. */
  @Override
  public void close() {
    call.cancel(null);
  }
}
