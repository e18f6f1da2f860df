package org.workcell.datasets.logs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns of a log that is not mapped yet. */
final class RawColumns {

  private static final Pattern INDEXED = Pattern.compile("(.*)\\[(\\d{1,6})\\]");
  private static final int MOST_SHOWN = 40;

  private RawColumns() {}

  /** Names for people: {@code q[0]} to {@code q[5]} are {@code q[0..5]}. */
  static String names(RawLog log) {
    return names(List.copyOf(log.columns().keySet()));
  }

  static String names(List<String> names) {
    Map<String, int[]> groups = new LinkedHashMap<>();
    for (String name : names) {
      Matcher indexed = INDEXED.matcher(name);
      if (indexed.matches()) {
        int index = Integer.parseInt(indexed.group(2));
        groups.merge(
            indexed.group(1) + "[", new int[] {index, index}, (a, b) -> new int[] {a[0], b[1]});
      } else {
        groups.put(name, new int[] {-1, -1});
      }
    }
    List<String> shown = new ArrayList<>();
    groups.forEach(
        (name, range) ->
            shown.add(
                range[0] < 0
                    ? name
                    : range[0] == range[1]
                        ? name + range[0] + "]"
                        : name + range[0] + ".." + range[1] + "]"));
    return shown.size() <= MOST_SHOWN
        ? String.join(", ", shown)
        : String.join(", ", shown.subList(0, MOST_SHOWN)) + ", ...";
  }

  /** The log with rows in this order, some left out. */
  static RawLog rows(RawLog log, int[] order) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    log.columns()
        .forEach(
            (name, column) -> {
              double[] kept = new double[order.length];
              for (int i = 0; i < order.length; i++) {
                kept[i] = column[order[i]];
              }
              columns.put(name, kept);
            });
    return new RawLog(log.name(), log.file(), columns, log.constants(), log.texts());
  }
}
