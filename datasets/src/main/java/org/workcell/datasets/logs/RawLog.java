package org.workcell.datasets.logs;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A log as its file has it: columns of numbers by name, without units. {@code import} makes a
 * {@link RobotLog} of it by a mapping.
 *
 * @param name of the log within its file; the file's name without ending where it has one log
 * @param file which file it is from
 * @param columns in the file's order, all of equal length, NaN where a value is missing; a column
 *     with several numbers is several: {@code action[0]}, {@code action[1]}, ...; columns without a
 *     header are {@code column[0]}, ...
 * @param constants numbers that hold for the whole log, by name
 * @param texts what else the file says of itself, by name, such as {@code model_file}, {@code
 *     robot_type}, {@code fps}, or the names of a column's components
 */
public record RawLog(
    String name,
    Path file,
    Map<String, double[]> columns,
    Map<String, Double> constants,
    Map<String, String> texts) {

  /** Copies the maps, not the columns, which must not be changed. */
  public RawLog {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /** Number of rows. */
  public int rows() {
    return columns.values().stream().mapToInt(column -> column.length).findFirst().orElse(0);
  }
}
