package org.workcell.sim2real.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.workcell.datasets.logs.RawLog;

/**
 * Columns that are one quantity, one for each joint.
 *
 * @param key under which mapping files name the quantity
 * @param columns their names, in the order of joints
 * @param unit as mapping files write it; {@code ?} where the log does not tell
 * @param reasons why, in lines for people
 */
record DraftGroup(String key, List<String> columns, String unit, List<String> reasons) {

  /** What nobody can tell from the data. */
  static final String OPEN = "?";

  private static final Pattern INDEXED = Pattern.compile("(.*\\[)(\\d+)(\\])");

  DraftGroup {
    columns = List.copyOf(columns);
    reasons = List.copyOf(reasons);
  }

  DraftGroup with(String newUnit, String reason) {
    List<String> all = new ArrayList<>(reasons);
    all.add(reason);
    return new DraftGroup(key, columns, newUnit, all);
  }

  boolean isOpen() {
    return unit.equals(OPEN);
  }

  /** The lowest and the highest value of all its columns. */
  String range(RawLog log) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (String column : columns) {
      for (double value : log.columns().get(column)) {
        low = Double.isNaN(value) ? low : Math.min(low, value);
        high = Double.isNaN(value) ? high : Math.max(high, value);
      }
    }
    return String.format(Locale.ROOT, "%.4g to %.4g", low, high);
  }

  /** The columns as a mapping file writes them. */
  static String names(List<String> columns) {
    Matcher first = INDEXED.matcher(columns.get(0));
    if (columns.size() > 1 && first.matches()) {
      int from = Integer.parseInt(first.group(2));
      boolean inOrder = true;
      for (int i = 0; i < columns.size(); i++) {
        inOrder &= columns.get(i).equals(first.group(1) + (from + i) + first.group(3));
      }
      if (inOrder) {
        return quoted(first.group(1) + from + ".." + (from + columns.size() - 1) + first.group(3));
      }
    }
    return columns.size() == 1
        ? quoted(columns.get(0))
        : "[" + String.join(", ", columns.stream().map(DraftGroup::quoted).toList()) + "]";
  }

  /** A text as YAML's double quotes take it. */
  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** Its lines of a mapping file. */
  String yaml() {
    StringBuilder yaml = new StringBuilder();
    reasons.forEach(reason -> yaml.append("# ").append(reason).append('\n'));
    String kind = key.equals("command") ? "kind: position, " : "";
    String written = isOpen() ? quoted(unit) : unit;
    return yaml.append(key)
        .append(": {")
        .append(kind)
        .append("columns: ")
        .append(names(columns))
        .append(", unit: ")
        .append(written)
        .append("}\n")
        .toString();
  }
}
