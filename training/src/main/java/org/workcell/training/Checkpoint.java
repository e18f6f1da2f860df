package org.workcell.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.files.AtomicFiles;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * Named arrays from which a trainer goes on to the bit, as one file. The file is the bytes {@code
 * WORKCELL CHECKPOINT}, then big-endian: int32 format, UTF-8 kind with an int16 length, int32
 * number of entries, and for each a name with an int16 length, an int32 length and so many bytes;
 * last the 32 bytes of the SHA-256 of all before. It holds numbers and text only. Immutable.
 */
public final class Checkpoint {

  /** Version of the file. */
  public static final int FORMAT = 1;

  private static final byte[] MAGIC = "WORKCELL CHECKPOINT".getBytes(StandardCharsets.US_ASCII);
  private static final int DIGEST_BYTES = 32;
  private static final long MOST_BYTES = Integer.MAX_VALUE - 64L;

  private final String kind;
  private final Map<String, byte[]> entries;

  private Checkpoint(String kind, Map<String, byte[]> entries) {
    this.kind = kind;
    this.entries = entries;
  }

  /** Collects entries. One thread at a time. */
  public static final class Writer {

    private final String kind;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /**
     * Begins a checkpoint.
     *
     * @param kind whose it is, for example {@code ppo}
     */
    public Writer(String kind) {
      this.kind = kind;
    }

    /** Adds bytes. */
    public Writer putBytes(String name, byte[] bytes) {
      if (entries.put(name, bytes.clone()) != null) {
        throw new IllegalArgumentException("entry '%s' is written twice".formatted(name));
      }
      return this;
    }

    /** Adds text. */
    public Writer putText(String name, String text) {
      return putBytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds whole numbers. */
    public Writer putLongs(String name, long... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
      bytes.asLongBuffer().put(values);
      return putBytes(name, bytes.array());
    }

    /** Adds float32 numbers, bit by bit. */
    public Writer putFloats(String name, float... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
      bytes.asFloatBuffer().put(values);
      return putBytes(name, bytes.array());
    }

    /** Adds float64 numbers, bit by bit. */
    public Writer putDoubles(String name, double... values) {
      ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES);
      bytes.asDoubleBuffer().put(DoubleBuffer.wrap(values));
      return putBytes(name, bytes.array());
    }

    /** What was collected. */
    public Checkpoint toCheckpoint() {
      return new Checkpoint(kind, new LinkedHashMap<>(entries));
    }
  }

  /**
   * Writes the file, which is there in full or not at all.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path file) {
    try {
      AtomicFiles.write(file, toBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoint %s cannot be written (%s); make room or choose another folder"
              .formatted(file, IoReason.of(e)),
          e);
    }
  }

  private byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(MAGIC);
    out.writeInt(FORMAT);
    out.writeUTF(kind);
    out.writeInt(entries.size());
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().length);
      out.write(entry.getValue());
    }
    out.write(sha256(bytes.toByteArray()));
    return bytes.toByteArray();
  }

  /**
   * Reads a file.
   *
   * @param kind whose checkpoint is expected
   * @throws BadInputException if there is none of this kind and format, or it is damaged
   */
  public static Checkpoint read(Path file, String kind) {
    byte[] bytes = bytesOf(file);
    int end = bytes.length - DIGEST_BYTES;
    boolean ours = end > MAGIC.length && Arrays.equals(MAGIC, Arrays.copyOf(bytes, MAGIC.length));
    if (!ours) {
      throw new BadInputException(
          "%s is not a checkpoint of Workcell; give one that 'workcell train' wrote"
              .formatted(file));
    }
    byte[] content = Arrays.copyOf(bytes, end);
    if (!Arrays.equals(sha256(content), Arrays.copyOfRange(bytes, end, bytes.length))) {
      throw new BadInputException(
          "the checkpoint %s is damaged: its checksum does not match; restore the file"
              .formatted(file));
    }
    try {
      return parse(file, ByteBuffer.wrap(content), kind);
    } catch (IOException | RuntimeException e) {
      if (e instanceof BadInputException bad) {
        throw bad;
      }
      throw new BadInputException("the checkpoint %s cannot be understood".formatted(file), e);
    }
  }

  /**
   * Reads a file that may be missing or of another trainer.
   *
   * @param kind whose checkpoint is wanted
   * @return empty if there is no file, or one of another kind
   * @throws BadInputException if it is damaged
   */
  public static Optional<Checkpoint> find(Path file, String kind) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(MAGIC.length + Integer.BYTES);
      if (!in.readUTF().equals(kind)) {
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new BadInputException("the checkpoint %s cannot be understood".formatted(file), e);
    }
    return Optional.of(read(file, kind));
  }

  private static byte[] bytesOf(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new BadInputException(
            "there is no checkpoint %s that can be read; train without --resume".formatted(file));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }

  private static Checkpoint parse(Path file, ByteBuffer content, String kind) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new ByteArrayInputStream(
                content.array(), MAGIC.length, content.capacity() - MAGIC.length));
    int format = in.readInt();
    if (format != FORMAT) {
      throw new BadInputException(
          "the checkpoint %s has format %d, and this Workcell reads format %d; use the build that"
                  .formatted(file, format, FORMAT)
              + " wrote it");
    }
    String found = in.readUTF();
    if (!found.equals(kind)) {
      throw new BadInputException(
          "%s is a checkpoint of '%s', not of '%s'; use the command that wrote it"
              .formatted(file, found, kind));
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      entries.put(name, in.readNBytes(in.readInt()));
    }
    return new Checkpoint(found, entries);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether there is such an entry. */
  public boolean has(String name) {
    return entries.containsKey(name);
  }

  /**
   * The bytes of an entry.
   *
   * @throws IllegalArgumentException if there is none
   */
  public byte[] bytes(String name) {
    byte[] found = entries.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "the checkpoint has no '%s'; it belongs to other options".formatted(name));
    }
    return found.clone();
  }

  /** Text of an entry. */
  public String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  /** So many whole numbers of an entry. */
  public long[] longs(String name, int count) {
    long[] values = new long[count];
    sized(name, count * Long.BYTES).asLongBuffer().get(values);
    return values;
  }

  /** So many float32 numbers of an entry. */
  public float[] floats(String name, int count) {
    float[] values = new float[count];
    sized(name, count * Float.BYTES).asFloatBuffer().get(values);
    return values;
  }

  /** So many float64 numbers of an entry. */
  public double[] doubles(String name, int count) {
    double[] values = new double[count];
    sized(name, count * Double.BYTES).asDoubleBuffer().get(values);
    return values;
  }

  private ByteBuffer sized(String name, int bytes) {
    ByteBuffer found = ByteBuffer.wrap(bytes(name));
    if (found.capacity() != bytes) {
      throw new IllegalArgumentException(
          "entry '%s' of the checkpoint has %d bytes, expected %d; it belongs to other options"
              .formatted(name, found.capacity(), bytes));
    }
    return found;
  }
}
