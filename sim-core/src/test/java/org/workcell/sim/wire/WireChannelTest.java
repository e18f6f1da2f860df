package org.workcell.sim.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.workcell.testing.AllocatedBytes;

/** Messages whole or not at all, in memory that grows with the bytes that arrive. */
class WireChannelTest {

  private static final int MIB = 1 << 20;

  /** Keeps what is written and offers it again, in pieces of any size. */
  private static final class Loop implements ByteChannel {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final SplittableRandom pieces = new SplittableRandom(3);
    private int position;

    @Override
    public int write(ByteBuffer source) {
      byte[] piece = new byte[Math.min(source.remaining(), 1 + pieces.nextInt(MIB))];
      source.get(piece);
      written.writeBytes(piece);
      return piece.length;
    }

    @Override
    public int read(ByteBuffer target) {
      int left = written.size() - position;
      if (left == 0) {
        return -1;
      }
      int size = Math.min(Math.min(left, target.remaining()), 1 + pieces.nextInt(MIB));
      target.put(written.toByteArray(), position, size);
      position += size;
      return size;
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MIB - 100, MIB, 5 * MIB + 7})
  void messagesArriveWhole(int size) throws IOException {
    byte[] bytes = new byte[size];
    new SplittableRandom(5).nextBytes(bytes);
    WireMessage sent = new WireMessage("{}", List.of(WireTensor.ofBytes("state", bytes)));
    try (WireChannel channel = new WireChannel(new Loop(), 8 * MIB)) {
      channel.write(sent);
      channel.writeDoorbell(1);
      assertEquals(WireChannel.MESSAGE, channel.readKind());
      WireMessage read = channel.readMessage();
      byte[] found = new byte[size];
      read.tensor("state").orElseThrow().data().get(found);
      assertArrayEquals(bytes, found);
      assertEquals(1, channel.readKind());
      assertEquals(-1, channel.readKind());
    }
  }

  private static WireChannel after(byte[] bytes, int mostBytes) {
    Loop loop = new Loop();
    loop.written.writeBytes(bytes);
    return new WireChannel(loop, mostBytes);
  }

  private static byte[] length(long bytes) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) bytes).array();
  }

  @Test
  void aLengthAloneClaimsNoMemory() throws IOException {
    try (WireChannel channel = after(Arrays.copyOf(length(1L << 30), 100), Integer.MAX_VALUE)) {
      AllocatedBytes allocated = AllocatedBytes.ofWorkersAndThisThread();
      assertThrows(EOFException.class, channel::readMessage);
      assertTrue(allocated.sinceStart() < 8 * MIB, "a message of 1 GiB that never comes");
    }
  }

  @Test
  void whatIsTooLongIsNotRead() throws IOException {
    for (long bytes : new long[] {1001, Integer.MAX_VALUE, 0xFFFFFFFFL}) {
      try (WireChannel channel = after(length(bytes), 1000)) {
        String message = assertThrows(WireFormatException.class, channel::readMessage).getMessage();
        assertTrue(message.contains(String.valueOf(bytes)), message);
      }
    }
  }
}
