package org.workcell.sim2real.optimize;

/** In which coordinate a parameter is searched. */
public enum Scale {
  /** The value itself. */
  LINEAR,
  /** Its logarithm, for positive values that may be wrong by a factor. */
  LOG;

  double coordinate(double value) {
    return this == LOG ? Math.log(value) : value;
  }

  double value(double coordinate) {
    return this == LOG ? Math.exp(coordinate) : coordinate;
  }
}
