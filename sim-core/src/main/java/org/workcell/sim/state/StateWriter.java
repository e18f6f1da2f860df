package org.workcell.sim.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.workcell.sim.random.RandomStream;

/** Collects the variables of a snapshot; little-endian, no padding. One thread at a time. */
public final class StateWriter {

  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private ByteBuffer bytes = allocate(1024);

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes an int. */
  public void putInt(int value) {
    room(Integer.BYTES).putInt(value);
  }

  /** Writes a long. */
  public void putLong(long value) {
    room(Long.BYTES).putLong(value);
  }

  /** Writes a boolean. */
  public void putBoolean(boolean value) {
    room(1).put((byte) (value ? 1 : 0));
  }

  /** Writes a double, to the bit. */
  public void putDouble(double value) {
    room(Double.BYTES).putDouble(value);
  }

  /** Writes an array with its length. */
  public void putDoubles(double[] values) {
    room(Integer.BYTES + values.length * Double.BYTES).putInt(values.length);
    for (double value : values) {
      bytes.putDouble(value);
    }
  }

  /** Writes bytes with their count. */
  public void putBytes(byte[] values) {
    room(Integer.BYTES + values.length).putInt(values.length).put(values);
  }

  /** Writes a text. */
  public void putString(String text) {
    putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes where a random stream stands. */
  public void putStream(RandomStream stream) {
    long[] state = new long[RandomStream.STATE_LONGS];
    stream.save(state, 0);
    for (long word : state) {
      putLong(word);
    }
  }

  /** Everything written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  /** Overwrites four bytes of {@link #toBytes}, for checksums. */
  public static void overwriteInt(byte[] written, int offset, int value) {
    ByteBuffer.wrap(written).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
  }

  private ByteBuffer room(int size) {
    if (bytes.remaining() < size) {
      long wanted = Math.max(2L * bytes.capacity(), (long) bytes.position() + size);
      if ((long) bytes.position() + size > MOST_BYTES) {
        throw new IllegalStateException(
            "a state of more than %d bytes cannot be saved; use fewer or smaller images or environments"
                .formatted(MOST_BYTES));
      }
      ByteBuffer larger = allocate((int) Math.min(wanted, MOST_BYTES));
      larger.put(bytes.flip());
      bytes = larger;
    }
    return bytes;
  }
}
