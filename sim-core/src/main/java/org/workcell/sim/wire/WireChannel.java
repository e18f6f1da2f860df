package org.workcell.sim.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;

/**
 * A connection between two processes, over which single bytes (doorbells) and messages go. A
 * message is the byte {@link #MESSAGE}, its length as uint32, little-endian, and its bytes; every
 * other byte is a doorbell. One thread reads and one thread writes at a time.
 */
public final class WireChannel implements AutoCloseable {

  /** The byte before a message. */
  public static final int MESSAGE = 2;

  private static final int HEAD_BYTES = 5;
  private static final int END = -1;

  /** So that a length alone claims no memory, and copies beside the heap stay small. */
  private static final int MOST_BYTES_AT_ONCE = 1 << 20;

  private final ByteChannel channel;
  private final int mostMessageBytes;
  private final ByteBuffer one = ByteBuffer.allocateDirect(1);
  private final ByteBuffer doorbell = ByteBuffer.allocateDirect(1);
  private final ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);

  /**
   * A connection over a blocking channel, which is closed with it.
   *
   * @param mostMessageBytes longer messages are refused before they are read
   */
  public WireChannel(ByteChannel channel, int mostMessageBytes) {
    this.channel = channel;
    this.mostMessageBytes = mostMessageBytes;
  }

  /** The next byte, 0 to 255, or -1 at the end: {@link #MESSAGE}, or a doorbell. */
  public int readKind() throws IOException {
    one.clear();
    return channel.read(one) < 1 ? END : Byte.toUnsignedInt(one.get(0));
  }

  /**
   * The message whose first byte {@link #readKind} has read. Its memory grows with the bytes that
   * arrive.
   *
   * @throws WireFormatException if it is too long, or no message
   * @throws EOFException if the connection ends within it
   */
  public WireMessage readMessage() throws IOException {
    length.clear();
    fill(length);
    long bytes = Integer.toUnsignedLong(length.getInt(0));
    if (bytes > mostMessageBytes) {
      throw new WireFormatException(
          "a message of %d bytes is too long; at most %d are read"
              .formatted(bytes, mostMessageBytes));
    }
    return WireFormat.decode(frame((int) bytes).flip());
  }

  private ByteBuffer frame(int bytes) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(Math.min(bytes, MOST_BYTES_AT_ONCE));
    fill(frame);
    while (frame.capacity() < bytes) {
      int larger = (int) Math.min(bytes, 2L * frame.capacity());
      frame = ByteBuffer.allocate(larger).put(frame.flip());
      fill(frame);
    }
    return frame;
  }

  /** Reads up to the buffer's capacity. */
  private void fill(ByteBuffer buffer) throws IOException {
    while (buffer.position() < buffer.capacity()) {
      buffer.limit(Math.min(buffer.capacity(), buffer.position() + MOST_BYTES_AT_ONCE));
      if (channel.read(buffer) < 0) {
        throw new EOFException("the connection ended within a message");
      }
    }
  }

  /** Sends a doorbell; anything but {@link #MESSAGE}. */
  public void writeDoorbell(int kind) throws IOException {
    doorbell.clear();
    doorbell.put(0, (byte) kind);
    drain(doorbell);
  }

  /** Sends a message. */
  public void write(WireMessage message) throws IOException {
    ByteBuffer bytes = WireFormat.encode(message);
    ByteBuffer whole = ByteBuffer.allocate(HEAD_BYTES + bytes.remaining());
    whole.order(ByteOrder.LITTLE_ENDIAN).put((byte) MESSAGE).putInt(bytes.remaining()).put(bytes);
    drain(whole.flip());
  }

  private void drain(ByteBuffer buffer) throws IOException {
    int end = buffer.limit();
    while (buffer.position() < end) {
      buffer.limit(Math.min(end, buffer.position() + MOST_BYTES_AT_ONCE));
      channel.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
