package org.workcell.tasks.common;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.task.MeasuredRate;

/**
 * Measured success rates of the experts of a suite: a file {@code expert-rates.csv} beside the
 * suite's class. Its first line is {@code #} and the command that measured them, its second the
 * header {@code task,successes,episodes}; a row names a task by its name with version. Read when
 * first asked for; thread-safe.
 */
public final class ExpertRates {

  private static final String FILE = "expert-rates.csv";
  private static final String COMMENT = "# ";
  private static final String HEADER = "task,successes,episodes";

  private final Class<?> suite;
  private volatile Map<String, MeasuredRate> rates;

  /**
   * A table.
   *
   * @param suite a class of the package that has the file among its resources
   */
  public ExpertRates(Class<?> suite) {
    this.suite = suite;
  }

  /**
   * The rate of a task's expert, where it was measured.
   *
   * @param task name with version, for example {@code reach-v3}
   * @throws UncheckedIOException if the file is missing or not of this form
   */
  public Optional<MeasuredRate> of(String task) {
    return Optional.ofNullable(table().get(task));
  }

  /** Names of the tasks in the table. */
  public Set<String> tasks() {
    return Set.copyOf(table().keySet());
  }

  private Map<String, MeasuredRate> table() {
    Map<String, MeasuredRate> table = rates;
    if (table == null) {
      table = read();
      rates = table;
    }
    return table;
  }

  private Map<String, MeasuredRate> read() {
    try (InputStream in = suite.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("it is missing beside class " + suite.getName());
      }
      return parse(
          new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList());
    } catch (IOException | IllegalArgumentException e) {
      throw new UncheckedIOException(
          "%s of %s cannot be read (%s)".formatted(FILE, suite.getPackageName(), IoReason.of(e)),
          e instanceof IOException io ? io : new IOException(e));
    }
  }

  /**
   * Reads the lines of a table.
   *
   * @throws IllegalArgumentException naming the line that is not of the form
   */
  static Map<String, MeasuredRate> parse(List<String> lines) {
    if (lines.size() < 2 || !lines.get(0).startsWith(COMMENT) || !lines.get(1).equals(HEADER)) {
      throw new IllegalArgumentException(
          "expected a line '# COMMAND' and a line '%s' at the beginning".formatted(HEADER));
    }
    String command = lines.get(0).substring(COMMENT.length());
    Map<String, MeasuredRate> table = new LinkedHashMap<>();
    for (String line : lines.subList(2, lines.size())) {
      String[] cells = line.split(",");
      if (cells.length != 3) {
        throw new IllegalArgumentException("line '%s' is not '%s'".formatted(line, HEADER));
      }
      MeasuredRate rate =
          new MeasuredRate(Integer.parseInt(cells[1]), Integer.parseInt(cells[2]), command);
      if (table.put(cells[0], rate) != null) {
        throw new IllegalArgumentException("task %s has two rows".formatted(cells[0]));
      }
    }
    return table;
  }
}
