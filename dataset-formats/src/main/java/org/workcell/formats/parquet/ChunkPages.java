package org.workcell.formats.parquet;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32;
import org.workcell.formats.codec.Compression;

/** The pages of one column in one row group. Holds one page at a time. */
final class ChunkPages {

  private static final int DATA_PAGE = 0;
  private static final int DICTIONARY_PAGE = 2;
  private static final int DATA_PAGE_V2 = 3;

  /** Pages have a mebibyte as a rule, those of writers without a limit as much as a row group. */
  private static final int MOST_PAGE_BYTES = 1 << 28;

  private static final int MOST_HEADER_BYTES = 1 << 24;

  private final FileChannel file;
  private final LeafColumn column;
  private final Compression codec;
  private final long end;
  private final long values;
  private long position;
  private PageValues.Dictionary dictionary;

  /** What a page says of itself, and its bytes as they lie in the file. */
  private record Page(CompactReader.Fields header, byte[] packed, int plainBytes) {}

  ChunkPages(FileChannel file, LeafColumn column, CompactReader.Fields metadata)
      throws IOException {
    this.file = file;
    this.column = column;
    this.codec = codec(metadata.integer(4));
    this.values = metadata.integer(5);
    long first = metadata.integer(9);
    if (metadata.has(11) && metadata.integer(11) > 0) {
      first = Math.min(first, metadata.integer(11));
    }
    long length = metadata.integer(7);
    if (first < 0 || length < 0 || first > file.size() || length > file.size() - first) {
      throw new IllegalArgumentException(
          "column '%s' claims %d bytes at %d, and the file has %d"
              .formatted(column.name(), length, first, file.size()));
    }
    if (metadata.integer(1) != column.type()) {
      throw new IllegalArgumentException(
          "column '%s' has two different types".formatted(column.name()));
    }
    this.position = first;
    this.end = first + length;
  }

  private static Compression codec(long code) {
    return switch ((int) code) {
      case 0 -> Compression.NONE;
      case 1 -> Compression.SNAPPY;
      case 2 -> Compression.GZIP;
      case 6 -> Compression.ZSTD;
      case 7 -> Compression.LZ4_BLOCK;
      case 3 -> throw new UnsupportedOperationException("compression LZO");
      case 4 -> throw new UnsupportedOperationException("compression Brotli");
      case 5 -> throw new UnsupportedOperationException("compression LZ4 as Hadoop writes it");
      default -> throw new UnsupportedOperationException("compression of kind " + code);
    };
  }

  /** Adds all rows of the row group. */
  void read(ColumnRows to) throws IOException {
    long read = 0;
    while (read < values) {
      Page page = next();
      switch (page.header().count(1)) {
        case DICTIONARY_PAGE -> readDictionary(page);
        case DATA_PAGE -> read += readFirstVersion(page, to, values - read);
        case DATA_PAGE_V2 -> read += readSecondVersion(page, to, values - read);
        default -> {
          // Indices, which only speed up searches.
        }
      }
    }
  }

  private Page next() throws IOException {
    CompactReader.Fields header = header();
    int packed = header.count(3);
    int plain = header.count(2);
    if (packed > end - position || plain > MOST_PAGE_BYTES) {
      throw new IllegalArgumentException(
          "a page of column '%s' claims %d bytes, %d with compression; it has %d, and %d are read"
                  .formatted(column.name(), plain, packed, end - position, MOST_PAGE_BYTES)
              + " at most");
    }
    byte[] bytes = bytes(packed);
    position += packed;
    if (header.has(4)) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if ((int) crc.getValue() != (int) header.integer(4)) {
        throw new IllegalArgumentException(
            "a page of column '%s' has another checksum".formatted(column.name()));
      }
    }
    return new Page(header, bytes, plain);
  }

  /** Headers do not say how long they are. */
  private CompactReader.Fields header() throws IOException {
    for (int window = 1 << 10; ; window *= 32) {
      int bytes = (int) Math.min(window, end - position);
      ByteBuffer buffer = ByteBuffer.wrap(bytes(bytes));
      try {
        CompactReader.Fields header = new CompactReader(buffer).struct();
        position += buffer.position();
        return header;
      } catch (BufferUnderflowException e) {
        if (bytes < window || window > MOST_HEADER_BYTES) {
          throw new IllegalArgumentException(
              "column '%s' ends before its last page".formatted(column.name()), e);
        }
      }
    }
  }

  private byte[] bytes(int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    long at = position;
    while (buffer.hasRemaining()) {
      int read = file.read(buffer, at);
      if (read < 0) {
        throw new IllegalArgumentException("the file was cut off while it was read");
      }
      at += read;
    }
    return buffer.array();
  }

  private void readDictionary(Page page) {
    CompactReader.Fields header = page.header().struct(7);
    byte[] plain = codec.decompress(page.packed(), 0, page.packed().length, page.plainBytes());
    dictionary = PageValues.dictionary(column, ByteBuffer.wrap(plain), header.count(1));
  }

  private long readFirstVersion(Page page, ColumnRows to, long most) {
    CompactReader.Fields header = page.header().struct(5);
    int count = count(header, most);
    ByteBuffer plain =
        ByteBuffer.wrap(
            codec.decompress(page.packed(), 0, page.packed().length, page.plainBytes()));
    plain.order(java.nio.ByteOrder.LITTLE_ENDIAN);
    RunReader repetition = levels(plain, column.lists(), header.integer(4));
    RunReader definition = levels(plain, column.definition(), header.integer(3));
    PageValues elements = new PageValues(column, plain, (int) header.integer(2), dictionary);
    read(count, repetition, definition, elements, to);
    return count;
  }

  private int count(CompactReader.Fields header, long most) {
    int count = header.count(1);
    if (count > most) {
      throw new IllegalArgumentException(
          "the pages of column '%s' have more elements than it claims".formatted(column.name()));
    }
    return count;
  }

  private static RunReader levels(ByteBuffer page, int highest, long encoding) {
    if (highest == 0) {
      return null;
    }
    if (encoding != PageValues.RLE) {
      throw new UnsupportedOperationException("levels in encoding " + encoding);
    }
    return levels(page, highest, page.getInt());
  }

  private static RunReader levels(ByteBuffer page, int highest, int bytes) {
    if (bytes < 0 || bytes > page.remaining()) {
      throw new IllegalArgumentException("levels claim %d bytes".formatted(bytes));
    }
    ByteBuffer part = page.slice(page.position(), bytes);
    page.position(page.position() + bytes);
    return highest == 0 ? null : new RunReader(part, RunReader.widthOf(highest));
  }

  private long readSecondVersion(Page page, ColumnRows to, long most) {
    CompactReader.Fields header = page.header().struct(8);
    int count = count(header, most);
    int repetitionBytes = header.count(6);
    int levelBytes = Math.addExact(repetitionBytes, header.count(5));
    byte[] packed = page.packed();
    if (levelBytes > packed.length || levelBytes > page.plainBytes()) {
      throw new IllegalArgumentException("levels claim %d bytes".formatted(levelBytes));
    }
    ByteBuffer levels = ByteBuffer.wrap(packed, 0, levelBytes);
    RunReader repetition = levels(levels, column.lists(), repetitionBytes);
    RunReader definition = levels(levels, column.definition(), header.count(5));
    Compression used = header.truth(7, true) ? codec : Compression.NONE;
    byte[] plain =
        packed.length == levelBytes
            ? new byte[0]
            : used.decompress(packed, levelBytes, packed.length, page.plainBytes() - levelBytes);
    PageValues elements =
        new PageValues(column, ByteBuffer.wrap(plain), (int) header.integer(4), dictionary);
    read(count, repetition, definition, elements, to);
    return count;
  }

  private void read(
      int count, RunReader repetition, RunReader definition, PageValues elements, ColumnRows to) {
    for (int i = 0; i < count; i++) {
      if (repetition == null || repetition.next() == 0) {
        to.startRow();
      }
      int level = definition == null ? column.definition() : definition.next();
      if (level > column.definition()) {
        throw new IllegalArgumentException("an element has level %d".formatted(level));
      }
      if (level == column.definition()) {
        elements.next(to);
      } else if (level >= column.repeatedDefinition()) {
        to.addMissing();
      }
    }
  }
}
