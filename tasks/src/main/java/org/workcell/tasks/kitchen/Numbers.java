package org.workcell.tasks.kitchen;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers as people read them. */
final class Numbers {

  private Numbers() {}

  /** A number with at most four decimals. */
  static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value).replaceAll("0+$", "").replaceAll("\\.$", "");
  }

  /** A number, or several in parentheses. */
  static String text(double[] values) {
    String joined = Arrays.stream(values).mapToObj(Numbers::text).collect(Collectors.joining(", "));
    return values.length == 1 ? joined : "(" + joined + ")";
  }
}
