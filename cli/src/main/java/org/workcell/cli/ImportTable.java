package org.workcell.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.workcell.datasets.logs.LogMapping;
import org.workcell.datasets.logs.Quantity;
import org.workcell.datasets.logs.RobotLog;

/** What was imported, as a table for people. */
final class ImportTable {

  private final List<String[]> rows = new ArrayList<>();

  /** For each remark, the logs that it is about. */
  private final Map<String, List<String>> remarks = new LinkedHashMap<>();

  /** Adds a log. */
  void add(LogMapping.Mapped mapped) {
    RobotLog log = mapped.log();
    String quantities =
        log.quantities().stream().sorted().map(Quantity::column).collect(Collectors.joining(" "));
    rows.add(
        new String[] {
          log.meta().name(),
          String.valueOf(log.rows()),
          String.format(Locale.ROOT, "%.2f", log.durationSeconds()),
          String.format(Locale.ROOT, "%.1f", 1 / log.rowPeriodSeconds()),
          String.valueOf(log.meta().joints()),
          quantities
        });
    mapped.notes().forEach(note -> remark(note, log));
    if (!mapped.unused().isEmpty()) {
      remark("not used: " + String.join(", ", mapped.unused()), log);
    }
  }

  private void remark(String text, RobotLog log) {
    remarks.computeIfAbsent(text, key -> new ArrayList<>()).add(log.meta().name());
  }

  /** The table, what there is to say of logs, and what was left out. */
  String render(Path folder, List<Path> skipped) {
    StringBuilder text = new StringBuilder();
    int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(3);
    String format = "%-" + width + "s  %7s  %8s  %7s  %6s  %s%n";
    text.append(format.formatted("log", "rows", "s", "Hz", "joints", "quantities"));
    rows.forEach(row -> text.append(format.formatted((Object[]) row)));
    remarks.forEach((remark, logs) -> text.append(about(logs)).append(remark).append('\n'));
    if (!skipped.isEmpty()) {
      text.append("in no known format: ")
          .append(
              skipped.stream()
                  .map(path -> path.getFileName().toString())
                  .collect(Collectors.joining(", ")))
          .append('\n');
    }
    return text.append("%d logs are in %s%n".formatted(rows.size(), folder)).toString();
  }

  private String about(List<String> logs) {
    if (logs.size() == rows.size()) {
      return "";
    }
    String first = logs.get(0);
    return logs.size() == 1 ? first + ": " : "%s and %d others: ".formatted(first, logs.size() - 1);
  }
}
