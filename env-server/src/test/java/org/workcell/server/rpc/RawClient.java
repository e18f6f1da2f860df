package org.workcell.server.rpc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.workcell.server.rpc.v1.EnvironmentsGrpc;
import org.workcell.server.rpc.v1.Message;

/** One stream of a client that sends what it likes and reads when it is told to. */
final class RawClient implements AutoCloseable {

  private static final int LONGEST_SECONDS = 20;

  private final LinkedBlockingQueue<Object> received = new LinkedBlockingQueue<>();
  private final Context.CancellableContext call = Context.current().withCancellation();
  private ClientCallStreamObserver<Message> calls;

  RawClient(Channel channel) {
    this(channel, null, true);
  }

  /**
   * A stream.
   *
   * @param token sent as metadata; none where null
   * @param reads whether answers are read as they come
   */
  RawClient(Channel channel, String token, boolean reads) {
    EnvironmentsGrpc.EnvironmentsStub stub = EnvironmentsGrpc.newStub(channel);
    if (token != null) {
      Metadata metadata = new Metadata();
      metadata.put(
          Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
      stub = stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(metadata));
    }
    Context previous = call.attach();
    try {
      stub.process(new Answers(reads));
    } finally {
      call.detach(previous);
    }
  }

  private final class Answers implements ClientResponseObserver<Message, Message> {

    private final boolean reads;

    Answers(boolean reads) {
      this.reads = reads;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Message> stream) {
      calls = stream;
      if (!reads) {
        stream.disableAutoRequestWithInitial(0);
      }
    }

    @Override
    public void onNext(Message answer) {
      received.add(answer);
    }

    @Override
    public void onError(Throwable cause) {
      received.add(Status.fromThrowable(cause));
    }

    @Override
    public void onCompleted() {
      received.add(Status.OK);
    }
  }

  static Message json(String text) {
    return Message.newBuilder().setJson(text).build();
  }

  void post(Message call) {
    calls.onNext(call);
  }

  /** Reads so many answers more. */
  void read(int count) {
    calls.request(count);
  }

  private Object take() {
    try {
      Object next = received.poll(LONGEST_SECONDS, TimeUnit.SECONDS);
      assertTrue(next != null, "nothing came");
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Message answer() {
    Object next = take();
    assertTrue(next instanceof Message, next::toString);
    return (Message) next;
  }

  /** How the stream ended. */
  Status end() {
    Object next = take();
    assertTrue(next instanceof Status, next::toString);
    return (Status) next;
  }

  /** The answer to a call. */
  Message call(Message call) {
    post(call);
    return answer();
  }

  Message call(String text) {
    return call(json(text));
  }

  /** A call that is carried out. */
  Message done(String text) {
    Message answer = call(text);
    assertTrue(!answer.getJson().startsWith("{\"error\""), answer.getJson());
    return answer;
  }

  /** A call that is refused with a code. */
  String refused(String code, Message call) {
    String text = call(call).getJson();
    assertTrue(text.contains("\"code\":\"" + code + "\""), text);
    return text;
  }

  String refused(String code, String text) {
    return refused(code, json(text));
  }

  void hello() {
    done("{\"call\":\"hello\",\"protocol\":1}");
  }

  void open(int count) {
    done(
        "{\"call\":\"open\",\"what\":[\"testing/point-mass-v1\"],\"num_envs\":%d}"
            .formatted(count));
  }

  void halfClose() {
    calls.onCompleted();
  }

  /** Drops the stream. */
  @Override
  public void close() {
    call.cancel(null);
  }
}
