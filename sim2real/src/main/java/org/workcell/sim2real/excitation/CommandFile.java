package org.workcell.sim2real.excitation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Motions as CSV files for a robot's own player: {@code time_s}, then a column of positions for
 * each joint, named as the joint with {@code _rad} (or {@code _m}) behind.
 */
public final class CommandFile {

  private CommandFile() {}

  /**
   * The bytes of a file.
   *
   * @param columns a name for each joint, with its unit
   */
  public static byte[] toCsv(Motion motion, double rateHz, List<String> columns) {
    StringBuilder text = new StringBuilder("time_s");
    columns.forEach(column -> text.append(',').append(column));
    text.append('\n');
    double[][] rows = motion.sample(rateHz);
    for (int row = 0; row < rows.length; row++) {
      text.append(String.format(Locale.ROOT, "%.6f", row / rateHz));
      for (double value : rows[row]) {
        text.append(String.format(Locale.ROOT, ",%.9f", value));
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
