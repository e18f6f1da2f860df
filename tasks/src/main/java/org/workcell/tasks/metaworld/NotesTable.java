package org.workcell.tasks.metaworld;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.workcell.sim.task.TaskNotes;

/** The notes on all tasks of the suite, read from {@code task-notes.json} when first asked for. */
final class NotesTable {

  private static final class Holder {
    static final Map<String, TaskNotes> NOTES = read();
  }

  private NotesTable() {}

  /** The notes on a task, by its name with version. */
  static Optional<TaskNotes> of(String task) {
    return Optional.ofNullable(Holder.NOTES.get(task));
  }

  private static Map<String, TaskNotes> read() {
    try (InputStream in = NotesTable.class.getResourceAsStream("task-notes.json")) {
      return new ObjectMapper().readValue(in, new TypeReference<Map<String, TaskNotes>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("task-notes.json cannot be read", e);
    }
  }
}
