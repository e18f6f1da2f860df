package org.workcell.datasets.logs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is known of a log besides its rows.
 *
 * @param name short and unique within a folder of logs: the file's name without its ending
 * @param robot for people; may be empty
 * @param jointNames in the order of every joint array; names of joints of the model
 * @param commandKind what commands ask for
 * @param nominalRateHz rows per second as recorded; 0 where nobody says
 * @param clock where times come from
 * @param constants numbers that hold for the whole log, such as {@code kp}, {@code mass} or {@code
 *     length} of a test bench, by name
 * @param sourceFile name of the imported file, without its folder
 * @param sourceSha256 checksum of that file, in hexadecimal digits
 */
public record LogMeta(
    String name,
    String robot,
    List<String> jointNames,
    CommandKind commandKind,
    double nominalRateHz,
    LogClock clock,
    Map<String, Double> constants,
    String sourceFile,
    String sourceSha256) {

  /** Takes defensive copies. */
  public LogMeta {
    jointNames = List.copyOf(jointNames);
    constants = Collections.unmodifiableMap(new TreeMap<>(constants));
  }

  /** Number of joints. */
  public int joints() {
    return jointNames.size();
  }
}
