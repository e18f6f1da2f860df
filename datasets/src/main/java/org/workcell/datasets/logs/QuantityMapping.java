package org.workcell.datasets.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.workcell.randomization.Fields;
import org.workcell.sim.files.BadInputException;

/** Which columns are one quantity, and how they become SI units. */
final class QuantityMapping {

  private final String where;
  private final Quantity quantity;
  private final List<String> columns;
  private final List<Conversion> conversions;
  private final boolean realPartLast;
  private final GapFill gaps;

  private QuantityMapping(
      String where,
      Quantity quantity,
      List<String> columns,
      List<Conversion> conversions,
      boolean realPartLast,
      GapFill gaps) {
    this.where = where;
    this.quantity = quantity;
    this.columns = columns;
    this.conversions = conversions;
    this.realPartLast = realPartLast;
    this.gaps = gaps;
  }

  private static List<String> columns(Fields fields, Quantity quantity, List<String> joints) {
    List<String> columns = ColumnNames.read(fields, joints);
    int width = quantity.width(joints.size());
    if (width >= 0 && columns.size() != width) {
      throw new BadInputException(
          "%s names %d columns; expected %d%s"
              .formatted(
                  fields.where(),
                  columns.size(),
                  width,
                  quantity.width(0) == 0 ? ", one for each joint" : ""));
    }
    return columns;
  }

  static QuantityMapping read(
      Fields fields, Quantity quantity, CommandKind kind, List<String> joints) {
    List<String> columns = columns(fields, quantity, joints);
    Set<Unit> allowed = Unit.of(quantity, kind);
    List<String> texts = units(fields, columns.size());
    List<Conversion> conversions = new ArrayList<>();
    double[] sign = spread(fields, "sign", columns.size(), 1);
    double[] zero = spread(fields, "zero", columns.size(), 0);
    double[] offset = spread(fields, "offset", columns.size(), 0);
    double[] scale = spread(fields, "scale", columns.size(), Double.NaN);
    double[] perTurn = spread(fields, "per_turn", columns.size(), Double.NaN);
    double[] low = spread(fields, "low", columns.size(), Double.NaN);
    double[] high = spread(fields, "high", columns.size(), Double.NaN);
    int bits = fields.count("signed_bits", 0, 0, 32);
    boolean realPartLast = false;
    for (int i = 0; i < columns.size(); i++) {
      Unit unit = Unit.parse(fields.where(), texts.get(i), allowed);
      realPartLast |= unit == Unit.XYZW;
      boolean ranged = unit == Unit.PERCENT || unit == Unit.NORMALIZED;
      boolean ticks = unit == Unit.TICKS || unit == Unit.TICKS_PER_SECOND;
      boolean mixed = texts.stream().distinct().count() > 1;
      // Of columns in several units, each takes the terms that its own unit has.
      conversions.add(
          Conversion.of(
              fields.where() + ", " + columns.get(i),
              unit,
              new Conversion.Terms(
                  mixed && ranged ? 1 : sign[i],
                  mixed && ranged ? 0 : zero[i],
                  mixed && ranged ? 0 : offset[i],
                  mixed && unit != Unit.RAW ? Double.NaN : scale[i],
                  mixed && !ticks ? Double.NaN : perTurn[i],
                  mixed && !ranged ? Double.NaN : low[i],
                  mixed && !ranged ? Double.NaN : high[i],
                  bits)));
    }
    GapFill gaps = GapFill.read(fields);
    fields.requireNothingElse();
    return new QuantityMapping(fields.where(), quantity, columns, conversions, realPartLast, gaps);
  }

  private static List<String> units(Fields fields, int count) {
    if (!fields.has("unit")) {
      throw new BadInputException(
          fields.where() + " has no 'unit'; units are never assumed, so write it");
    }
    if (!fields.isList("unit")) {
      return java.util.Collections.nCopies(count, fields.text("unit"));
    }
    List<String> units = fields.texts("unit");
    if (units.size() != count) {
      throw new BadInputException(
          "%s has %d units for %d columns".formatted(fields.where(), units.size(), count));
    }
    return units;
  }

  /** A number for all columns, or one for each. */
  private static double[] spread(Fields fields, String name, int count, double standard) {
    double[] all = new double[count];
    if (fields.has(name) && fields.isList(name)) {
      return fields.numbers(name, count);
    }
    Arrays.fill(all, fields.has(name) ? fields.number(name) : standard);
    return all;
  }

  Quantity quantity() {
    return quantity;
  }

  List<String> columns() {
    return columns;
  }

  /** The rows in SI units, one after the other. */
  double[] apply(RawLog log, double[] timesSeconds) {
    int rows = log.rows();
    int width = columns.size();
    double[] values = new double[rows * width];
    for (int i = 0; i < width; i++) {
      double[] column = column(log, columns.get(i));
      double[] filled = gaps.fill(timesSeconds, column);
      // w, x, y, z is the order here, whatever the file's.
      int target = realPartLast ? (i + 1) % width : i;
      Conversion conversion = conversions.get(i);
      for (int row = 0; row < rows; row++) {
        values[row * width + target] = conversion.apply(filled[row]);
      }
    }
    return values;
  }

  private double[] column(RawLog log, String name) {
    if (name.equals(ColumnNames.NONE)) {
      double[] none = new double[log.rows()];
      Arrays.fill(none, Double.NaN);
      return none;
    }
    double[] column = log.columns().get(name);
    if (column == null) {
      throw new BadInputException(
          "%s: %s has no column '%s'; it has %s"
              .formatted(where, log.file().getFileName(), name, RawColumns.names(log)));
    }
    if (Arrays.stream(column).allMatch(Double::isNaN)) {
      throw new BadInputException(
          "%s: column '%s' of %s has no value in any row; remove it from the mapping file"
              .formatted(where, name, log.file().getFileName()));
    }
    return column;
  }
}
