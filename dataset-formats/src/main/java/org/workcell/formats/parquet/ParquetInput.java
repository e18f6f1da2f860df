package org.workcell.formats.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.files.IoReason;

/**
 * Reads columns of a Parquet file that may be hostile: values and lists of values of all types but
 * INT96; pages of both versions; encodings PLAIN, RLE, dictionaries, DELTA_BINARY_PACKED and
 * BYTE_STREAM_SPLIT; uncompressed, Snappy, gzip, Zstandard and LZ4_RAW. What a file claims is
 * checked before memory is taken, which is for one page and the elements of the columns asked for.
 * Every method throws a {@link BadInputException} with the reason where the file is not sound, or
 * where it has what is not read. One thread at a time.
 *
 * <p>Source: the Parquet format, <a href="https://parquet.apache.org/docs/file-format/">file
 * format</a> and its Thrift definitions.
 */
public final class ParquetInput implements AutoCloseable {

  /** Elements of a column that are read at most. */
  public static final int MOST_ELEMENTS = 1 << 25;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_FOOTER_BYTES = 1 << 25;
  private static final int TAIL_BYTES = 8;

  private final Path path;
  private final FileChannel file;
  private List<LeafColumn> columns;
  private List<CompactReader.Fields> groups;
  private CompactReader.Fields footer;

  /** Part of reading. */
  private interface Reading<T> {
    T run() throws IOException;
  }

  private ParquetInput(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /** Opens a file and reads its footer. */
  public static ParquetInput open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new BadInputException("'%s' is not a file; give a Parquet file".formatted(path));
    }
    ParquetInput input = null;
    try {
      input = new ParquetInput(path, FileChannel.open(path));
      input.guarded(input::readFooter);
      return input;
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be read (%s)".formatted(path, IoReason.of(e)), e);
    } catch (BadInputException e) {
      input.close();
      throw e;
    }
  }

  /** Whether a file begins as one of Parquet. */
  public static boolean recognises(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (var in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  private <T> T guarded(Reading<T> reading) {
    try {
      return reading.run();
    } catch (BadInputException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw new BadInputException(
          "'%s' has %s, which is not read; write it again with pyarrow's defaults"
              .formatted(path, e.getMessage()),
          e);
    } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
      throw damaged("it ends too early", e);
    } catch (RuntimeException e) {
      throw damaged(e.getMessage(), e);
    } catch (IOException e) {
      throw new BadInputException("'%s' cannot be read (%s)".formatted(path, IoReason.of(e)), e);
    }
  }

  private BadInputException damaged(String reason, RuntimeException cause) {
    return new BadInputException(
        "'%s' is not a sound Parquet file (%s); was it cut off or changed?".formatted(path, reason),
        cause);
  }

  private ParquetInput readFooter() throws IOException {
    long size = file.size();
    if (size < MAGIC.length + TAIL_BYTES) {
      throw new IllegalArgumentException("it has %d bytes".formatted(size));
    }
    ByteBuffer tail = bytes(size - TAIL_BYTES, TAIL_BYTES);
    int length = tail.getInt(0);
    byte[] magic = Arrays.copyOfRange(tail.array(), Integer.BYTES, TAIL_BYTES);
    if (Arrays.equals(magic, ENCRYPTED)) {
      throw new UnsupportedOperationException("an encrypted footer");
    }
    if (!Arrays.equals(magic, MAGIC) || !Arrays.equals(bytes(0, MAGIC.length).array(), MAGIC)) {
      throw new IllegalArgumentException("it does not begin and end with PAR1");
    }
    if (length < 0 || length > size - MAGIC.length - TAIL_BYTES || length > MOST_FOOTER_BYTES) {
      throw new IllegalArgumentException(
          "its footer claims %d bytes; the file has %d, and %d are read at most"
              .formatted(Integer.toUnsignedLong(length), size, MOST_FOOTER_BYTES));
    }
    footer = new CompactReader(bytes(size - TAIL_BYTES - length, length)).struct();
    columns = LeafColumn.of(footer.structs(2));
    groups = footer.structs(4);
    long rows = 0;
    for (CompactReader.Fields group : groups) {
      rows = Math.addExact(rows, group.count(3));
      if (group.structs(1).size() != columns.size()) {
        throw new IllegalArgumentException("a row group does not have the columns of the schema");
      }
    }
    if (rows != footer.integer(3) || rows > MOST_ELEMENTS) {
      throw new IllegalArgumentException(
          "it claims %d rows, and its row groups %d; %d are read at most"
              .formatted(footer.integer(3), rows, MOST_ELEMENTS));
    }
    return this;
  }

  private ByteBuffer bytes(long from, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) >= 0) {
      // Reads may be short.
    }
    if (buffer.hasRemaining()) {
      throw new BufferUnderflowException();
    }
    return buffer.flip();
  }

  /** Where the file lies. */
  public Path path() {
    return path;
  }

  /** How many rows it has; {@link #MOST_ELEMENTS} at most. */
  public int rows() {
    return (int) footer.integer(3);
  }

  /** Texts by key. */
  public Map<String, String> metadata() {
    return guarded(
        () -> {
          Map<String, String> texts = new LinkedHashMap<>();
          for (CompactReader.Fields pair :
              footer.has(5) ? footer.structs(5) : List.<CompactReader.Fields>of()) {
            texts.put(pair.text(1), pair.has(2) ? pair.text(2) : "");
          }
          return texts;
        });
  }

  /**
   * Names of columns of numbers, in the file's order, of which a row is one or a list. Fields of
   * groups are {@code group/field}.
   */
  public List<String> numberColumns() {
    return columns.stream()
        .filter(column -> column.isNumber() && column.lists() <= 1)
        .map(LeafColumn::name)
        .toList();
  }

  /** Names of all columns, in the file's order. */
  public List<String> columns() {
    return columns.stream().map(LeafColumn::name).toList();
  }

  /** Whether it has a column of this name. */
  public boolean has(String name) {
    return columns.stream().anyMatch(column -> column.name().equals(name));
  }

  /** Whether the rows of a column are lists. */
  public boolean isList(String name) {
    return columns.get(index(name)).lists() > 0;
  }

  /** Reads all rows of a column of numbers or bytes. */
  public ColumnRows read(String name) {
    return guarded(
        () -> {
          int index = index(name);
          LeafColumn column = columns.get(index);
          requireReadable(column);
          ColumnRows all = new ColumnRows(column.isNumber(), MOST_ELEMENTS);
          for (CompactReader.Fields group : groups) {
            CompactReader.Fields chunk = group.structs(1).get(index);
            requireHere(chunk, column);
            int before = all.rows();
            new ChunkPages(file, column, chunk.struct(3)).read(all);
            if (all.rows() - before != group.integer(3)) {
              throw new IllegalArgumentException(
                  "column '%s' has %d rows in a group of %d"
                      .formatted(name, all.rows() - before, group.integer(3)));
            }
          }
          return all;
        });
  }

  private int index(String name) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        found.add(i);
      }
    }
    if (found.size() != 1) {
      throw new BadInputException(
          "'%s' has %d columns '%s'; expected one".formatted(path, found.size(), name));
    }
    return found.get(0);
  }

  private void requireReadable(LeafColumn column) {
    if (column.lists() > 1 || !column.isNumber() && !column.isBytes()) {
      throw new UnsupportedOperationException(
          "a column '%s' of lists in lists, decimal fractions or type INT96"
              .formatted(column.name()));
    }
  }

  private static void requireHere(CompactReader.Fields chunk, LeafColumn column) {
    if (chunk.has(1)) {
      throw new UnsupportedOperationException("a column in another file");
    }
    if (!chunk.struct(3).texts(3).equals(column.path())) {
      throw new IllegalArgumentException(
          "column '%s' is not where the schema has it".formatted(column.name()));
    }
  }

  /** Closes the file. Idempotent. */
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
