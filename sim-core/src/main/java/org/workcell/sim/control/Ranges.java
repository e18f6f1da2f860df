package org.workcell.sim.control;

/** Numbers within ranges. */
final class Ranges {

  private Ranges() {}

  static double clip(double value, double low, double high) {
    return Math.min(Math.max(value, low), high);
  }
}
