package org.workcell.datasets.logs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.workcell.sim.files.BadInputException;

/** The rows of a CSV file in wide form: one row a sample. */
final class CsvTable {

  /** A bound on the numbers of one file: 400 MB, or a sixth of the memory that there is. */
  static final long MOST_NUMBERS =
      Math.min(50_000_000, Runtime.getRuntime().maxMemory() / 6 / Double.BYTES);

  private static final int MOST_COLUMNS = 4096;

  private final String file;
  private final boolean decimalComma;
  private final List<String> names = new ArrayList<>();
  private final List<ColumnBuffer> columns = new ArrayList<>();
  private final Set<Integer> texts = new HashSet<>();
  private long numbers;
  private boolean empty = true;

  /**
   * A table without rows.
   *
   * @param header names of the columns; empty where the file has none
   */
  CsvTable(String file, List<String> header, boolean decimalComma) {
    this.file = file;
    this.decimalComma = decimalComma;
    header.forEach(name -> addColumn(name.strip()));
  }

  private void addColumn(String name) {
    String unique = name.isEmpty() ? "column[%d]".formatted(names.size()) : CellText.brief(name);
    if (names.contains(unique)) {
      throw new BadInputException(
          "%s has two columns named '%s'; give every column a name of its own"
              .formatted(file, unique));
    }
    if (names.size() == MOST_COLUMNS) {
      throw new BadInputException(
          "%s has more than %d columns; is it a log?".formatted(file, MOST_COLUMNS));
    }
    names.add(unique);
    columns.add(new ColumnBuffer());
  }

  /** Adds a row; the first decides on the number of columns where there is no header. */
  void add(long line, List<String> cells) {
    if (columns.isEmpty()) {
      cells.forEach(cell -> addColumn(""));
    }
    if (cells.size() != columns.size()) {
      throw new BadInputException(
          "%s, line %d has %d values; expected %d. The file may be cut off: delete the line if it is"
                  .formatted(file, line, cells.size(), columns.size())
              + " the last");
    }
    numbers += cells.size();
    if (numbers > MOST_NUMBERS) {
      throw new BadInputException(
          "%s has more than %d numbers; split it".formatted(file, MOST_NUMBERS));
    }
    for (int i = 0; i < cells.size(); i++) {
      if (!texts.contains(i)) {
        add(line, i, cells.get(i));
      }
    }
    empty = false;
  }

  private void add(long line, int column, String cell) {
    OptionalDouble number = CellText.number(cell, decimalComma);
    if (number.isPresent()) {
      columns.get(column).add(number.getAsDouble());
    } else if (empty) {
      texts.add(column);
    } else {
      throw new BadInputException(
          "%s, line %d, column %s: '%s' is not a number"
              .formatted(file, line, names.get(column), CellText.brief(cell)));
    }
  }

  /** Whether there is no row yet. */
  boolean isEmpty() {
    return empty;
  }

  /** Columns of numbers by name. */
  Map<String, double[]> numbers() {
    Map<String, double[]> all = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (!texts.contains(i)) {
        all.put(names.get(i), columns.get(i).toArray());
      }
    }
    return all;
  }

  /** Names of columns that hold texts. */
  List<String> textColumns() {
    return texts.stream().sorted().map(names::get).toList();
  }
}
