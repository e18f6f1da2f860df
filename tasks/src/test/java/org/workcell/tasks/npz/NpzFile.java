package org.workcell.tasks.npz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The arrays of one of NumPy's npz files, by name. Immutable. */
public final class NpzFile {

  /** A bound on one array, so that a broken or hostile file cannot exhaust memory. */
  private static final int LARGEST_ARRAY_BYTES = 1 << 28;

  private static final String SUFFIX = ".npy";

  private final Path path;
  private final Map<String, NpyArray> arrays;

  private NpzFile(Path path, Map<String, NpyArray> arrays) {
    this.path = path;
    this.arrays = Map.copyOf(arrays);
  }

  /**
   * Reads all arrays.
   *
   * @throws IllegalArgumentException if one is not of a supported type, cut off or too large
   */
  public static NpzFile read(Path path) throws IOException {
    Map<String, NpyArray> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().endsWith(SUFFIX)) {
          String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
          arrays.put(name, NpyArray.parse(path + " array " + name, content(zip, entry)));
        }
      }
    }
    return new NpzFile(path, arrays);
  }

  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readNBytes(LARGEST_ARRAY_BYTES + 1);
      if (content.length > LARGEST_ARRAY_BYTES) {
        throw new IllegalArgumentException(
            "array %s of %s is larger than %d bytes"
                .formatted(entry.getName(), zip.getName(), LARGEST_ARRAY_BYTES));
      }
      return content;
    }
  }

  /** Names of all arrays. */
  public Set<String> names() {
    return arrays.keySet();
  }

  /**
   * An array by name.
   *
   * @throws IllegalArgumentException naming the arrays that exist
   */
  public NpyArray array(String name) {
    NpyArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException(
          "%s has no array %s; it has %s".formatted(path, name, arrays.keySet()));
    }
    return array;
  }
}
