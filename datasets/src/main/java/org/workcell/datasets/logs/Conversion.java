package org.workcell.datasets.logs;

import org.workcell.sim.files.BadInputException;

/**
 * How one column becomes SI: {@code sign * factor * (value - zero) + offset}, or for {@code
 * percent} and {@code normalized} a line from {@code low} to {@code high}.
 *
 * @param slope SI units per unit of the column
 * @param shift SI units at 0 of the column
 * @param wrapsAt values from half of this on are negative: counters of so many values; 0 for others
 * @param flag whether anything but 0 is 1
 */
record Conversion(double slope, double shift, double wrapsAt, boolean flag) {

  /**
   * What a mapping file says of one column.
   *
   * @param sign 1 or -1
   * @param zero in units of the column
   * @param offset in SI units
   * @param scale of {@code raw}; NaN where it is not given
   * @param perTurn of {@code ticks}; NaN where it is not given
   * @param low of {@code percent} and {@code normalized}; NaN where it is not given
   * @param high as low
   * @param signedBits counters of so many bits are signed; 0 for others
   */
  record Terms(
      double sign,
      double zero,
      double offset,
      double scale,
      double perTurn,
      double low,
      double high,
      double signedBits) {}

  /**
   * The conversion.
   *
   * @param where for messages
   */
  static Conversion of(String where, Unit unit, Terms terms) {
    if (terms.sign() != 1 && terms.sign() != -1) {
      throw new BadInputException(
          "%s: sign must be 1 or -1, not %s".formatted(where, terms.sign()));
    }
    double wrapsAt = terms.signedBits() == 0 ? 0 : Math.pow(2, terms.signedBits());
    return switch (unit) {
      case PERCENT -> between(where, unit, terms, 0, 100, wrapsAt);
      case NORMALIZED -> between(where, unit, terms, -100, 100, wrapsAt);
      default -> {
        double slope = terms.sign() * factor(where, unit, terms);
        yield new Conversion(
            slope, terms.offset() - slope * terms.zero(), wrapsAt, unit == Unit.FLAG);
      }
    };
  }

  private static double factor(String where, Unit unit, Terms terms) {
    boolean ticks = unit == Unit.TICKS || unit == Unit.TICKS_PER_SECOND;
    require(where, ticks, "per_turn", terms.perTurn(), unit);
    require(where, unit == Unit.RAW, "scale", terms.scale(), unit);
    require(where, false, "low", terms.low(), unit);
    require(where, false, "high", terms.high(), unit);
    return ticks
        ? unit.factor() / terms.perTurn()
        : unit == Unit.RAW ? terms.scale() : unit.factor();
  }

  private static void require(String where, boolean needed, String name, double value, Unit unit) {
    if (needed && (Double.isNaN(value) || value == 0)) {
      throw new BadInputException(
          "%s: unit '%s' needs '%s', not 0".formatted(where, label(unit), name));
    }
    if (!needed && !Double.isNaN(value)) {
      throw new BadInputException(
          "%s: unit '%s' has no '%s'; remove it".formatted(where, label(unit), name));
    }
  }

  private static String label(Unit unit) {
    return unit.name().toLowerCase(java.util.Locale.ROOT).replace("_per_", "/");
  }

  private static Conversion between(
      String where, Unit unit, Terms terms, double first, double last, double wrapsAt) {
    require(where, true, "low", terms.low() == 0 ? Double.MIN_VALUE : terms.low(), unit);
    require(where, true, "high", terms.high() == 0 ? Double.MIN_VALUE : terms.high(), unit);
    if (terms.sign() != 1 || terms.zero() != 0 || terms.offset() != 0) {
      throw new BadInputException(
          "%s: unit '%s' is described by 'low' and 'high' alone; leave sign, zero and offset out"
              .formatted(where, label(unit)));
    }
    require(where, false, "scale", terms.scale(), unit);
    require(where, false, "per_turn", terms.perTurn(), unit);
    double slope = (terms.high() - terms.low()) / (last - first);
    return new Conversion(slope, terms.low() - slope * first, wrapsAt, false);
  }

  /** A value in SI units. */
  double apply(double value) {
    if (flag) {
      return Double.isNaN(value) ? value : value == 0 ? 0 : 1;
    }
    double signed = wrapsAt > 0 && value >= wrapsAt / 2 ? value - wrapsAt : value;
    // A plain unit keeps every bit.
    return slope == 1 && shift == 0 ? signed : slope * signed + shift;
  }
}
