package org.workcell.formats.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.sim.numpy.NpyArray;

/**
 * A group of a file that is written: attributes, arrays and groups by name. Written to the file
 * when the file is finished. One thread at a time.
 */
public final class Hdf5Group {

  private static final int LINK_INFO = 0x02;
  private static final int GROUP_INFO = 0x0A;
  private static final int LINK = 0x06;
  private static final int ATTRIBUTE = 0x0C;
  private static final int LARGEST_MESSAGE_BYTES = 0xFFFF;

  private final Hdf5File file;
  private final Map<String, Long> arrays = new LinkedHashMap<>();
  private final Map<String, Hdf5Group> groups = new LinkedHashMap<>();
  private final List<byte[]> attributes = new ArrayList<>();

  Hdf5Group(Hdf5File file) {
    this.file = file;
  }

  /** A new group in this one. */
  public Hdf5Group group(String name) {
    requireNew(name);
    Hdf5Group made = new Hdf5Group(file);
    groups.put(name, made);
    return made;
  }

  private void requireNew(String name) {
    if (name.isEmpty() || name.contains("/") || name.equals(".")) {
      throw new IllegalArgumentException("'%s' is no name in an HDF5 file".formatted(name));
    }
    if (groups.containsKey(name) || arrays.containsKey(name)) {
      throw new IllegalArgumentException("the group has a '%s' already".formatted(name));
    }
  }

  /** An array whose elements are there. */
  public void array(String name, NpyArray values) throws IOException {
    try (Hdf5Rows rows = rows(name, values.type(), values.shape())) {
      rows.write(values.toBytes());
    }
  }

  /**
   * An array whose elements come piece by piece; it must be complete before the file gets anything
   * else.
   *
   * @param npyType NumPy's name of the element type; truth values become uint8
   * @param shape lengths of the dimensions
   */
  public Hdf5Rows rows(String name, String npyType, List<Integer> shape) throws IOException {
    requireNew(name);
    byte[] type = Encoding.datatype(npyType);
    Hdf5Rows rows = file.startRows(type, shape, npyType);
    arrays.put(name, rows.headerAddress());
    return rows;
  }

  /** An attribute of text of any length, which h5py reads as {@code str}. */
  public void attribute(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Encoding reference = new Encoding().int32(bytes.length);
    if (bytes.length == 0) {
      reference.int64(0).int32(0);
    } else {
      reference.int64(file.writeText(bytes)).int32(1);
    }
    attribute(name, Encoding.textType(), List.of(), reference.bytes());
  }

  /** An attribute of a number. */
  public void attribute(String name, long value) {
    attribute(name, NpyArray.ofLong(value));
  }

  /**
   * An attribute of numbers.
   *
   * @throws IllegalArgumentException if they take more than the 64 KiB of an object's header
   */
  public void attribute(String name, NpyArray values) {
    attribute(name, Encoding.datatype(values.type()), values.shape(), values.toBytes());
  }

  private void attribute(String name, byte[] type, List<Integer> shape, byte[] value) {
    byte[] space = Encoding.dataspace(shape);
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] message =
        new Encoding()
            .put(3, 0)
            .int16(nameBytes.length + 1)
            .int16(type.length)
            .int16(space.length)
            .put(1)
            .put(nameBytes)
            .put(0)
            .put(type)
            .put(space)
            .put(value)
            .bytes();
    if (message.length > LARGEST_MESSAGE_BYTES) {
      throw new IllegalArgumentException(
          "attribute '%s' takes %d bytes, and HDF5 has room for %d; write an array instead"
              .formatted(name, message.length, LARGEST_MESSAGE_BYTES));
    }
    attributes.add(message);
  }

  /** Writes groups and header; returns the address of the header. */
  long finish() throws IOException {
    Map<String, Long> links = new LinkedHashMap<>(arrays);
    for (Map.Entry<String, Hdf5Group> each : groups.entrySet()) {
      links.put(each.getKey(), each.getValue().finish());
    }
    ObjectHeader header = new ObjectHeader();
    header.add(
        LINK_INFO,
        new Encoding().put(0, 0).int64(Encoding.UNDEFINED).int64(Encoding.UNDEFINED).bytes());
    header.add(GROUP_INFO, new Encoding().put(0, 0).bytes());
    links.forEach((name, address) -> header.add(LINK, link(name, address)));
    attributes.forEach(attribute -> header.add(ATTRIBUTE, attribute));
    return file.append(header.bytes());
  }

  private static byte[] link(String name, long address) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int charsetFollowsAndLengthHasTwoBytes = 0x11;
    return new Encoding()
        .put(1, charsetFollowsAndLengthHasTwoBytes, 1)
        .int16(bytes.length)
        .put(bytes)
        .int64(address)
        .bytes();
  }
}
