package org.workcell.server.rpc;

import io.grpc.stub.StreamObserver;
import java.util.Map;
import org.workcell.datasets.records.Json;
import org.workcell.server.rpc.v1.EnvironmentsGrpc;
import org.workcell.server.rpc.v1.Message;
import org.workcell.server.session.CallException;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Host;
import org.workcell.server.session.Session;
import org.workcell.sim.wire.WireFormatException;
import org.workcell.sim.wire.WireMessage;

/** {@code workcell.v1.Environments}: one stream is one session. */
public final class EnvironmentsService extends EnvironmentsGrpc.EnvironmentsImplBase {

  private final Host host;
  private final Streams streams;

  /** Serves a host's environments. */
  public EnvironmentsService(Host host, Streams streams) {
    this.host = host;
    this.streams = streams;
  }

  @Override
  public StreamObserver<Message> process(StreamObserver<Message> answers) {
    return streams.answer(answers, this::connect);
  }

  private Conversation<Message, Message> connect() {
    Caller caller = Caller.current();
    try {
      return new Client(
          host.connect(caller.peer(), ProcessMemory::new, !caller.knowsToken()),
          host.options().limits().messageBytes());
    } catch (CallException e) {
      throw Statuses.of(e.code()).withDescription(e.getMessage()).asRuntimeException();
    }
  }

  /** A session behind a stream. */
  private record Client(Session session, int mostBytes) implements Conversation<Message, Message> {

    @Override
    public Message answer(Message call) {
      WireMessage message;
      try {
        message = Messages.fromProto(call);
      } catch (WireFormatException e) {
        return refusal(ErrorCode.INVALID_ARGUMENT, e.getMessage());
      }
      Message answer = Messages.toProto(session.answer(message));
      return answer.getSerializedSize() <= mostBytes
          ? answer
          : refusal(
              ErrorCode.RESOURCE_EXHAUSTED,
              "the answer has %d bytes, and this server sends at most %d in a message; name the blocks you need in 'observe', or fewer environments"
                  .formatted(answer.getSerializedSize(), mostBytes));
    }

    private static Message refusal(ErrorCode code, String text) {
      Map<String, String> error = Map.of("code", code.label(), "message", text);
      return Message.newBuilder()
          .setJson(Json.mapper().valueToTree(Map.of("error", error)).toString())
          .build();
    }

    @Override
    public void close() {
      session.close();
    }
  }
}
