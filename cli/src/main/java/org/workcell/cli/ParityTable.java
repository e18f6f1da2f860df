package org.workcell.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.workcell.tasks.parity.ParityReport;

/** A comparison with recordings as plain text. */
final class ParityTable {

  private static final String ROW = "%-22s %12s %12s  %-14s %7s %5s  %s%n";

  private static final String RECORDING = "%-30s %-22s %6s %10s %10s %10s %10s%n";
  private static final String SHARE = "%-22s %8s %12s %12s %12s%n";

  private ParityTable() {}

  /**
   * How far each recording is off where comparisons are many, the limits on shares of them, the
   * worst difference of each other quantity, then the files that failed; ends with a line break.
   */
  static String render(ParityReport report) {
    StringBuilder text = new StringBuilder();
    recordings(report, text);
    shares(report, text);
    worst(report, text);
    report.notes().forEach((file, notes) -> text.append("%s: %s%n".formatted(file, notes)));
    report
        .failures()
        .forEach((file, reasons) -> text.append("%s: %s%n".formatted(file, reasons(reasons))));
    report.absent().forEach(kind -> text.append("no recordings of kind %s%n".formatted(kind)));
    return text.append("%d files, %d failed%n".formatted(report.files(), report.failed()))
        .toString();
  }

  private static void recordings(ParityReport report, StringBuilder text) {
    if (report.recordings().isEmpty()) {
      return;
    }
    text.append(
        RECORDING.formatted("recording", "quantity", "count", "median", "90 %", "99 %", "worst"));
    report
        .recordings()
        .forEach((file, row) -> row.forEach((name, found) -> recording(file, name, found, text)));
    text.append(System.lineSeparator());
  }

  private static void recording(
      String file, String quantity, ParityReport.Distribution found, StringBuilder text) {
    text.append(
        RECORDING.formatted(
            file,
            quantity,
            found.comparisons(),
            number(found.median()),
            number(found.most()),
            number(found.nearlyAll()),
            number(found.worst())));
  }

  private static void shares(ParityReport report, StringBuilder text) {
    if (report.shares().isEmpty()) {
      return;
    }
    text.append(SHARE.formatted("quantity", "share", "comparisons", "found", "allowed"));
    for (ParityReport.Share share : report.shares()) {
      text.append(
          SHARE.formatted(
              share.limit().quantity(),
              share.limit().share(),
              share.comparisons(),
              number(share.found()),
              number(share.limit().allowed()) + (share.passes() ? "" : " exceeded")));
    }
    text.append(System.lineSeparator());
  }

  private static void worst(ParityReport report, StringBuilder text) {
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
