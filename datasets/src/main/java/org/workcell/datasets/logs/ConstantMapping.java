package org.workcell.datasets.logs;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.workcell.randomization.Fields;
import org.workcell.sim.files.BadInputException;

/** A number that holds for a whole log: written in the mapping file, or taken from the log. */
record ConstantMapping(String where, String name, String from, double value, double factor) {

  /** What one of each unit is in SI; 1 stands for numbers without unit. */
  private static final Map<String, Double> UNITS = new TreeMap<>();

  static {
    for (String si :
        new String[] {
          "1",
          "kg",
          "m",
          "s",
          "rad",
          "rad/s",
          "V",
          "A",
          "Hz",
          "N",
          "N m",
          "N m/rad",
          "N m s/rad",
          "N m/A",
          "N m s/rad",
          "kg m^2",
          "ohm"
        }) {
      UNITS.put(si, 1.0);
    }
    UNITS.put("g", 1e-3);
    UNITS.put("mm", 1e-3);
    UNITS.put("cm", 1e-2);
    UNITS.put("ms", 1e-3);
    UNITS.put("us", 1e-6);
    UNITS.put("mV", 1e-3);
    UNITS.put("mA", 1e-3);
    UNITS.put("mN m", 1e-3);
    UNITS.put("deg", Math.PI / 180);
    UNITS.put("deg/s", Math.PI / 180);
    UNITS.put("rpm", Math.PI / 30);
  }

  static ConstantMapping read(String name, Fields fields) {
    if (fields.has("from") == fields.has("value")) {
      throw new BadInputException(
          "%s needs one of 'from' (a name in the log) and 'value' (a number)"
              .formatted(fields.where()));
    }
    if (!fields.has("unit")) {
      throw new BadInputException(
          "%s has no 'unit'; write one of %s ('1' for a number without unit)"
              .formatted(fields.where(), UNITS.keySet()));
    }
    String unit = fields.text("unit").strip();
    if (!UNITS.containsKey(unit)) {
      throw new BadInputException(
          "%s: unit '%s' must be one of %s"
              .formatted(fields.where(), CellText.brief(unit), UNITS.keySet()));
    }
    String from = fields.text("from", "");
    double value = fields.has("value") ? fields.number("value") : Double.NaN;
    fields.requireNothingElse();
    return new ConstantMapping(fields.where(), name, from, value, UNITS.get(unit));
  }

  /** The number in SI units. */
  double apply(RawLog log) {
    if (from.isEmpty()) {
      return value * factor;
    }
    Double constant = log.constants().get(from);
    return factor * (constant != null ? constant : ofColumn(log));
  }

  private double ofColumn(RawLog log) {
    double[] column = log.columns().get(from);
    if (column == null) {
      throw new BadInputException(
          "%s: %s has neither a constant nor a column '%s'; its constants are %s"
              .formatted(where, log.file().getFileName(), from, log.constants().keySet()));
    }
    double first = column[0];
    if (Double.isNaN(first) || Arrays.stream(column).anyMatch(each -> each != first)) {
      throw new BadInputException(
          "%s: column '%s' of %s is not the same in all rows, so it is no constant"
              .formatted(where, from, log.file().getFileName()));
    }
    return first;
  }
}
