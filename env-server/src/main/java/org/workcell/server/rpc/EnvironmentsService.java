package org.workcell.server.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.grpc.stub.StreamObserver;
import org.workcell.datasets.records.Json;
import org.workcell.server.EventLog;
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

  private static final String ERROR = "{\"error\":";

  private final Host host;
  private final Streams streams;
  private final EventLog log;

  /** Serves a host's environments. */
  public EnvironmentsService(Host host, Streams streams, EventLog log) {
    this.host = host;
    this.log = log;
    this.streams = streams;
  }

  @Override
  public StreamObserver<Message> process(StreamObserver<Message> answers) {
    return streams.answer(answers, this::connect);
  }

  private Conversation<Message, Message> connect() {
    return new Client(host, log, Caller.current());
  }

  /**
   * A session behind a stream. There is none before the first call, and none after a {@code hello}
   * that was refused, so that strangers use up no room for clients.
   */
  private static final class Client implements Conversation<Message, Message> {

    private final Host host;
    private final EventLog log;
    private final Caller caller;
    private Session session;
    private boolean greeted;

    Client(Host host, EventLog log, Caller caller) {
      this.host = host;
      this.log = log;
      this.caller = caller;
    }

    @Override
    public Message answer(Message call) {
      try {
        WireMessage message = Messages.fromProto(call);
        if (session == null) {
          session = host.connect(caller.peer(), ProcessMemory::new, !caller.knowsToken());
        }
        Message answer = Messages.toProto(session.answer(message));
        if (!greeted) {
          greet(answer);
        }
        return bounded(answer);
      } catch (WireFormatException e) {
        return refusal(ErrorCode.INVALID_ARGUMENT, e.getMessage());
      } catch (CallException e) {
        return refusal(e.code(), e.getMessage());
      }
    }

    private void greet(Message answer) {
      if (answer.getJson().startsWith(ERROR)) {
        log.warn("refused", caller.peer(), "because", answer.getJson());
        session.close();
        session = null;
      } else {
        log.info("connected", caller.peer(), "name", session.client());
        greeted = true;
      }
    }

    private Message bounded(Message answer) {
      int most = host.options().limits().messageBytes();
      return answer.getSerializedSize() <= most
          ? answer
          : refusal(
              ErrorCode.RESOURCE_EXHAUSTED,
              "the answer has %d bytes, and this server sends at most %d in a message; name the blocks you need in 'observe', or fewer environments"
                  .formatted(answer.getSerializedSize(), most));
    }

    private static Message refusal(ErrorCode code, String text) {
      ObjectNode json = Json.mapper().createObjectNode();
      json.putObject("error").put("code", code.label()).put("message", text);
      return Message.newBuilder().setJson(json.toString()).build();
    }

    @Override
    public boolean isWelcome() {
      return greeted || caller.knowsToken();
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
        log.info("disconnected", caller.peer());
      }
    }
  }
}
