package org.workcell.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.tasks.parity.ParityReport;

/** A comparison with recordings as plain text. */
final class ParityTable {

  private static final String ROW = "%-22s %12s %12s  %-14s %7s %5s  %s%n";

  private ParityTable() {}

  /** The worst difference of each quantity, then the files that failed; ends with a line break. */
  static String render(ParityReport report) {
    StringBuilder text = new StringBuilder();
    text.append(ROW.formatted("quantity", "worst", "allowed", "replay", "episode", "step", "file"));
    for (Map.Entry<String, ParityReport.Place> entry : report.worst().entrySet()) {
      ParityReport.Place place = entry.getValue();
      boolean exact = place.difference() == 0;
      text.append(
          ROW.formatted(
              entry.getKey(),
              number(place.difference()),
              number(place.allowed()),
              exact ? "" : place.replay(),
              exact ? "" : place.episode(),
              exact ? "" : place.step(),
              exact ? "" : place.file()));
    }
    report
        .failures()
        .forEach((file, reasons) -> text.append("%s: %s%n".formatted(file, reasons(reasons))));
    return text.append("%d files, %d failed%n".formatted(report.files(), report.failed()))
        .toString();
  }

  private static String reasons(List<String> reasons) {
    return String.join("; ", reasons);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
