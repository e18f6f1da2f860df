package org.workcell.server.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.workcell.server.rpc.v1.EnvironmentsGrpc;
import org.workcell.server.rpc.v1.Message;
import org.workcell.server.rpc.v1.Tensor;
import org.workcell.server.session.HostOptions;
import org.workcell.server.session.Limits;

/** Whatever comes to the port, the server goes on, and nothing of it stays. */
class GarbageTest {

  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int MESSAGE_BYTES = 1 << 16;

  private final SplittableRandom random = new SplittableRandom(7);

  private byte[] noise(int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A frame of HTTP/2, whose length may be wrong. */
  private byte[] frame() {
    byte[] body = noise(200);
    int length = random.nextInt(4) == 0 ? random.nextInt(1 << 24) : body.length;
    byte[] frame = new byte[9 + body.length];
    frame[0] = (byte) (length >> 16);
    frame[1] = (byte) (length >> 8);
    frame[2] = (byte) length;
    frame[3] = (byte) random.nextInt(12);
    frame[4] = (byte) random.nextInt(256);
    frame[8] = (byte) random.nextInt(8);
    System.arraycopy(body, 0, frame, 9, body.length);
    return frame;
  }

  private void bytesOverSockets(int port, int connections) throws IOException {
    for (int i = 0; i < connections; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (i % 2 == 0) {
          socket.getOutputStream().write(PREFACE, 0, random.nextInt(PREFACE.length + 1));
          socket.getOutputStream().write(noise(2000));
        } else {
          socket.getOutputStream().write(PREFACE);
          for (int j = 0; j < 10; j++) {
            socket.getOutputStream().write(frame());
          }
        }
      } catch (IOException e) {
        // The server has hung up first.
      }
    }
  }

  /** Bytes as they are. */
  private static final class Raw implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final MethodDescriptor<byte[], byte[]> PROCESS =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
          .setFullMethodName(EnvironmentsGrpc.getProcessMethod().getFullMethodName())
          .setRequestMarshaller(new Raw())
          .setResponseMarshaller(new Raw())
          .build();

  private byte[] message() {
    return switch (random.nextInt(4)) {
      case 0 -> noise(300);
      case 1 -> Message.newBuilder().setJson(json()).build().toByteArray();
      case 2 ->
          Message.newBuilder()
              .setJson(json())
              .addTensors(
                  Tensor.newBuilder()
                      .setName(random.nextBoolean() ? "action" : "")
                      .setDtype(random.nextBoolean() ? "float32" : "int7")
                      .addShape(random.nextInt())
                      .setData(ByteString.copyFrom(noise(64))))
              .build()
              .toByteArray();
      default -> new byte[random.nextInt(20) == 0 ? 2 * MESSAGE_BYTES : 0];
    };
  }

  private String json() {
    String[] texts = {
      "{\"call\":\"hello\",\"protocol\":1}",
      "{\"call\":\"open\",\"what\":[\"testing/point-mass-v1\"],\"num_envs\":2}",
      "{\"call\":\"open\",\"what\":[\"testing/point-mass-v1\"],\"num_envs\":2000000000}",
      "{\"call\":\"reset\",\"vector\":1,\"seed\":1}",
      "{\"call\":\"step\",\"vector\":1}",
      "{\"call\":\"close\",\"vector\":1}",
      "{\"call\":",
      "[[[[[[",
      "{\"call\":\"list\"}",
    };
    return texts[random.nextInt(texts.length)];
  }

  private void messagesOverStreams(ManagedChannel channel, int streams, int messages)
      throws InterruptedException {
    for (int i = 0; i < streams; i++) {
      CountDownLatch ended = new CountDownLatch(1);
      ClientCall<byte[], byte[]> call = channel.newCall(PROCESS, CallOptions.DEFAULT);
      call.start(
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(byte[] answer) {
              call.request(1);
            }

            @Override
            public void onClose(io.grpc.Status status, Metadata trailers) {
              ended.countDown();
            }
          },
          new Metadata());
      call.request(1);
      for (int j = 0; j < messages; j++) {
        call.sendMessage(message());
      }
      if (i % 3 == 0) {
        call.cancel("enough", null);
      } else {
        call.halfClose();
      }
      assertTrue(ended.await(30, TimeUnit.SECONDS), "a stream has no end");
    }
  }

  private void run(int connections, int streams, int messages) throws Exception {
    Limits limits = Limits.standard().withMessageBytes(MESSAGE_BYTES).withEnvironments(8);
    try (GrpcFixture fixture =
        new GrpcFixture(HostOptions.defaults().withLimits(limits), options -> options)) {
      ManagedChannel channel = fixture.channel();
      RawClient honest = new RawClient(channel);
      honest.hello();
      honest.open(2);
      bytesOverSockets(fixture.server.port(), connections);
      messagesOverStreams(channel, streams, messages);
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        silent.add(new Socket(InetAddress.getLoopbackAddress(), fixture.server.port()));
      }
      honest.done("{\"call\":\"reset\",\"vector\":1,\"seed\":1}");
      for (Socket socket : silent) {
        socket.close();
      }
      GrpcFixture.becomes("the end of streams", () -> fixture.server.streams() == 1);
      GrpcFixture.becomes("freeing", () -> fixture.host.metrics().environments() == 2);
      assertEquals(1, fixture.host.metrics().clients());
      honest.close();
      channel.shutdownNow();
    }
  }

  @Test
  @Timeout(60)
  void garbageHarmsNobody() throws Exception {
    run(40, 30, 20);
  }

  /** A million messages, a thousand connections. */
  @Test
  @Tag("soak")
  @Timeout(3600)
  void muchGarbageHarmsNobody() throws Exception {
    run(1000, 2000, 500);
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long before = runtime.totalMemory() - runtime.freeMemory();
    run(1000, 2000, 500);
    System.gc();
    long after = runtime.totalMemory() - runtime.freeMemory();
    assertTrue(after < before + (64 << 20), before + " bytes grew to " + after);
  }
}
