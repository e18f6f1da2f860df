package org.workcell.tasks.arm;

import java.util.Optional;
import org.workcell.sim.task.TaskNotes;
import org.workcell.tasks.common.NotesTable;

/** What the pages of the tasks say beyond their specs. */
final class ArmNotes {

  private static final NotesTable NOTES = new NotesTable(ArmNotes.class, "task-notes.json");

  private ArmNotes() {}

  static Optional<TaskNotes> of(ArmTaskKind kind) {
    return NOTES.of(kind.task());
  }
}
