package org.workcell.server.local;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.workcell.datasets.records.Json;
import org.workcell.server.session.CallException;
import org.workcell.server.session.ErrorCode;
import org.workcell.server.session.Session;
import org.workcell.sim.wire.WireChannel;
import org.workcell.sim.wire.WireFormatException;
import org.workcell.sim.wire.WireMessage;

/**
 * One connection and its thread: reads calls and doorbells, lets the session answer them, writes
 * what it says. A doorbell allocates nothing here. When the connection ends, for whatever reason,
 * the session does.
 */
final class LocalClient {

  private static final int STEP = 1;
  private static final int DONE = 1;
  private static final int END = -1;

  /** What the thread does, for those who watch its limits. */
  private enum Phase {
    WAITING,
    READING,
    RUNNING,
    WRITING
  }

  /** Why the server ends a connection. */
  private record Farewell(ErrorCode code, String message) {}

  private final LocalServer server;
  private final String name;
  private final SocketChannel socket;
  private final WireChannel channel;
  private final Thread thread;
  private volatile Session session;
  private volatile Phase phase = Phase.WAITING;
  private volatile long sinceNanoseconds = System.nanoTime();
  private volatile Farewell farewell;
  private boolean announced;

  LocalClient(LocalServer server, String name, SocketChannel socket) {
    this.server = server;
    this.name = name;
    this.socket = socket;
    this.channel = new WireChannel(socket, server.host().options().limits().messageBytes());
    this.thread = new Thread(this::run, "workcell-client-" + name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    String reason = "closed";
    try {
      serve();
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    } catch (WireFormatException e) {
      reason = "malformed";
      farewell = new Farewell(ErrorCode.INVALID_ARGUMENT, e.getMessage());
    } catch (CallException e) {
      reason = "refused";
      farewell = new Farewell(e.code(), e.getMessage());
    } catch (RuntimeException | Error e) {
      reason = "failed";
      farewell = new Farewell(ErrorCode.INTERNAL, e.toString());
      server.log().error("client_failed", name, "because", e.toString());
    } finally {
      end(reason);
    }
  }

  private void end(String reason) {
    Farewell last = farewell;
    if (last != null) {
      say(last);
    }
    close();
    try {
      if (session != null) {
        session.close();
      }
    } catch (RuntimeException | Error e) {
      server.log().error("session_not_closed", name, "because", e.toString());
    } finally {
      server.left(this);
    }
    server.log().info("disconnected", name, "because", last == null ? reason : last.message());
  }

  private void serve() throws IOException {
    while (true) {
      enter(Phase.WAITING);
      int kind = channel.readKind();
      if (kind == END) {
        return;
      }
      if (farewell != null) {
        return;
      }
      if (session == null) {
        session = server.host().connect(name, server.memory(), false);
      }
      if (kind == STEP) {
        step();
      } else if (kind == WireChannel.MESSAGE) {
        enter(Phase.READING);
        WireMessage call = channel.readMessage();
        enter(Phase.RUNNING);
        WireMessage answer = session.answer(call);
        enter(Phase.WRITING);
        channel.write(answer);
        announce();
      } else {
        throw new WireFormatException(
            "byte %d begins neither a message (%d) nor a step (%d); is this a Workcell client?"
                .formatted(kind, WireChannel.MESSAGE, STEP));
      }
    }
  }

  private void announce() {
    if (!announced && !session.client().isEmpty()) {
      announced = true;
      server.log().info("connected", name, "name", session.client());
    }
  }

  private void step() throws IOException {
    enter(Phase.RUNNING);
    CallException refusal = null;
    try {
      session.step();
    } catch (CallException e) {
      refusal = e;
    }
    enter(Phase.WRITING);
    if (refusal == null) {
      channel.writeDoorbell(DONE);
    } else {
      channel.write(error(refusal.code(), refusal.getMessage()));
    }
  }

  private void enter(Phase next) {
    sinceNanoseconds = System.nanoTime();
    phase = next;
  }

  private static WireMessage error(ErrorCode code, String message) {
    Map<String, String> error = Map.of("code", code.label(), "message", message);
    return WireMessage.of(Json.mapper().valueToTree(Map.of("error", error)).toString());
  }

  /** Tells the client why; one that does not read is cut off by {@link #check}. */
  private void say(Farewell last) {
    try {
      enter(Phase.WRITING);
      channel.write(error(last.code(), last.message()));
    } catch (IOException e) {
      // The client has gone before.
    }
  }

  /** Ends a connection that has no thread. */
  void refuse(ErrorCode code, String message) {
    // A new connection's buffer takes so little without waiting.
    say(new Farewell(code, message));
    close();
    server.log().warn("refused", name, "because", message);
  }

  /** Ends a connection that is beyond a limit. Called by the thread that watches. */
  void check(long now) {
    Duration limit =
        switch (phase) {
          case WAITING -> session == null ? server.options().hello() : server.options().idle();
          case READING, WRITING -> server.options().message();
          case RUNNING -> Duration.ZERO;
        };
    if (limit.isZero() || now - sinceNanoseconds < limit.toNanos()) {
      return;
    }
    if (phase == Phase.WRITING) {
      cut();
    } else {
      leave(
          new Farewell(
              ErrorCode.UNAVAILABLE,
              "the server ended the connection: nothing came for %d s; connect again"
                  .formatted(limit.toSeconds())));
    }
  }

  /** Answers the call that is running, and ends the connection then. */
  void stop() {
    leave(new Farewell(ErrorCode.UNAVAILABLE, "the server is shutting down"));
  }

  /** Lets the thread say a last word and end, as soon as it reads. */
  private void leave(Farewell last) {
    if (farewell != null) {
      return;
    }
    farewell = last;
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      close();
    }
  }

  /** Ends the connection whatever the thread does. */
  void cut() {
    close();
  }

  private void close() {
    try {
      channel.close();
    } catch (IOException e) {
      server.log().warn("close_failed", name, "because", String.valueOf(e.getMessage()));
    }
  }

  /** Waits until the thread has ended, for as long as its call takes. */
  void awaitEnd() {
    if (thread.isAlive()) {
      server.log().warn("call_still_runs", name);
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the thread has ended, up to a time of {@link System#nanoTime}. */
  void await(long endNanoseconds) {
    long left = TimeUnit.NANOSECONDS.toMillis(endNanoseconds - System.nanoTime());
    try {
      thread.join(Math.max(1, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
