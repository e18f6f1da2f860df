package org.workcell.tasks.common;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.files.IoReason;
import org.workcell.sim.task.TaskNotes;

/**
 * The notes on all tasks of a suite: a JSON file beside the suite's class, with an entry for each
 * task by its name with version, whose fields are those of {@link TaskNotes}. Read when first asked
 * for; thread-safe.
 */
public final class NotesTable {

  private final Class<?> suite;
  private final String file;
  private volatile Map<String, TaskNotes> notes;

  /**
   * A table.
   *
   * @param suite a class of the package that has the file among its resources
   * @param file name of the file, for example {@code task-notes.json}
   */
  public NotesTable(Class<?> suite, String file) {
    this.suite = suite;
    this.file = file;
  }

  /**
   * The notes on a task, where there are any.
   *
   * @param task name with version, for example {@code reach-v3}
   * @throws UncheckedIOException if the file is missing or not of this form
   */
  public Optional<TaskNotes> of(String task) {
    Map<String, TaskNotes> table = notes;
    if (table == null) {
      table = read();
      notes = table;
    }
    return Optional.ofNullable(table.get(task));
  }

  private Map<String, TaskNotes> read() {
    try (InputStream in = suite.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("it is missing beside class " + suite.getName());
      }
      return new ObjectMapper().readValue(in, new TypeReference<Map<String, TaskNotes>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the notes %s cannot be read (%s)".formatted(file, IoReason.of(e)), e);
    }
  }
}
