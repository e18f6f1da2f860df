package org.workcell.datasets.logs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.sim.files.BadInputException;

/**
 * The rows of a CSV file in long form, {@code t,topic,joint,value}: one row a number. Each topic
 * and joint becomes a column {@code topic/joint}, with a row for each time of the file and NaN
 * where it has no value.
 */
final class LongTable {

  private static final int MOST_SERIES = 4096;

  /** Times and values of one topic and joint. */
  private static final class Series {
    private final ColumnBuffer times = new ColumnBuffer();
    private final ColumnBuffer values = new ColumnBuffer();
    private double latest = Double.NEGATIVE_INFINITY;
  }

  private final String file;
  private final String timeName;
  private final int time;
  private final int topic;
  private final int joint;
  private final int value;
  private final Map<String, Series> series = new LinkedHashMap<>();
  private long numbers;

  private LongTable(String file, List<String> header) {
    this.file = file;
    this.time = timeColumn(header);
    this.topic = index(header, "topic");
    this.joint = index(header, "joint");
    this.value = index(header, "value");
    this.timeName = header.get(time).strip();
  }

  private static int index(List<String> header, String name) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).strip().toLowerCase(Locale.ROOT).equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static int timeColumn(List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip().toLowerCase(Locale.ROOT);
      if (name.matches("(t|time|stamp|timestamp)(_?\\(?(s|sec|ms|us|ns)\\)?)?")) {
        return i;
      }
    }
    return -1;
  }

  /** Whether these are the columns of the long form, in any order. */
  static boolean isHeader(List<String> header) {
    return header.size() == 4
        && timeColumn(header) >= 0
        && index(header, "topic") >= 0
        && index(header, "joint") >= 0
        && index(header, "value") >= 0;
  }

  /** A table without rows, of a file whose header {@link #isHeader}. */
  static LongTable of(String file, List<String> header) {
    return new LongTable(file, header);
  }

  /** Adds a row. */
  void add(long line, List<String> cells) {
    if (cells.size() != 4) {
      throw new BadInputException(
          "%s, line %d has %d values; expected 4. The file may be cut off: delete the line if it is"
                  .formatted(file, line, cells.size())
              + " the last");
    }
    String name = CellText.brief(cells.get(topic).strip() + "/" + cells.get(joint).strip());
    Series own = series.computeIfAbsent(name, key -> new Series());
    double at = number(line, cells.get(time), timeName);
    if (series.size() > MOST_SERIES || ++numbers > CsvTable.MOST_NUMBERS) {
      throw new BadInputException(
          "%s has more than %d topics and joints or more than %d numbers; split it"
              .formatted(file, MOST_SERIES, CsvTable.MOST_NUMBERS));
    }
    if (!(at > own.latest)) {
      throw new BadInputException(
          "%s, line %d: time of %s is %s after %s; times must grow within a topic and joint"
              .formatted(file, line, name, at, own.latest));
    }
    own.latest = at;
    own.times.add(at);
    own.values.add(number(line, cells.get(value), "value"));
  }

  private double number(long line, String cell, String column) {
    return CellText.number(cell, false)
        .orElseThrow(
            () ->
                new BadInputException(
                    "%s, line %d, column %s: '%s' is not a number"
                        .formatted(file, line, column, CellText.brief(cell))));
  }

  /** Time and the columns {@code topic/joint}, in the order of time. */
  Map<String, double[]> columns() {
    TreeMap<Double, Integer> rows = new TreeMap<>();
    series.values().forEach(own -> Arrays.stream(own.times.toArray()).forEach(t -> rows.put(t, 0)));
    if ((long) rows.size() * (series.size() + 1) > CsvTable.MOST_NUMBERS) {
      throw new BadInputException(
          "%s has %d different times of %d topics and joints, too many for one table; split it"
              .formatted(file, rows.size(), series.size()));
    }
    double[] times = new double[rows.size()];
    int next = 0;
    for (Map.Entry<Double, Integer> row : rows.entrySet()) {
      row.setValue(next);
      times[next++] = row.getKey();
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put(timeName, times);
    series.forEach((name, own) -> columns.put(name, spread(own, rows)));
    return columns;
  }

  private static double[] spread(Series own, Map<Double, Integer> rows) {
    double[] column = new double[rows.size()];
    Arrays.fill(column, Double.NaN);
    double[] times = own.times.toArray();
    double[] values = own.values.toArray();
    for (int i = 0; i < times.length; i++) {
      column[rows.get(times[i])] = values[i];
    }
    return column;
  }
}
