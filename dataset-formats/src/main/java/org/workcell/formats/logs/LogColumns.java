package org.workcell.formats.logs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.workcell.datasets.logs.RawLog;
import org.workcell.datasets.records.Json;
import org.workcell.sim.files.BadInputException;

/** A raw log while it is collected. One thread at a time. */
public final class LogColumns {

  /** Key of the text that says where times come from. */
  public static final String CLOCK = "clock";

  /** Key of the text that says what units are. */
  public static final String UNITS = "units";

  /** Key of the text that names what of the file is not in the log. */
  public static final String NOT_READ = "not_read";

  private final String name;
  private final Path file;
  private final NumberBudget budget;
  private final Map<String, double[]> columns = new LinkedHashMap<>();
  private final Map<String, Double> constants = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final StringBuilder notRead = new StringBuilder();

  /**
   * An empty log.
   *
   * @param name of the log within its file
   * @param file which file it is from
   * @param budget of all logs that are read together
   */
  public LogColumns(String name, Path file, NumberBudget budget) {
    this.name = name;
    this.file = file;
    this.budget = budget;
  }

  /**
   * Adds the columns of a quantity: {@code name} where each row is a number, {@code name[0]},
   * {@code name[1]}, ... where it is a list.
   *
   * @param width numbers in each row; -1 where each row is a number
   * @param values gives the number of a row and a component
   */
  public void add(String column, int rows, int width, Values values) {
    budget.take((long) rows * Math.abs(width), file);
    for (int component = 0; component < Math.abs(width); component++) {
      double[] numbers = new double[rows];
      for (int row = 0; row < rows; row++) {
        numbers[row] = values.get(row, component);
      }
      if (columns.put(width < 0 ? column : "%s[%d]".formatted(column, component), numbers)
          != null) {
        throw new BadInputException("'%s' has two columns '%s'".formatted(file, column));
      }
    }
  }

  /** Numbers by row and component. */
  public interface Values {

    /** One of them. */
    double get(int row, int component);
  }

  /** A number that holds for the whole log. */
  public LogColumns constant(String key, double value) {
    constants.put(key, value);
    return this;
  }

  /** What else the file says of itself. */
  public LogColumns text(String key, String value) {
    budget.take(value.length() / Long.BYTES, file);
    texts.put(key, value);
    return this;
  }

  /** A text that was given before. */
  public String textOf(String key) {
    return texts.get(key);
  }

  /** Names of a column's components, as a JSON array under {@code COLUMN.names}. */
  public LogColumns names(String column, List<String> names) {
    try {
      return text(column + ".names", Json.mapper().writeValueAsString(names));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names cannot be written as JSON", e);
    }
  }

  /** Says that something of the file is left out, and why. */
  public LogColumns leftOut(String what, String reason) {
    notRead.append(notRead.isEmpty() ? "" : "; ").append(what).append(": ").append(reason);
    return this;
  }

  /** Whether it has no columns yet. */
  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The log. */
  public RawLog get() {
    if (!notRead.isEmpty()) {
      texts.put(NOT_READ, notRead.toString());
    }
    return new RawLog(name, file, columns, constants, texts);
  }
}
