package org.workcell.formats.mcap;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.workcell.formats.codec.Compression;
import org.workcell.sim.files.BadInputException;

/**
 * Reads the records of an MCAP file from front to end. Checksums of chunks, of the data section and
 * of the summary are checked where the file has them. Holds one record or one chunk at a time, of
 * {@link #MOST_RECORD_BYTES} at most.
 *
 * <p>Source: <a href="https://mcap.dev/spec">MCAP's specification</a>, version 0.
 */
final class McapRecords {

  static final int MOST_RECORD_BYTES = 1 << 28;

  private static final byte[] MAGIC = {(byte) 0x89, 'M', 'C', 'A', 'P', '0', '\r', '\n'};
  private static final int HEADER = 1;
  private static final int FOOTER = 2;
  private static final int SCHEMA = 3;
  private static final int CHANNEL = 4;
  private static final int MESSAGE = 5;
  private static final int CHUNK = 6;
  private static final int DATA_END = 15;

  private static final int PREFIX_BYTES = 1 + Long.BYTES;
  private static final int FOOTER_BYTES = 2 * Long.BYTES + Integer.BYTES;
  private static final int MESSAGE_HEADER_BYTES = Short.BYTES + Integer.BYTES + 2 * Long.BYTES;

  private final Path path;
  private final Visitor visitor;
  private final InputStream in;
  private final CRC32 crc = new CRC32();
  private long left;

  /** Is told what the file holds, in its order. */
  interface Visitor {

    void header(String profile, String library);

    void schema(int id, String name, String encoding, byte[] data);

    void channel(int id, int schema, String topic, String encoding);

    /** Whether the messages of a channel are to be read. */
    boolean wants(int channel);

    void message(int channel, long logTimeNs, ByteBuffer data);
  }

  private McapRecords(Path path, InputStream in, long bytes, Visitor visitor) {
    this.path = path;
    this.in = in;
    this.left = bytes;
    this.visitor = visitor;
  }

  static boolean recognises(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Reads all records of the data section.
   *
   * @throws BadInputException if the file is not whole
   */
  static void read(Path path, Visitor visitor) throws IOException {
    ByteBuffer footer = footer(path);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      McapRecords records = new McapRecords(path, in, Files.size(path), visitor);
      records.take(MAGIC.length);
      records.records();
      records.checkSummary(footer.getLong(0), footer.getInt(2 * Long.BYTES));
    } catch (BufferUnderflowException | IndexOutOfBoundsException | EOFException e) {
      throw damaged(path, "a record ends too early", e);
    } catch (IllegalArgumentException e) {
      throw damaged(path, e.getMessage(), e);
    }
  }

  /** Where it is missing, the recording was cut off. */
  private static ByteBuffer footer(Path path) throws IOException {
    long size = Files.size(path);
    int tail = PREFIX_BYTES + FOOTER_BYTES + MAGIC.length;
    try (var channel = java.nio.channels.FileChannel.open(path)) {
      ByteBuffer bytes = ByteBuffer.allocate(tail).order(ByteOrder.LITTLE_ENDIAN);
      long from = size - tail;
      while (from >= MAGIC.length && bytes.hasRemaining()) {
        if (channel.read(bytes, from + bytes.position()) < 0) {
          break;
        }
      }
      byte[] magic = Arrays.copyOfRange(bytes.array(), tail - MAGIC.length, tail);
      if (bytes.hasRemaining()
          || !Arrays.equals(magic, MAGIC)
          || bytes.get(0) != FOOTER
          || bytes.getLong(1) != FOOTER_BYTES) {
        throw new BadInputException(
            "'%s' does not end as an MCAP file; was the recording cut off? 'mcap recover' mends it"
                .formatted(path));
      }
      return bytes.position(PREFIX_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static BadInputException damaged(Path path, String reason, Exception cause) {
    return new BadInputException(
        "'%s' is not a sound MCAP file (%s); was it cut off or changed?".formatted(path, reason),
        cause);
  }

  private ByteBuffer take(int bytes) throws IOException {
    byte[] taken = in.readNBytes(bytes);
    if (taken.length < bytes) {
      throw new EOFException();
    }
    crc.update(taken);
    left -= bytes;
    return ByteBuffer.wrap(taken).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void skip(long bytes) throws IOException {
    for (long rest = bytes; rest > 0; ) {
      rest -= take((int) Math.min(rest, 1 << 16)).capacity();
    }
  }

  private void records() throws IOException {
    while (true) {
      int before = (int) crc.getValue();
      ByteBuffer prefix = take(PREFIX_BYTES);
      int kind = prefix.get() & 0xFF;
      long length = prefix.getLong();
      if (length < 0 || length > left) {
        throw new IllegalArgumentException(
            "a record claims %s bytes, and the file has %d"
                .formatted(Long.toUnsignedString(length), left));
      }
      if (kind == DATA_END || kind == FOOTER) {
        int claimed = kind == DATA_END ? take(requireShort(length)).getInt() : 0;
        requireSame(claimed, before, "the data section");
        return;
      }
      record(kind, length);
    }
  }

  private static void requireSame(int claimed, int computed, String what) {
    if (claimed != 0 && claimed != computed) {
      throw new IllegalArgumentException("the checksum of %s is another".formatted(what));
    }
  }

  private static int requireShort(long length) {
    if (length > MOST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "a record claims %d bytes; %d are read at most".formatted(length, MOST_RECORD_BYTES));
    }
    return (int) length;
  }

  private void record(int kind, long length) throws IOException {
    switch (kind) {
      case HEADER, SCHEMA, CHANNEL -> small(kind, take(requireShort(length)));
      case MESSAGE -> {
        if (length < MESSAGE_HEADER_BYTES) {
          throw new EOFException();
        }
        ByteBuffer header = take(MESSAGE_HEADER_BYTES);
        if (visitor.wants(header.getShort(0) & 0xFFFF)) {
          message(header, take(requireShort(length) - MESSAGE_HEADER_BYTES));
        } else {
          skip(length - MESSAGE_HEADER_BYTES);
        }
      }
      case CHUNK -> chunk(take(requireShort(length)));
      case 0 -> throw new IllegalArgumentException("a record is of kind 0");
      default -> skip(length);
    }
  }

  private void small(int kind, ByteBuffer record) {
    if (kind == HEADER) {
      visitor.header(text(record), text(record));
      return;
    }
    int id = record.getShort() & 0xFFFF;
    if (kind == SCHEMA) {
      visitor.schema(id, text(record), text(record), bytes(record, record.getInt()));
    } else {
      visitor.channel(id, record.getShort() & 0xFFFF, text(record), text(record));
    }
  }

  private static String text(ByteBuffer record) {
    return new String(bytes(record, record.getInt()), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(ByteBuffer record, int length) {
    if (length < 0 || length > record.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    record.get(bytes);
    return bytes;
  }

  private void message(ByteBuffer header, ByteBuffer data) {
    visitor.message(
        header.getShort() & 0xFFFF, header.position(Short.BYTES + Integer.BYTES).getLong(), data);
  }

  private void chunk(ByteBuffer record) {
    record.getLong();
    record.getLong();
    long plainBytes = record.getLong();
    int claimed = record.getInt();
    String name = text(record);
    long packedBytes = record.getLong();
    if (packedBytes < 0 || packedBytes > record.remaining()) {
      throw new BufferUnderflowException();
    }
    if (plainBytes < 0 || plainBytes > MOST_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "a chunk claims %s bytes; %d are read at most"
              .formatted(Long.toUnsignedString(plainBytes), MOST_RECORD_BYTES));
    }
    int from = record.position();
    byte[] plain =
        compression(name)
            .decompress(record.array(), from, from + (int) packedBytes, (int) plainBytes);
    CRC32 computed = new CRC32();
    computed.update(plain);
    requireSame(claimed, (int) computed.getValue(), "a chunk");
    ByteBuffer records = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);
    while (records.hasRemaining()) {
      inChunk(records);
    }
  }

  private static Compression compression(String name) {
    return switch (name) {
      case "" -> Compression.NONE;
      case "zstd" -> Compression.ZSTD;
      case "lz4" -> Compression.LZ4_FRAME;
      default ->
          throw new IllegalArgumentException(
              "a chunk is compressed by '%s'; lz4 and zstd are read".formatted(name));
    };
  }

  private void inChunk(ByteBuffer records) {
    int kind = records.get() & 0xFF;
    long length = records.getLong();
    if (length < 0 || length > records.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer record =
        records.slice(records.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    records.position(records.position() + (int) length);
    if (kind == SCHEMA || kind == CHANNEL) {
      small(kind, record);
    } else if (kind == MESSAGE && visitor.wants(record.getShort(0) & 0xFFFF)) {
      ByteBuffer data =
          record
              .slice(MESSAGE_HEADER_BYTES, record.remaining() - MESSAGE_HEADER_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      message(record, data);
    }
  }

  /** Of all bytes from the start of the summary to the checksum itself. */
  private void checkSummary(long start, int claimed) throws IOException {
    long end = left - MAGIC.length - Integer.BYTES;
    long before = start - (Files.size(path) - left);
    if (start == 0 || claimed == 0 || end < 0) {
      return;
    }
    if (before < 0 || before > end) {
      throw new IllegalArgumentException("the summary claims to begin elsewhere");
    }
    skip(before);
    crc.reset();
    skip(end - before);
    requireSame(claimed, (int) crc.getValue(), "the summary");
  }
}
