package org.workcell.sim.numpy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/** The arrays of one of NumPy's npz files, by name. Immutable. */
public final class NpzFile {

  /** A bound on one array, so that a broken or hostile file cannot exhaust memory. */
  public static final int LARGEST_ARRAY_BYTES = 1 << 28;

  /** A bound on one file, for the same reason. */
  public static final long LARGEST_FILE_BYTES = 1L << 30;

  /** Names as NumPy writes them: an identifier, so nothing that a path could hide in. */
  static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,200}");

  /** The file of an array within the zip. */
  static final String ENDING = ".npy";

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
    return read(path, LARGEST_FILE_BYTES);
  }

  /**
   * Reads all arrays of a file from which less is expected.
   *
   * @param mostBytes of all arrays together, once unpacked
   * @throws IllegalArgumentException if one is not of a supported type, cut off or too large
   */
  public static NpzFile read(Path path, long mostBytes) throws IOException {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "%s is not a file, but a folder, a pipe or a device".formatted(path));
    }
    Map<String, NpyArray> arrays = new TreeMap<>();
    long room = mostBytes;
    try (ZipFile zip = new ZipFile(path.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = arrayName(path, entry);
        byte[] content = content(zip, entry, (int) Math.min(room, LARGEST_ARRAY_BYTES));
        room -= content.length;
        if (arrays.put(name, NpyArray.parse(path + " array " + name, content)) != null) {
          throw new IllegalArgumentException("%s holds array %s twice".formatted(path, name));
        }
      }
    }
    return new NpzFile(path, arrays);
  }

  /**
   * Reads all arrays of a file that lies in memory.
   *
   * @param name for messages
   * @param mostBytes of all arrays together, once unpacked
   * @throws IllegalArgumentException if one is not of a supported type, cut off or too large
   */
  public static NpzFile of(String name, byte[] file, long mostBytes) throws IOException {
    Map<String, NpyArray> arrays = new TreeMap<>();
    long room = mostBytes;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String array = arrayName(name, entry);
        int limit = (int) Math.min(room, LARGEST_ARRAY_BYTES);
        byte[] content = zip.readNBytes(limit + 1);
        if (content.length > limit) {
          throw tooLarge(entry, name, limit);
        }
        room -= content.length;
        if (arrays.put(array, NpyArray.parse(name + " array " + array, content)) != null) {
          throw new IllegalArgumentException("%s holds array %s twice".formatted(name, array));
        }
      }
    }
    return new NpzFile(Path.of(name), arrays);
  }

  private static String arrayName(Object path, ZipEntry entry) {
    String file = entry.getName();
    String name = file.endsWith(ENDING) ? file.substring(0, file.length() - ENDING.length()) : "";
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s holds '%s'; expected nothing but arrays, named like qpos.npy"
              .formatted(path, entry.getName()));
    }
    return name;
  }

  private static byte[] content(ZipFile zip, ZipEntry entry, int limit) throws IOException {
    if (entry.getSize() > limit) {
      throw tooLarge(entry, zip.getName(), limit);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readNBytes(limit);
      // The declared size may lie.
      if (content.length == limit && in.read() >= 0) {
        throw tooLarge(entry, zip.getName(), limit);
      }
      return content;
    }
  }

  private static IllegalArgumentException tooLarge(ZipEntry entry, String file, int limit) {
    return new IllegalArgumentException(
        "array %s of %s is larger than the %d bytes that it may take"
            .formatted(entry.getName(), file, limit));
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
