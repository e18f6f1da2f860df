package org.workcell.formats.hdf5;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes an HDF5 file that every library since HDF5 1.8 reads: arrays are contiguous and not
 * compressed, as LIBERO's are, and what is written is never kept in memory. Texts are of variable
 * length, so that an attribute can be larger than an object's header. The same calls give the same
 * bytes. One thread at a time.
 */
public final class Hdf5File implements AutoCloseable {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};
  private static final int SUPERBLOCK_BYTES = 48;
  private static final int DATASPACE = 0x01;
  private static final int DATATYPE = 0x03;
  private static final int FILL_VALUE = 0x05;
  private static final int LAYOUT = 0x08;
  private static final int SMALLEST_HEAP_BYTES = 4096;
  private static final int ALIGNMENT = 8;

  private final Path path;
  private final OutputStream out;
  private final Hdf5Group root = new Hdf5Group(this);
  private long position;
  private boolean writesRows;
  private boolean closed;

  /** Starts a file, replacing another of its name. */
  public Hdf5File(Path path) throws IOException {
    this.path = path;
    this.out = new BufferedOutputStream(Files.newOutputStream(path), 1 << 16);
    write(new byte[SUPERBLOCK_BYTES]);
  }

  /** The group that everything is in. */
  public Hdf5Group root() {
    return root;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /** Writes a piece of metadata; returns its address. */
  long append(byte[] piece) throws IOException {
    if (writesRows) {
      throw new IllegalStateException("an array of the file is not complete");
    }
    int gap = (int) (-position & ALIGNMENT - 1);
    write(new byte[gap]);
    long address = position;
    write(piece);
    return address;
  }

  /** Writes a text into a heap of its own, as object 1. */
  long writeText(byte[] text) throws IOException {
    int headerBytes = 16;
    int padded = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    int used = 2 * headerBytes + padded;
    int size = Math.max(SMALLEST_HEAP_BYTES, used + headerBytes);
    Encoding heap = new Encoding().ascii("GCOL").put(1, 0, 0, 0).int64(size);
    heap.int16(1).int16(1).int32(0).int64(text.length).put(text);
    heap.put(new byte[padded - text.length]);
    int free = size - used;
    heap.int16(0).int16(0).int32(0).int64(free).put(new byte[free - headerBytes]);
    return append(heap.bytes());
  }

  /** Writes the header of an array, whose elements follow it. */
  Hdf5Rows startRows(byte[] type, List<Integer> shape, String npyType) throws IOException {
    long bytes = "ub".indexOf(npyType.charAt(1)) >= 0 ? 1 : npyType.charAt(2) - '0';
    for (int length : shape) {
      bytes = Math.multiplyExact(bytes, (long) length);
    }
    long headerBytes = header(type, shape, bytes, 0).length;
    long start = position + (-position & ALIGNMENT - 1);
    long address = append(header(type, shape, bytes, start + headerBytes));
    writesRows = true;
    return new Hdf5Rows(this, address, bytes);
  }

  private static byte[] header(byte[] type, List<Integer> shape, long bytes, long address) {
    int contiguous = 1;
    // Space is allocated late, and fill values are written only where somebody set one.
    int fillFlags = 0x0A;
    ObjectHeader header = new ObjectHeader();
    header.add(DATASPACE, Encoding.dataspace(shape));
    header.add(DATATYPE, type);
    header.add(FILL_VALUE, new Encoding().put(3, fillFlags).bytes());
    header.add(
        LAYOUT,
        new Encoding()
            .put(3, contiguous)
            .int64(bytes == 0 ? Encoding.UNDEFINED : address)
            .int64(bytes)
            .bytes());
    return header.bytes();
  }

  void endRows() {
    writesRows = false;
  }

  /** Writes groups and attributes and completes the file. */
  public void finish() throws IOException {
    long rootAddress = root.finish();
    close();
    byte[] superblock =
        new Encoding()
            .put(SIGNATURE)
            .put(2, Long.BYTES, Long.BYTES, 0)
            .int64(0)
            .int64(Encoding.UNDEFINED)
            .int64(position)
            .int64(rootAddress)
            .checksum()
            .bytes();
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(superblock);
    }
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
