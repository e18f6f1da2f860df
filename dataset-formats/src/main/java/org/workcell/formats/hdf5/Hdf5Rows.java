package org.workcell.formats.hdf5;

import java.io.IOException;

/** The elements of an array on their way into a file, in C order. One thread at a time. */
public final class Hdf5Rows implements AutoCloseable {

  private final Hdf5File file;
  private final long headerAddress;
  private long missing;

  Hdf5Rows(Hdf5File file, long headerAddress, long bytes) {
    this.file = file;
    this.headerAddress = headerAddress;
    this.missing = bytes;
  }

  long headerAddress() {
    return headerAddress;
  }

  /**
   * Appends elements.
   *
   * @param littleEndian as many as are there; together as many as the shape has
   */
  public void write(byte[] littleEndian) throws IOException {
    if (littleEndian.length > missing) {
      throw new IllegalArgumentException(
          "%d bytes are more than the %d that the array lacks"
              .formatted(littleEndian.length, missing));
    }
    missing -= littleEndian.length;
    file.write(littleEndian);
  }

  /**
   * Ends the array.
   *
   * @throws IllegalStateException if elements are missing; the file cannot be finished then
   */
  @Override
  public void close() {
    if (missing != 0) {
      throw new IllegalStateException("%d bytes of an array are missing".formatted(missing));
    }
    file.endRows();
  }
}
