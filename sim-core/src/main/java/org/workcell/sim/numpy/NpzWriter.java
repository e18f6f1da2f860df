package org.workcell.sim.numpy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes files that {@code numpy.load} and {@link NpzFile} read. The same arrays in the same order
 * give the same bytes: entries have a fixed time. Compressed bytes are those of the Java runtime's
 * zlib, so they repeat on one machine and may differ between machines; their content does not.
 */
public final class NpzWriter {

  /** Arrays are stored as they are. */
  public static final int STORED = 0;

  /** The best that deflate can do. */
  public static final int SMALLEST = 9;

  /** A time that a zip file can name; midnight of New Year 1980 means "earlier" to Java. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private NpzWriter() {}

  /**
   * Writes a whole file. The stream stays open.
   *
   * @param arrays by name, in the order of the file
   * @param level {@link #STORED}, or 1 (fast) to {@link #SMALLEST} for deflate
   * @throws IllegalArgumentException if a name is no identifier, or the arrays are larger than a
   *     reader takes
   */
  public static void write(OutputStream out, Map<String, NpyArray> arrays, int level)
      throws IOException {
    if (level < STORED || level > SMALLEST) {
      throw new IllegalArgumentException(
          "compression is %d to %d, not %d".formatted(STORED, SMALLEST, level));
    }
    requireReadable(arrays);
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(level);
    for (Map.Entry<String, NpyArray> each : arrays.entrySet()) {
      ZipEntry entry = new ZipEntry(each.getKey() + NpzFile.ENDING);
      entry.setTimeLocal(NO_TIME);
      if (level == STORED) {
        writeStored(zip, entry, each.getValue());
      } else {
        zip.putNextEntry(entry);
        each.getValue().writeTo(zip);
      }
      zip.closeEntry();
    }
    zip.finish();
  }

  /** The header of a stored entry needs size and checksum before its content. */
  private static void writeStored(ZipOutputStream zip, ZipEntry entry, NpyArray array)
      throws IOException {
    CRC32 checksum = new CRC32();
    long size = array.writeTo(new Checksum(checksum));
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCompressedSize(size);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    array.writeTo(zip);
  }

  private static void requireReadable(Map<String, NpyArray> arrays) {
    long all = 0;
    for (Map.Entry<String, NpyArray> each : arrays.entrySet()) {
      if (!NpzFile.NAME.matcher(each.getKey()).matches()) {
        throw new IllegalArgumentException(
            "an array cannot be named '%s'; use letters, digits and underscores"
                .formatted(each.getKey()));
      }
      long bytes = each.getValue().fileBytes();
      all += bytes;
      if (bytes > NpzFile.LARGEST_ARRAY_BYTES || all > NpzFile.LARGEST_FILE_BYTES) {
        throw new IllegalArgumentException(
            "array %s of %d bytes makes the file too large; an array may have %d bytes, all of them"
                    .formatted(each.getKey(), bytes, NpzFile.LARGEST_ARRAY_BYTES)
                + " together "
                + NpzFile.LARGEST_FILE_BYTES);
      }
    }
  }

  /** The bytes of a file. */
  public static byte[] toBytes(Map<String, NpyArray> arrays, int level) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes, arrays, level);
    } catch (IOException e) {
      throw new AssertionError("memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  /** Only counts what would be written. */
  private static final class Checksum extends OutputStream {

    private final CRC32 checksum;

    Checksum(CRC32 checksum) {
      this.checksum = checksum;
    }

    @Override
    public void write(int value) {
      checksum.update(value);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
      checksum.update(bytes, start, length);
    }
  }
}
