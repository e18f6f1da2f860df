package org.workcell.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.workcell.server.rpc.GrpcFixture.becomes;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.client.ConnectionLostException;
import org.workcell.server.client.GrpcConnection;
import org.workcell.server.client.ServerException;
import org.workcell.server.client.ServerInfo;
import org.workcell.server.rpc.v1.Message;
import org.workcell.server.rpc.v1.Tensor;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.HostOptions;
import org.workcell.server.session.Limits;

/** Streams of our service: order, limits, tokens, ends. */
@Timeout(60)
class GrpcServerTest {

  private static final String LIST = "{\"call\":\"list\"}";
  private static final String TOKEN = "correct horse";

  private GrpcFixture fixture;
  private ManagedChannel channel;

  private RawClient start(HostOptions hosting, Duration idle) {
    fixture = new GrpcFixture(hosting, options -> options.withIdleLimit(idle));
    channel = fixture.channel();
    return new RawClient(channel);
  }

  private RawClient start(HostOptions hosting) {
    return start(hosting, Duration.ZERO);
  }

  private RawClient start() {
    return start(HostOptions.defaults());
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    fixture.close();
  }

  private int environments() {
    return fixture.host.metrics().environments();
  }

  private static Message withTensor(Tensor tensor) {
    return RawClient.json("{\"call\":\"step\",\"vector\":1}").toBuilder()
        .addTensors(tensor)
        .build();
  }

  private static Tensor tensor(String dtype, int size, int bytes) {
    return Tensor.newBuilder()
        .setName("action")
        .setDtype(dtype)
        .addShape(size)
        .setData(ByteString.copyFrom(new byte[bytes]))
        .build();
  }

  @Test
  void callsAreAnsweredInOrderAndMistakesEndNothing() {
    RawClient client = start();
    client.refused("failed_precondition", LIST);
    client.hello();
    client.open(2);
    client.refused("not_found", "{\"call\":\"reset\",\"vector\":9,\"seed\":1}");
    client.refused("invalid_argument", "no json");
    client.refused("invalid_argument", Message.getDefaultInstance());
    client.refused("invalid_argument", withTensor(tensor("complex64", 1, 8)));
    client.refused("invalid_argument", withTensor(tensor("float32", 3, 8)));
    client.refused("invalid_argument", withTensor(tensor("float32", -1, 8)));
    client.refused("invalid_argument", withTensor(tensor("float32", 2, 8)));
    Message twice =
        withTensor(tensor("float32", 2, 8)).toBuilder().addTensors(tensor("float32", 2, 8)).build();
    client.refused("invalid_argument", twice);
    for (int i = 0; i < 50; i++) {
      client.post(RawClient.json(i % 2 == 0 ? LIST : "{\"call\":\"no " + i + "\"}"));
    }
    for (int i = 0; i < 50; i++) {
      String answer = client.answer().getJson();
      assertTrue(answer.contains(i % 2 == 0 ? "benchmarks" : "'no " + i + "'"), answer);
    }
  }

  @Test
  void theEndOfAStreamFreesItsVectors() {
    RawClient client = start();
    for (int way = 0; way < 2; way++) {
      client.hello();
      client.open(3);
      assertEquals(3, environments());
      if (way == 0) {
        client.close();
      } else {
        client.halfClose();
        assertEquals(Status.Code.OK, client.end().getCode());
      }
      becomes("freeing", () -> environments() == 0);
      becomes("leaving", () -> fixture.host.metrics().clients() == 0);
      client = new RawClient(channel);
    }
    client.close();
  }

  @Test
  void whoDoesNotReadIsNotServed() {
    RawClient other = start();
    RawClient slow = new RawClient(channel, null, false);
    slow.post(RawClient.json("{\"call\":\"hello\",\"protocol\":1}"));
    int many = 400;
    for (int i = 0; i < many; i++) {
      slow.post(RawClient.json(LIST));
    }
    other.hello();
    long calls = -1;
    for (int quiet = 0; quiet < 20; quiet++) {
      long now = fixture.host.metrics().calls();
      quiet = now == calls ? quiet : 0;
      calls = now;
      pause();
    }
    assertTrue(calls < many, calls + " calls were answered");
    other.done(LIST);
    slow.read(many + 1);
    for (int i = 0; i <= many; i++) {
      assertTrue(slow.answer().getJson().contains(i == 0 ? "max_envs" : "benchmarks"));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void largeMessagesAreRefused() {
    RawClient client =
        start(HostOptions.defaults().withLimits(Limits.standard().withMessageBytes(20_000)));
    client.hello();
    String text =
        client.refused(
            "resource_exhausted",
            "{\"call\":\"open\",\"what\":[\"testing/point-mass-v1\"],\"num_envs\":100}");
    assertTrue(text.contains("observe"), text);
    RawClient other = new RawClient(channel);
    other.post(RawClient.json("x".repeat(30_000)));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, other.end().getCode());
    client.open(1);
  }

  @Test
  void whoIsSilentIsDisconnected() {
    RawClient client = start(HostOptions.defaults(), Duration.ofMillis(300));
    client.hello();
    client.open(2);
    Status end = client.end();
    assertEquals(Status.Code.DEADLINE_EXCEEDED, end.getCode());
    assertTrue(end.getDescription().contains("connect again"), end::toString);
    becomes("freeing", () -> environments() == 0);
  }

  @Test
  void theTokenComesWithHelloOrWithTheStream() {
    RawClient client = start(HostOptions.defaults().withToken(TOKEN));
    client.refused("unauthenticated", LIST);
    client.refused("unauthenticated", "{\"call\":\"hello\",\"protocol\":1}");
    client.refused("unauthenticated", "{\"call\":\"hello\",\"protocol\":1,\"token\":\"wrong\"}");
    assertEquals(0, fixture.host.metrics().clients(), "strangers take no room");
    client.done("{\"call\":\"hello\",\"protocol\":1,\"token\":\"" + TOKEN + "\"}");
    client.done(LIST);
    RawClient known = new RawClient(channel, TOKEN, true);
    known.hello();
    known.done(LIST);
    Status end = new RawClient(channel, "wrong", true).end();
    assertEquals(Status.Code.UNAUTHENTICATED, end.getCode());
    assertTrue(!end.toString().contains(TOKEN));
    GrpcConnection connection = GrpcConnection.to("127.0.0.1", fixture.server.port());
    ServerException refused =
        assertThrows(
            ServerException.class,
            () -> ServerInfo.hello(connection, Optional.of("wrong"), "test"));
    assertEquals(ErrorCode.UNAUTHENTICATED, refused.code());
    assertEquals(
        fixture.host.id(), ServerInfo.hello(connection, Optional.of(TOKEN), "test").server());
    connection.close();
  }

  @Test
  void clientsAndStreamsAreLimited() {
    fixture =
        new GrpcFixture(
            HostOptions.defaults().withLimits(Limits.standard().withClients(1)),
            options -> options.withMostStreams(2));
    channel = fixture.channel();
    RawClient first = new RawClient(channel);
    first.hello();
    RawClient second = new RawClient(channel);
    second.refused("resource_exhausted", "{\"call\":\"hello\",\"protocol\":1}");
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, new RawClient(channel).end().getCode());
    first.close();
    becomes("leaving", () -> fixture.host.metrics().clients() == 0);
    second.hello();
  }

  @Test
  void healthIsToldWithoutAToken() {
    start(HostOptions.defaults().withToken(TOKEN));
    assertEquals(
        ServingStatus.SERVING,
        HealthGrpc.newBlockingStub(channel)
            .check(HealthCheckRequest.getDefaultInstance())
            .getStatus());
  }

  @Test
  void aServerThatStopsSaysSo() {
    RawClient client = start();
    client.hello();
    client.open(2);
    GrpcConnection connection = fixture.connect();
    fixture.server.stop();
    assertEquals(Status.Code.UNAVAILABLE, client.end().getCode());
    ConnectionLostException lost =
        assertThrows(
            ConnectionLostException.class,
            () -> ServerInfo.hello(connection, Optional.empty(), "test"));
    assertTrue(lost.getMessage().contains("shutting down"), lost.getMessage());
    becomes("freeing", () -> environments() == 0);
    fixture.server.close();
    assertEquals(0, fixture.server.streams());
  }

  @Test
  void whereNobodyListensThereIsNoConnection() {
    start();
    fixture.server.close();
    GrpcConnection connection = GrpcConnection.to("127.0.0.1", fixture.server.port());
    ConnectionLostException lost =
        assertThrows(
            ConnectionLostException.class,
            () -> ServerInfo.hello(connection, Optional.empty(), "test"));
    assertTrue(lost.getMessage().contains("Connection refused"), lost.getMessage());
  }

  @Test
  void aPortIsServedOnce() {
    start();
    InetSocketAddress taken = new InetSocketAddress("127.0.0.1", fixture.server.port());
    assertEquals("127.0.0.1:" + fixture.server.port(), fixture.server.address());
    assertThrows(
        IOException.class,
        () -> GrpcServer.start(fixture.host, GrpcOptions.at(taken), streams -> List.of()));
  }
}
