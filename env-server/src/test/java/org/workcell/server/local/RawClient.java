package org.workcell.server.local;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.workcell.sim.wire.WireChannel;
import org.workcell.sim.wire.WireFormat;
import org.workcell.sim.wire.WireMessage;

/** Sends any bytes, and reads what comes back. */
final class RawClient implements AutoCloseable {

  final SocketChannel channel;

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  /** The bytes of a message with this text. */
  static byte[] frame(String text) {
    ByteBuffer message = WireFormat.encode(WireMessage.of(text));
    ByteBuffer frame = ByteBuffer.allocate(5 + message.remaining()).order(ByteOrder.LITTLE_ENDIAN);
    frame.put((byte) WireChannel.MESSAGE).putInt(message.remaining()).put(message);
    return frame.array();
  }

  void send(byte... bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Everything up to the end of the connection, as text. */
  String readAll() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    try {
      while (channel.read(buffer) >= 0 && buffer.hasRemaining()) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      // A connection that is reset has ended, too.
      buffer.limit(buffer.position());
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  /** The text of the next message. */
  String readMessage() throws IOException {
    WireChannel wire = new WireChannel(channel, 1 << 20);
    if (wire.readKind() != WireChannel.MESSAGE) {
      throw new EOFException("no message came");
    }
    return wire.readMessage().text();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
