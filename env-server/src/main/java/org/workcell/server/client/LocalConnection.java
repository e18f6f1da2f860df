package org.workcell.server.client;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.workcell.sim.wire.WireChannel;
import org.workcell.sim.wire.WireFormatException;
import org.workcell.sim.wire.WireMessage;

/**
 * A connection to a server on this machine: messages go over a Unix socket, batches lie in memory
 * that both sides map, and a step of all rows is one byte each way, which allocates nothing.
 */
public final class LocalConnection implements Connection {

  static final int STEP = 1;
  private static final int DONE = 1;
  private static final int END = -1;
  private static final int MOST_MESSAGE_BYTES = Integer.MAX_VALUE - 64;

  private final Path socket;
  private final WireChannel channel;

  /** The vector that a doorbell steps; none at first, and where a call concerned another one. */
  private long rungVector = -1;

  private boolean lost;

  private LocalConnection(Path socket, WireChannel channel) {
    this.socket = socket;
    this.channel = channel;
  }

  /**
   * Connects to a server, without a word.
   *
   * @throws ConnectionLostException if no server listens there
   */
  public static LocalConnection to(Path socket) {
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
      return new LocalConnection(socket, new WireChannel(channel, MOST_MESSAGE_BYTES));
    } catch (IOException | RuntimeException e) {
      throw new ConnectionLostException(
          "no server listens on %s (%s); start one with 'workcell serve --listen unix:%s'"
              .formatted(socket, e.getMessage(), socket),
          e);
    }
  }

  @Override
  public void send(WireMessage call) {
    rungVector = -1;
    requireConnected();
    try {
      channel.write(call);
    } catch (IOException e) {
      throw lost(lastWord(e));
    }
  }

  @Override
  public WireMessage receive() {
    int kind = readKind();
    if (kind != WireChannel.MESSAGE) {
      throw lost(new IOException("byte %d in place of an answer".formatted(kind)));
    }
    return readMessage();
  }

  private int readKind() {
    requireConnected();
    try {
      int kind = channel.readKind();
      if (kind == END) {
        throw new IOException("the server has closed the connection");
      }
      return kind;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private WireMessage readMessage() {
    try {
      return channel.readMessage();
    } catch (IOException | WireFormatException e) {
      throw lost(e);
    }
  }

  /** Whether {@link #ring} would step this vector. */
  boolean rings(long vector) {
    return rungVector == vector;
  }

  /** From now on {@link #ring} steps this vector, because its step was the latest call. */
  void setRung(long vector) {
    rungVector = vector;
  }

  /** Asks for a step of all rows; {@link #awaitDone} must follow. */
  void ring() {
    requireConnected();
    try {
      channel.writeDoorbell(STEP);
    } catch (IOException e) {
      throw lost(lastWord(e));
    }
  }

  /** A server that ends a connection by itself says why first. */
  private Exception lastWord(IOException cause) {
    try {
      if (channel.readKind() == WireChannel.MESSAGE) {
        Answers.requireDone(channel.readMessage());
      }
    } catch (IOException | WireFormatException e) {
      cause.addSuppressed(e);
    } catch (ServerException e) {
      return e;
    }
    return cause;
  }

  /**
   * Waits for the step that was rung for.
   *
   * @throws ServerException if it was refused
   */
  void awaitDone() {
    int kind = readKind();
    if (kind == WireChannel.MESSAGE) {
      Answers.requireDone(readMessage());
      throw lost(new IOException("a message in place of a doorbell"));
    }
    if (kind != DONE) {
      throw lost(new IOException("byte %d in place of an answer".formatted(kind)));
    }
  }

  @Override
  public VectorLink link(OpenedVector opened) {
    return new SharedLink(this, opened);
  }

  private void requireConnected() {
    if (lost) {
      throw new ConnectionLostException(
          "the connection to the server at %s has ended; make a new one".formatted(socket), null);
    }
  }

  private ConnectionLostException lost(Exception cause) {
    close();
    return new ConnectionLostException(
        "the connection to the server at %s is lost (%s); its environments are gone, make a new one"
            .formatted(socket, cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    lost = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("the connection cannot be closed", e);
    }
  }
}
