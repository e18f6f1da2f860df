package org.workcell.sim.engine;

import org.bytedeco.javacpp.BytePointer;

/** Native memory into which the engine writes an explanation. Idempotent to close. */
public final class MessageBuffer implements AutoCloseable {

  /** Size of the memory, as native functions ask for it. */
  public static final int BYTES = 2048;

  private final BytePointer memory = new BytePointer(BYTES);

  /** An empty message. */
  public MessageBuffer() {
    memory.put(0, (byte) 0);
  }

  /** The memory, for native functions. */
  public BytePointer pointer() {
    return memory;
  }

  /** The message so far, in one line. */
  public String text() {
    int length = 0;
    while (length < BYTES && memory.get(length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    memory.get(bytes);
    return oneLine(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
  }

  /** A native text, which ends at its first zero byte, in one line. */
  public static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  @Override
  public void close() {
    memory.close();
  }
}
