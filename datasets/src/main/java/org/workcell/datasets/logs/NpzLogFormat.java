package org.workcell.datasets.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipException;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;
import org.workcell.sim.numpy.NpzFile;

/**
 * NumPy's npz files: arrays whose first dimension is the row become columns, short ones and scalars
 * constants, texts texts. Object arrays, which only unpickling could read, are refused.
 */
public final class NpzLogFormat implements LogFormat {

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final List<String> TIMES = List.of("t", "time", "times", "timestamp", "stamp");
  private static final int MOST_CONSTANTS = 64;
  private static final int MOST_COLUMNS = 4096;
  private static final int MOST_CHARACTERS = 200;

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public String description() {
    return "NumPy arrays in one file, without pickled objects";
  }

  @Override
  public boolean recognises(Path path) throws IOException {
    return Files.isRegularFile(path)
        && SourceFiles.name(path).endsWith(".npz")
        && Arrays.equals(SourceFiles.head(path, ZIP.length), ZIP);
  }

  @Override
  public List<RawLog> read(Path path) throws IOException {
    Map<String, NpyArray> arrays = arrays(path);
    int rows = rows(path, arrays);
    Map<String, double[]> columns = new LinkedHashMap<>();
    Map<String, Double> constants = new LinkedHashMap<>();
    Map<String, String> texts = new TreeMap<>();
    arrays.forEach(
        (name, array) -> {
          if (array.type().startsWith("<U")) {
            putText(texts, name, array);
          } else if (!array.shape().isEmpty() && array.rows() == rows) {
            putColumns(path, columns, name, array);
          } else {
            putConstants(path, constants, name, array, rows);
          }
        });
    return List.of(new RawLog(SourceFiles.stem(path), path, columns, constants, texts));
  }

  /** All arrays of a file, or the reason why they cannot be read. */
  static Map<String, NpyArray> arrays(Path path) throws IOException {
    Map<String, NpyArray> arrays = new TreeMap<>();
    try {
      NpzFile file = NpzFile.read(path, mostBytes());
      file.names().forEach(name -> arrays.put(name, file.array(name)));
    } catch (ZipException e) {
      throw new BadInputException(
          "%s is no npz file, or is cut off (%s)".formatted(path, e.getMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
    return arrays;
  }

  /** A part of the memory that there is, because numbers are held more than once for a while. */
  private static long mostBytes() {
    return Math.min(NpzFile.LARGEST_FILE_BYTES, Runtime.getRuntime().maxMemory() / 6);
  }

  /** As many as the array of times has, or else as most arrays have. */
  private static int rows(Path path, Map<String, NpyArray> arrays) {
    for (String name : TIMES) {
      NpyArray times = arrays.get(name);
      if (times != null && times.shape().size() == 1) {
        return requireRows(path, times.rows());
      }
    }
    Map<Integer, Integer> votes = new HashMap<>();
    arrays.values().stream()
        .filter(array -> !array.shape().isEmpty() && !array.type().startsWith("<U"))
        .forEach(array -> votes.merge(array.rows(), 1, Integer::sum));
    int rows =
        votes.entrySet().stream()
            .max(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .thenComparing(Map.Entry.comparingByKey()))
            .map(Map.Entry::getKey)
            .orElse(0);
    return requireRows(path, rows);
  }

  private static int requireRows(Path path, int rows) {
    if (rows == 0) {
      throw new BadInputException(path + " is empty: it has no row of numbers");
    }
    return rows;
  }

  private static void putText(Map<String, String> texts, String name, NpyArray array) {
    if (array.size() == 1) {
      String text = array.text(0);
      texts.put(name, text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS));
    }
  }

  private static void putColumns(
      Path path, Map<String, double[]> columns, String name, NpyArray array) {
    if (array.shape().size() == 1) {
      columns.put(name, array.toDoubles());
      return;
    }
    int rows = array.rows();
    int width = array.size() / rows;
    if (columns.size() + width > MOST_COLUMNS) {
      throw new BadInputException(
          "%s: array %s has %s numbers; a log may have %d columns. Leave images and the like out"
              .formatted(path, name, array.shape(), MOST_COLUMNS));
    }
    for (int component = 0; component < width; component++) {
      double[] column = new double[rows];
      for (int row = 0; row < rows; row++) {
        column[row] = array.number(row * width + component);
      }
      columns.put("%s[%d]".formatted(name, component), column);
    }
  }

  private static void putConstants(
      Path path, Map<String, Double> constants, String name, NpyArray array, int rows) {
    if (array.size() > MOST_CONSTANTS) {
      throw new BadInputException(
          "%s: array %s has the shape %s; expected %d rows. The file may be cut off"
              .formatted(path, name, array.shape(), rows));
    }
    for (int i = 0; i < array.size(); i++) {
      constants.put(array.shape().isEmpty() ? name : "%s[%d]".formatted(name, i), array.number(i));
    }
  }

  /** The names, for messages. */
  static String names(Map<String, ?> arrays) {
    return String.join(", ", new TreeSet<>(arrays.keySet()));
  }
}
