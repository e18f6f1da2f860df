package org.workcell.tasks.rlbench;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.TaskNotes;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopLayout;
import org.workcell.tasks.rlbench.task.TabletopTask;

/** What the pages of the tasks say beyond their specs. */
final class TabletopNotes {

  private static final List<String> CHANGES =
      List.of("geometry, looks and sensors are our own; see docs/rlbench.md and rlbench-tasks.md");

  private TabletopNotes() {}

  static TaskNotes of(TabletopTask task) {
    List<String> context = new ArrayList<>();
    for (Choice choice : task.choices()) {
      context.add("%s (whole number below %d)".formatted(choice.name(), choice.count()));
    }
    for (Spot spot : task.spots()) {
      context.add("x, y (m) and yaw (rad) of %s".formatted(spot.body()));
    }
    String dense = task.hasShapedReward() ? "; with --set shaped=on the task's dense reward" : "";
    return new TaskNotes(
        "what the episode draws: " + String.join("; ", context),
        TabletopLayout.describe(task),
        "1 in steps of success, which end the episode, else 0" + dense,
        List.of("reward = 1 where the success rule holds, else 0"),
        CHANGES);
  }
}
