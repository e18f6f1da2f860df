package org.workcell.formats.mcap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.formats.logs.NumberBudget;

/**
 * The numbers of one topic, a row for each message. Joints are in the order in which their names
 * first came, whatever the order in a message. One thread at a time.
 */
final class TopicTable {

  private static final int MOST_COLUMNS = 1024;
  private static final int FIRST_ROWS = 64;

  private final Path file;
  private final NumberBudget budget;
  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final Map<String, Integer> joints = new LinkedHashMap<>();
  private final List<String> jointColumns = new ArrayList<>();
  private long[] logTimesNs = new long[FIRST_ROWS];
  private long[] dueTimesNs = new long[FIRST_ROWS];
  private int rows;
  private int[] order = new int[0];

  /** More numbers in a message than a topic of a robot's joints has. */
  static final class TooWideException extends RuntimeException {

    TooWideException() {
      super("more than %d numbers in a message".formatted(MOST_COLUMNS));
    }
  }

  /** One number of every message; NaN where a message has none. */
  private final class Column {

    private double[] values = new double[0];

    void set(double value) {
      if (rows > values.length) {
        int length = Math.max(FIRST_ROWS, logTimesNs.length);
        budget.take(length - values.length, file);
        int before = values.length;
        values = Arrays.copyOf(values, length);
        Arrays.fill(values, before, length, Double.NaN);
      }
      values[rows - 1] = value;
    }

    double get(int row) {
      return row < values.length ? values[row] : Double.NaN;
    }
  }

  /** What the numbers of one field are called, so that names are made once. */
  final class Field {

    private final String name;
    private final List<Column> parts = new ArrayList<>();
    private Column single;
    private boolean isOfJoints;

    private Field(String name) {
      this.name = name;
    }

    void set(double value) {
      if (single == null) {
        single = column(name);
      }
      single.set(value);
    }

    /** An element of a list; where the list is of joints, at the joint's own place. */
    void set(int index, int length, double value) {
      boolean ofJoints = length == order.length;
      if (ofJoints && !isOfJoints) {
        isOfJoints = true;
        jointColumns.add(name);
      }
      int place = ofJoints ? order[index] : index;
      while (parts.size() <= place) {
        parts.add(column("%s[%d]".formatted(name, parts.size())));
      }
      parts.get(place).set(value);
    }
  }

  TopicTable(Path file, NumberBudget budget) {
    this.file = file;
    this.budget = budget;
  }

  Field field(String name) {
    return new Field(name);
  }

  private Column column(String name) {
    if (columns.size() >= MOST_COLUMNS && !columns.containsKey(name)) {
      throw new TooWideException();
    }
    return columns.computeIfAbsent(name, each -> new Column());
  }

  /** Begins the row of a message. */
  void startRow(long logTimeNs) {
    if (rows == logTimesNs.length) {
      budget.take(2L * rows, file);
      logTimesNs = Arrays.copyOf(logTimesNs, 2 * rows);
      dueTimesNs = Arrays.copyOf(dueTimesNs, 2 * rows);
    }
    logTimesNs[rows] = logTimeNs;
    dueTimesNs[rows] = logTimeNs;
    rows++;
  }

  /** Says that what the row holds is meant for later than the message. */
  void dueAfter(long ns) {
    dueTimesNs[rows - 1] = logTimesNs[rows - 1] + Math.max(0, ns);
  }

  /** Drops rows at the end that are due later than this. */
  void dropDueAfter(long timeNs) {
    while (rows > 0 && dueTimesNs[rows - 1] > timeNs) {
      for (Column column : columns.values()) {
        column.set(Double.NaN);
      }
      rows--;
    }
  }

  /** The joints that lists of the same length in this message are of; none where it is empty. */
  void setJoints(List<String> names) {
    order = new int[names.size()];
    for (int i = 0; i < order.length; i++) {
      if (joints.size() >= MOST_COLUMNS) {
        throw new TooWideException();
      }
      order[i] = joints.computeIfAbsent(names.get(i), name -> joints.size());
    }
  }

  List<String> joints() {
    return List.copyOf(joints.keySet());
  }

  /** Names of lists whose elements are of joints. */
  List<String> jointColumns() {
    return jointColumns;
  }

  int rows() {
    return rows;
  }

  long logTimeNs(int row) {
    return logTimesNs[row];
  }

  long dueTimeNs(int row) {
    return dueTimesNs[row];
  }

  List<String> columns() {
    return List.copyOf(columns.keySet());
  }

  double value(String column, int row) {
    return columns.get(column).get(row);
  }
}
