package org.workcell.formats.parquet;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a Parquet file of format version 1: one data page of encoding PLAIN for each column of a
 * row group, compressed by gzip. The same rows give the same bytes. One thread at a time.
 *
 * <p>Source: the Parquet format, <a href="https://parquet.apache.org/docs/file-format/">file
 * format</a> and its Thrift definitions.
 */
public final class ParquetFile implements AutoCloseable {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int OPTIONAL = 1;
  private static final int REPEATED = 2;
  private static final int UTF8 = 0;
  private static final int LIST = 3;
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int GZIP = 2;
  private static final int DATA_PAGE = 0;

  private final List<Column> columns;
  private final OutputStream out;
  private final List<RowGroup> groups = new ArrayList<>();
  private long position;
  private boolean closed;

  private record RowGroup(int rows, List<Chunk> chunks) {}

  /** Where the values of a column lie, and how many bytes they take, page header included. */
  private record Chunk(Column column, int values, long offset, long plainBytes, long fileBytes) {}

  /** One element of the schema's depth-first list; null where a property does not apply. */
  private record SchemaElement(
      String name, Integer type, Integer repetition, Integer children, Integer meaning) {}

  /**
   * Starts a file.
   *
   * @param columns fields of a group follow each other
   * @throws IOException if it cannot be written
   */
  public ParquetFile(Path file, List<Column> columns) throws IOException {
    this.columns = List.copyOf(columns);
    this.out = new BufferedOutputStream(Files.newOutputStream(file));
    write(MAGIC);
  }

  private void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /** How many bytes the file has so far. */
  public long bytes() {
    return position;
  }

  /**
   * Writes rows, which readers load at once.
   *
   * @param values of every column, in order, of as many rows each
   */
  public void addRowGroup(List<ColumnValues> values) throws IOException {
    int rows = values.get(0).rows();
    List<Chunk> chunks = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      ColumnValues column = values.get(i);
      if (!column.column().equals(columns.get(i)) || column.rows() != rows) {
        throw new IllegalArgumentException(
            "%d rows of %s are not the %d rows of %s that come next"
                .formatted(column.rows(), column.column(), rows, columns.get(i)));
      }
      chunks.add(write(column));
    }
    groups.add(new RowGroup(rows, chunks));
  }

  private Chunk write(ColumnValues values) throws IOException {
    byte[] page = values.page();
    byte[] packed = gzip(page);
    byte[] header =
        new CompactWriter()
            .i32(1, DATA_PAGE)
            .i32(2, page.length)
            .i32(3, packed.length)
            .struct(5, data -> data.i32(1, values.values()).i32(2, PLAIN).i32(3, RLE).i32(4, RLE))
            .finish();
    long offset = position;
    write(header);
    write(packed);
    long plainBytes = (long) header.length + page.length;
    return new Chunk(values.column(), values.values(), offset, plainBytes, position - offset);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  /**
   * Completes the file.
   *
   * @param metadata texts by key
   */
  public void finish(Map<String, String> metadata) throws IOException {
    List<Map.Entry<String, String>> pairs = List.copyOf(metadata.entrySet());
    long rows = groups.stream().mapToLong(RowGroup::rows).sum();
    byte[] footer =
        new CompactWriter()
            .i32(1, 1)
            .structs(2, schema(), ParquetFile::writeElement)
            .i64(3, rows)
            .structs(4, groups, ParquetFile::writeGroup)
            .structs(5, pairs, (to, pair) -> to.text(1, pair.getKey()).text(2, pair.getValue()))
            .text(6, "workcell")
            .finish();
    write(footer);
    write(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(footer.length)
            .array());
    write(MAGIC);
    close();
  }

  private List<SchemaElement> schema() {
    List<SchemaElement> all = new ArrayList<>();
    long fields = columns.stream().map(Column::name).distinct().count();
    all.add(new SchemaElement("schema", null, null, (int) fields, null));
    String group = null;
    for (Column column : columns) {
      if (column.path().size() == 2 && !column.name().equals(group)) {
        group = column.name();
        String name = group;
        long members = columns.stream().filter(each -> each.name().equals(name)).count();
        all.add(new SchemaElement(name, null, OPTIONAL, (int) members, null));
      }
      String name = column.path().get(column.path().size() - 1);
      for (int i = 0; i < column.dimensions(); i++) {
        all.add(new SchemaElement(name, null, OPTIONAL, 1, LIST));
        all.add(new SchemaElement("list", null, REPEATED, 1, null));
        name = "element";
      }
      Integer meaning = column.type() == Column.Type.TEXT ? UTF8 : null;
      all.add(new SchemaElement(name, column.type().code(), OPTIONAL, null, meaning));
    }
    return all;
  }

  private static void writeElement(CompactWriter to, SchemaElement element) {
    if (element.type() != null) {
      to.i32(1, element.type());
    }
    if (element.repetition() != null) {
      to.i32(3, element.repetition());
    }
    to.text(4, element.name());
    if (element.children() != null) {
      to.i32(5, element.children());
    }
    if (element.meaning() != null) {
      to.i32(6, element.meaning());
    }
  }

  private static void writeGroup(CompactWriter to, RowGroup group) {
    to.structs(1, group.chunks(), ParquetFile::writeChunk)
        .i64(2, group.chunks().stream().mapToLong(Chunk::plainBytes).sum())
        .i64(3, group.rows());
  }

  private static void writeChunk(CompactWriter to, Chunk chunk) {
    to.i64(2, chunk.offset())
        .struct(
            3,
            data ->
                data.i32(1, chunk.column().type().code())
                    .i32s(2, List.of(PLAIN, RLE))
                    .texts(3, chunk.column().schemaPath())
                    .i32(4, GZIP)
                    .i64(5, chunk.values())
                    .i64(6, chunk.plainBytes())
                    .i64(7, chunk.fileBytes())
                    .i64(9, chunk.offset()));
  }

  /** Closes the file, which cannot be read unless it was finished. Idempotent. */
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      out.close();
    }
  }
}
