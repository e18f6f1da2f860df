package org.workcell.policies;

import ai.djl.ndarray.NDArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript files: a zip of a module's source, its tensors' bytes, and a pickle of
 * protocol 2 that says which tensor is which attribute. The same content gives the same bytes.
 */
final class TorchScriptArchive {

  private static final String FORMAT_VERSION = "10\n";
  private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};
  private static final LocalDateTime LONG_AGO = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

  private TorchScriptArchive() {}

  /**
   * Writes a module.
   *
   * @param source of a class {@code Policy} with these tensors as attributes
   * @param extra what goes into the extra file {@code workcell.json}
   */
  static void write(OutputStream out, String source, Map<String, NDArray> tensors, String extra)
      throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data.pkl", new TorchScriptArchive().module(tensors));
    entries.put("code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
    entries.put("constants.pkl", NO_CONSTANTS);
    entries.put("version", FORMAT_VERSION.getBytes(StandardCharsets.UTF_8));
    entries.put("extra/" + ScriptInputs.FILE, extra.getBytes(StandardCharsets.UTF_8));
    for (NDArray tensor : tensors.values()) {
      entries.put("data/" + (entries.size() - 5), bytes(tensor));
    }
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        add(zip, "policy/" + entry.getKey(), entry.getValue());
      }
    }
  }

  /** Not compressed: libtorch reads tensors where they lie. */
  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(LONG_AGO);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] bytes(NDArray tensor) {
    float[] values = tensor.toFloatArray();
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private byte[] module(Map<String, NDArray> tensors) {
    opcodes("\u0080\u0002");
    global("__torch__", "Policy");
    opcodes(")\u0081}(");
    text("training");
    opcodes("\u0089");
    int key = 0;
    for (Map.Entry<String, NDArray> tensor : tensors.entrySet()) {
      text(tensor.getKey());
      tensor(key, tensor.getValue().getShape().getShape());
      key++;
    }
    opcodes("ub.");
    return pickle.toByteArray();
  }

  /** A call of the function that rebuilds tensors, on a storage that is named by its key. */
  private void tensor(int key, long[] shape) {
    long size = 1;
    long[] strides = new long[shape.length];
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = size;
      size *= shape[i];
    }
    global("torch._utils", "_rebuild_tensor_v2");
    opcodes("((");
    text("storage");
    global("torch", "FloatStorage");
    text(Integer.toString(key));
    text("cpu");
    number(size);
    opcodes("tQ");
    number(0);
    numbers(shape);
    numbers(strides);
    opcodes("\u0089");
    global("collections", "OrderedDict");
    opcodes(")RtR");
  }

  private void numbers(long[] values) {
    opcodes("(");
    for (long value : values) {
      number(value);
    }
    opcodes("t");
  }

  private void number(long value) {
    opcodes("J");
    int32(Math.toIntExact(value));
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    opcodes("X");
    int32(bytes.length);
    pickle.writeBytes(bytes);
  }

  private void global(String module, String name) {
    opcodes("c" + module + "\n" + name + "\n");
  }

  private void int32(int value) {
    byte[] bytes = new byte[Integer.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(value);
    pickle.writeBytes(bytes);
  }

  private void opcodes(String codes) {
    pickle.writeBytes(codes.getBytes(StandardCharsets.ISO_8859_1));
  }
}
