package org.workcell.formats.logs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.workcell.formats.hdf5.ArrayData;
import org.workcell.formats.hdf5.Hdf5Input;
import org.workcell.sim.files.BadInputException;
import org.workcell.sim.numpy.NpyArray;

/**
 * Adds arrays of an HDF5 file to a log: those with a row for each step and a number or a list in
 * each. Other arrays, such as images, are named. One thread at a time.
 */
final class Hdf5Columns {

  private static final byte[] MAGIC = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1A, '\n'};

  /** Groups may hold themselves. */
  private static final int MOST_DEPTH = 6;

  private static final int MOST_ARRAYS = 10_000;
  private static final int MOST_WIDTH = 4096;

  private final Hdf5Input input;
  private final LogColumns log;
  private int rows = -1;
  private int visited;
  private String firstArray;

  Hdf5Columns(Hdf5Input input, LogColumns log) {
    this.input = input;
    this.log = log;
  }

  /**
   * Whether a file is one of HDF5 that passes a test.
   *
   * @param ifDamaged whether one that cannot be tested passes, so that its reader says why
   */
  static boolean recognises(Path path, Predicate<Hdf5Input> test, boolean ifDamaged)
      throws IOException {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        return false;
      }
    }
    try (Hdf5Input input = Hdf5Input.open(path)) {
      return test.test(input);
    } catch (BadInputException e) {
      return ifDamaged;
    }
  }

  /**
   * Adds all arrays of a group and of the groups in it.
   *
   * @param prefix of the columns' names, which go on with the path in the group
   * @throws BadInputException if arrays do not have the same rows
   */
  void addGroup(String group, String prefix) {
    addGroup(group, prefix, 0);
  }

  private void addGroup(String group, String prefix, int depth) {
    if (depth > MOST_DEPTH) {
      throw new BadInputException(
          "groups in '%s' lie more than %d deep in each other".formatted(input.path(), MOST_DEPTH));
    }
    for (String name : input.children(group)) {
      String full = group + "/" + name;
      if (++visited > MOST_ARRAYS) {
        throw new BadInputException(
            "'%s' in '%s' holds more than %d things".formatted(group, input.path(), MOST_ARRAYS));
      }
      if (input.hasArray(full)) {
        addArray(full, prefix + name);
      } else {
        addGroup(full, prefix + name + "/", depth + 1);
      }
    }
  }

  /** Adds one array. */
  void addArray(String array, String column) {
    if (!input.hasNumbers(array)) {
      log.leftOut(column, "elements that are not read");
      return;
    }
    ArrayData data = input.array(array);
    List<Integer> shape = data.shape();
    if (shape.isEmpty() || shape.size() > 2 || shape.size() == 2 && shape.get(1) > MOST_WIDTH) {
      log.leftOut(column, "shape " + shape);
      return;
    }
    requireRows(array, data.rows());
    int width = shape.size() == 1 ? -1 : shape.get(1);
    NpyArray numbers = data.read();
    log.add(
        column,
        data.rows(),
        width,
        (row, component) -> numbers.number(row * Math.abs(width) + component));
    if (column.endsWith("_quat") && width == 4) {
      log.names(column, List.of("x", "y", "z", "w"));
    }
  }

  private void requireRows(String array, int found) {
    if (rows < 0) {
      rows = found;
      firstArray = array;
    }
    if (rows != found) {
      throw new BadInputException(
          "array '%s' in '%s' has %d rows, and '%s' has %d; expected a row for each step"
              .formatted(array, input.path(), found, firstArray, rows));
    }
  }

  /** Adds attributes: texts as they are, single numbers as constants. */
  void addAttributes(String object) {
    for (String name : input.attributes(object)) {
      try {
        log.text(name, input.text(object, name).orElse(""));
      } catch (BadInputException noText) {
        addNumber(object, name);
      }
    }
  }

  private void addNumber(String object, String name) {
    try {
      double[] numbers = input.numbers(object, name).orElse(new double[0]);
      if (numbers.length == 1) {
        log.constant(name, numbers[0]);
        return;
      }
    } catch (BadInputException neither) {
      // Named below.
    }
    log.leftOut("attribute " + name, "neither text nor a number");
  }
}
