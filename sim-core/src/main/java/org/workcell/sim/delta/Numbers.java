package org.workcell.sim.delta;

/** Checks of arrays that come from files. */
final class Numbers {

  private Numbers() {}

  static double[] finiteCopy(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s[%d] of a delta is %s; expected a finite number".formatted(what, i, values[i]));
      }
    }
    return values.clone();
  }

  static void requireLength(String what, double[] values, int expected) {
    if (values.length != expected) {
      throw new IllegalArgumentException(
          "%s of a delta has %d numbers; its inputs are %d"
              .formatted(what, values.length, expected));
    }
  }
}
