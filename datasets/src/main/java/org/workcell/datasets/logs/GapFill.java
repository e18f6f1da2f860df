package org.workcell.datasets.logs;

import java.util.Locale;
import org.workcell.randomization.Fields;
import org.workcell.sim.files.BadInputException;

/**
 * What becomes of rows in which a column has no value.
 *
 * @param how to fill them
 * @param longestSeconds longer gaps stay
 */
record GapFill(How how, double longestSeconds) {

  /** How gaps are filled. */
  enum How {
    /** They stay; NaN marks them. */
    KEEP,
    /** By the value before, as a robot holds its last command. */
    HOLD,
    /** By straight lines between the values around. */
    INTERPOLATE
  }

  static GapFill read(Fields fields) {
    How how = fields.choice("gaps", How.KEEP);
    if (how == How.INTERPOLATE && !fields.has("longest_gap_s")) {
      throw new BadInputException(
          "%s: 'gaps: interpolate' needs 'longest_gap_s', the longest gap in s that may be bridged"
              .formatted(fields.where()));
    }
    if (how == How.KEEP && fields.has("longest_gap_s")) {
      throw new BadInputException(
          "%s: 'longest_gap_s' needs 'gaps: %s' or 'gaps: %s'"
              .formatted(
                  fields.where(),
                  How.HOLD.name().toLowerCase(Locale.ROOT),
                  How.INTERPOLATE.name().toLowerCase(Locale.ROOT)));
    }
    double longest =
        fields.has("longest_gap_s") ? fields.number("longest_gap_s") : Double.POSITIVE_INFINITY;
    return new GapFill(how, longest);
  }

  /** The column with its gaps filled; the same array where nothing changes. */
  double[] fill(double[] times, double[] column) {
    if (how == How.KEEP) {
      return column;
    }
    double[] filled = column.clone();
    int before = -1;
    for (int row = 0; row < filled.length; row++) {
      if (Double.isNaN(column[row])) {
        continue;
      }
      if (how == How.INTERPOLATE && before >= 0 && times[row] - times[before] <= longestSeconds) {
        for (int i = before + 1; i < row; i++) {
          double part = (times[i] - times[before]) / (times[row] - times[before]);
          filled[i] = column[before] + part * (column[row] - column[before]);
        }
      }
      before = row;
      for (int i = row + 1;
          how == How.HOLD
              && i < filled.length
              && Double.isNaN(column[i])
              && times[i] - times[row] <= longestSeconds;
          i++) {
        filled[i] = column[row];
      }
    }
    return filled;
  }
}
