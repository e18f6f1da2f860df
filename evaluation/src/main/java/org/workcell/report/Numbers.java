package org.workcell.report;

import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
final class Numbers {

  private static final String MISSING = "-";

  private Numbers() {}

  static String percent(double rate) {
    return String.format(Locale.ROOT, "%.1f", 100 * rate);
  }

  static String interval(SuccessSummary summary) {
    return "[%s, %s]".formatted(percent(summary.low()), percent(summary.high()));
  }

  static String oneDecimal(Double value) {
    return value == null ? MISSING : String.format(Locale.ROOT, "%.1f", value);
  }

  static String pValue(double value) {
    return String.format(Locale.ROOT, value < 0.001 ? "%.1e" : "%.3f", value);
  }

  static String orMissing(Object value) {
    return value == null ? MISSING : value.toString();
  }
}
