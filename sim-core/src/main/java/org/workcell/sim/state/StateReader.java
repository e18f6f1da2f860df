package org.workcell.sim.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.workcell.sim.random.RandomStream;

/**
 * Reads what a {@link StateWriter} wrote, in the same order. Sizes are checked against what is
 * left, so foreign bytes lead to an {@link IllegalArgumentException} and nothing else.
 */
public final class StateReader {

  private final ByteBuffer bytes;

  /** Reads from the first byte on. */
  public StateReader(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Reads an int. */
  public int getInt() {
    return need(Integer.BYTES).getInt();
  }

  /** Reads a long. */
  public long getLong() {
    return need(Long.BYTES).getLong();
  }

  /** Reads a boolean. */
  public boolean getBoolean() {
    return need(1).get() != 0;
  }

  /** Reads a double. */
  public double getDouble() {
    return need(Double.BYTES).getDouble();
  }

  /** Reads an array. */
  public double[] getDoubles() {
    double[] values = new double[getCount(Double.BYTES)];
    for (int i = 0; i < values.length; i++) {
      values[i] = bytes.getDouble();
    }
    return values;
  }

  /** Reads an array of known length into {@code target}. */
  public void getDoubles(double[] target) {
    double[] values = getDoubles();
    if (values.length != target.length) {
      throw new IllegalArgumentException(
          "the snapshot holds %d numbers where %d belong; is it of another task?"
              .formatted(values.length, target.length));
    }
    System.arraycopy(values, 0, target, 0, target.length);
  }

  /** Reads bytes. */
  public byte[] getBytes() {
    byte[] values = new byte[getCount(1)];
    bytes.get(values);
    return values;
  }

  /** Reads a text. */
  public String getString() {
    return new String(getBytes(), StandardCharsets.UTF_8);
  }

  /** Moves a random stream to where it stood. */
  public void getStream(RandomStream stream) {
    long[] state = new long[RandomStream.STATE_LONGS];
    for (int i = 0; i < state.length; i++) {
      state[i] = getLong();
    }
    stream.load(state, 0);
  }

  /**
   * Checks that everything has been read.
   *
   * @throws IllegalArgumentException if bytes are left
   */
  public void requireEnd() {
    if (bytes.hasRemaining()) {
      throw new IllegalArgumentException(
          "the snapshot has %d bytes too many".formatted(bytes.remaining()));
    }
  }

  private int getCount(int elementBytes) {
    int count = getInt();
    if (count < 0 || (long) count * elementBytes > bytes.remaining()) {
      throw new IllegalArgumentException("the snapshot is cut off or not a snapshot");
    }
    return count;
  }

  private ByteBuffer need(int size) {
    if (bytes.remaining() < size) {
      throw new IllegalArgumentException(
          "the snapshot is cut off or not a snapshot", new BufferUnderflowException());
    }
    return bytes;
  }
}
