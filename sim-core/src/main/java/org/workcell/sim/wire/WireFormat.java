package org.workcell.sim.wire;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.batch.DataType;

/**
 * Messages as bytes, little-endian:
 *
 * <pre>
 * uint32 length of the text, the text in UTF-8
 * uint16 number of tensors, then for each
 *   uint8 length of the name, the name in UTF-8
 *   uint8 length of the type, NumPy's name of the type in ASCII
 *   uint8 number of dimensions, uint32 for each
 * for each tensor: zeros up to a multiple of 8 bytes from the start, then its elements
 * </pre>
 */
public final class WireFormat {

  private static final int ALIGNMENT = 8;

  private record Head(String name, DataType type, List<Integer> shape) {}

  private WireFormat() {}

  /** The bytes of a message. */
  public static ByteBuffer encode(WireMessage message) {
    byte[] text = message.text().getBytes(StandardCharsets.UTF_8);
    int headBytes = 4 + text.length + 2;
    for (WireTensor tensor : message.tensors()) {
      headBytes += name(tensor).length + tensor.type().numpyName().length() + 3;
      headBytes += 4 * tensor.shape().size();
    }
    long bytes = headBytes;
    for (WireTensor tensor : message.tensors()) {
      bytes = aligned(bytes) + tensor.data().remaining();
    }
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a message of %d bytes is too long".formatted(bytes));
    }
    ByteBuffer frame = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(text.length).put(text).putShort((short) message.tensors().size());
    message.tensors().forEach(tensor -> putHead(frame, tensor));
    for (WireTensor tensor : message.tensors()) {
      frame.position((int) aligned(frame.position())).put(tensor.data());
    }
    return frame.flip();
  }

  private static byte[] name(WireTensor tensor) {
    byte[] name = tensor.name().getBytes(StandardCharsets.UTF_8);
    if (name.length < 1 || name.length > WireTensor.MOST_NAME_BYTES) {
      throw new IllegalArgumentException(
          "the name of a tensor has 1 to %d bytes, not %d"
              .formatted(WireTensor.MOST_NAME_BYTES, name.length));
    }
    return name;
  }

  private static void putHead(ByteBuffer frame, WireTensor tensor) {
    byte[] name = name(tensor);
    frame.put((byte) name.length).put(name);
    byte[] type = tensor.type().numpyName().getBytes(StandardCharsets.US_ASCII);
    frame.put((byte) type.length).put(type).put((byte) tensor.shape().size());
    tensor.shape().forEach(frame::putInt);
  }

  private static long aligned(long position) {
    return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * Reads a message. Its tensors are views of {@code frame}.
   *
   * @throws WireFormatException if the bytes are no message
   */
  public static WireMessage decode(ByteBuffer frame) {
    ByteBuffer bytes = frame.slice().order(ByteOrder.LITTLE_ENDIAN);
    try {
      String text = string(bytes, bytes.getInt());
      int count = Short.toUnsignedInt(bytes.getShort());
      List<Head> heads = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        heads.add(head(bytes));
      }
      List<WireTensor> tensors = new ArrayList<>();
      for (Head head : heads) {
        tensors.add(tensor(bytes, head));
      }
      if (bytes.hasRemaining()) {
        throw new WireFormatException(
            "a message has %d bytes after its end".formatted(bytes.remaining()));
      }
      return new WireMessage(text, tensors);
    } catch (BufferUnderflowException e) {
      throw new WireFormatException(
          "a message of %d bytes ends too early".formatted(bytes.capacity()));
    }
  }

  private static Head head(ByteBuffer bytes) {
    String name = string(bytes, Byte.toUnsignedInt(bytes.get()));
    String typeName = string(bytes, Byte.toUnsignedInt(bytes.get()));
    DataType type =
        DataType.find(typeName)
            .orElseThrow(
                () ->
                    new WireFormatException(
                        "tensor '%s' has type '%s', expected one of %s"
                            .formatted(name, typeName, DataType.numpyNames())));
    int dimensions = Byte.toUnsignedInt(bytes.get());
    List<Integer> shape = new ArrayList<>();
    for (int i = 0; i < dimensions; i++) {
      shape.add(bytes.getInt());
    }
    return new Head(name, type, shape);
  }

  private static WireTensor tensor(ByteBuffer bytes, Head head) {
    long start = aligned(bytes.position());
    long size = WireTensor.bytes(head.name(), head.type(), head.shape());
    if (start + size > bytes.capacity()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer data = bytes.slice((int) start, (int) size);
    bytes.position((int) (start + size));
    return new WireTensor(head.name(), head.type(), head.shape(), data);
  }

  private static String string(ByteBuffer bytes, int length) {
    if (length < 0 || length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = bytes.slice(bytes.position(), length);
    bytes.position(bytes.position() + length);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
    } catch (CharacterCodingException e) {
      throw new WireFormatException("a message has text that is not UTF-8");
    }
  }
}
