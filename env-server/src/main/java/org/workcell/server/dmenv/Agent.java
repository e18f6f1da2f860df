package org.workcell.server.dmenv;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.workcell.server.dmenv.v1.CreateWorldRequest;
import org.workcell.server.dmenv.v1.CreateWorldResponse;
import org.workcell.server.dmenv.v1.DestroyWorldRequest;
import org.workcell.server.dmenv.v1.DestroyWorldResponse;
import org.workcell.server.dmenv.v1.EnvironmentRequest;
import org.workcell.server.dmenv.v1.EnvironmentResponse;
import org.workcell.server.dmenv.v1.JoinWorldRequest;
import org.workcell.server.dmenv.v1.JoinWorldResponse;
import org.workcell.server.dmenv.v1.LeaveWorldResponse;
import org.workcell.server.dmenv.v1.ResetRequest;
import org.workcell.server.dmenv.v1.ResetResponse;
import org.workcell.server.dmenv.v1.ResetWorldRequest;
import org.workcell.server.dmenv.v1.ResetWorldResponse;
import org.workcell.server.dmenv.v1.StepRequest;
import org.workcell.server.dmenv.v1.StepResponse;
import org.workcell.server.dmenv.v1.Tensor;
import org.workcell.server.rpc.Conversation;

/** One stream: takes part in at most one world. */
final class Agent implements Conversation<EnvironmentRequest, EnvironmentResponse> {

  private final Worlds worlds;
  private final ServerProperties serverProperties;
  private final Duration longestWait;
  private final String peer;
  private final BooleanSupplier cancelled;
  private final List<World> created = new ArrayList<>();
  private World world;
  private Participant participant;

  /**
   * A stream that has joined nothing.
   *
   * @param longestWait how long a reset of a world waits for other streams
   * @param cancelled whether the client has dropped the stream
   */
  Agent(
      Worlds worlds,
      ServerProperties serverProperties,
      Duration longestWait,
      String peer,
      BooleanSupplier cancelled) {
    this.worlds = worlds;
    this.serverProperties = serverProperties;
    this.longestWait = longestWait;
    this.peer = peer;
    this.cancelled = cancelled;
  }

  @Override
  public EnvironmentResponse answer(EnvironmentRequest request) {
    try {
      return respond(request);
    } catch (RequestException e) {
      return error(e.code(), e.getMessage());
    } catch (OutOfMemoryError e) {
      return error(Code.RESOURCE_EXHAUSTED, "the server is out of memory: " + e.getMessage());
    } catch (RuntimeException | StackOverflowError e) {
      return error(Code.INTERNAL, e.toString());
    }
  }

  private static EnvironmentResponse error(Code code, String message) {
    Status status = Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
    return EnvironmentResponse.newBuilder().setError(status).build();
  }

  private EnvironmentResponse respond(EnvironmentRequest request) {
    EnvironmentResponse.Builder response = EnvironmentResponse.newBuilder();
    return switch (request.getPayloadCase()) {
      case CREATE_WORLD -> response.setCreateWorld(create(request.getCreateWorld())).build();
      case JOIN_WORLD -> response.setJoinWorld(join(request.getJoinWorld())).build();
      case STEP -> response.setStep(step(request.getStep())).build();
      case RESET -> response.setReset(reset(request.getReset())).build();
      case RESET_WORLD -> response.setResetWorld(resetWorld(request.getResetWorld())).build();
      case LEAVE_WORLD -> response.setLeaveWorld(leave()).build();
      case DESTROY_WORLD -> response.setDestroyWorld(destroy(request.getDestroyWorld())).build();
      case EXTENSION -> response.setExtension(extension(request.getExtension())).build();
      case PAYLOAD_NOT_SET ->
          throw RequestException.invalid(
              "the request is empty; set one of create_world, join_world, step, reset, reset_world,"
                  + " leave_world, destroy_world, extension");
    };
  }

  private CreateWorldResponse create(CreateWorldRequest request) {
    WorldOptions options = WorldOptions.of(Settings.tree(request.getSettingsMap()));
    World made = worlds.create(options, peer);
    created.add(made);
    return CreateWorldResponse.newBuilder().setWorldName(made.name()).build();
  }

  private JoinWorldResponse join(JoinWorldRequest request) {
    if (world != null) {
      throw RequestException.precondition(
          "this stream is joined to world '%s'; leave it, or use another stream"
              .formatted(world.name()));
    }
    World found = worlds.find(request.getWorldName());
    Settings.requireKnown(Settings.tree(request.getSettingsMap()), List.of());
    participant = found.join();
    world = found;
    return JoinWorldResponse.newBuilder().setSpecs(found.specs().message()).build();
  }

  private void requireJoined(String request) {
    if (world == null) {
      throw RequestException.precondition(
          "%s needs a world; this stream has joined none".formatted(request));
    }
  }

  private StepResponse step(StepRequest request) {
    requireJoined("step");
    return world.step(participant, request);
  }

  private ResetResponse reset(ResetRequest request) {
    requireJoined("reset");
    Optional<Start> start = start(request.getSettingsMap(), world);
    return ResetResponse.newBuilder().setSpecs(world.reset(participant, start)).build();
  }

  private static Optional<Start> start(Map<String, Tensor> settings, World world) {
    return Start.of(Settings.tree(settings), world.seed());
  }

  private ResetWorldResponse resetWorld(ResetWorldRequest request) {
    World found = worlds.find(request.getWorldName());
    found.resetAll(
        found == world ? Optional.of(participant) : Optional.empty(),
        start(request.getSettingsMap(), found),
        longestWait,
        cancelled);
    return ResetWorldResponse.getDefaultInstance();
  }

  private LeaveWorldResponse leave() {
    if (world != null) {
      world.leave(participant);
      world = null;
      participant = null;
    }
    return LeaveWorldResponse.getDefaultInstance();
  }

  private DestroyWorldResponse destroy(DestroyWorldRequest request) {
    worlds.destroy(request.getWorldName());
    return DestroyWorldResponse.getDefaultInstance();
  }

  private Any extension(Any request) {
    Properties properties = new Properties();
    properties.addAll(serverProperties.all());
    if (world != null) {
      properties.addAll(WorldProperties.of(world));
    }
    return properties.answer(request);
  }

  @Override
  public void close() {
    leave();
    created.forEach(World::abandon);
  }
}
