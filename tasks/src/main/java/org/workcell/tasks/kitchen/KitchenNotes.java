package org.workcell.tasks.kitchen;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.TaskNotes;
import org.workcell.tasks.common.NotesTable;

/** What the pages of the tasks say beyond their specs: a text for each way to start, and goals. */
final class KitchenNotes {

  private static final NotesTable STARTS = new NotesTable(KitchenSuite.class, "start-notes.json");

  private KitchenNotes() {}

  static TaskNotes of(KitchenConfig config) {
    TaskNotes start =
        STARTS.of(config.displaced() ? "displaced-start" : "fixed-start").orElseThrow();
    return new TaskNotes(
        start.context(), start.objects(), start.reward(), formula(config.goals()), start.changes());
  }

  private static List<String> formula(List<Goal> goals) {
    List<String> lines = new ArrayList<>();
    for (Goal goal : goals) {
      lines.add(
          "%s = length(achieved - %s) < %s"
              .formatted(
                  goal.columnName(),
                  Numbers.text(goal.positions()),
                  Numbers.text(goal.threshold())));
    }
    lines.add("reward = number of goals reached for the first time");
    return lines;
  }
}
