package org.workcell.tasks.libero;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.TaskNotes;
import org.workcell.tasks.libero.problem.TaskConfig;

/** What the pages of the tasks say beyond their specs. */
final class LiberoNotes {

  private static final List<String> CHANGES =
      List.of(
          "profile compat repeats upstream's late observations, stale first measurement and goal"
              + " of the controller; see docs/libero.md");

  private LiberoNotes() {}

  static TaskNotes of(TaskConfig config) {
    List<String> formula = new ArrayList<>();
    config.goal().forEach(atom -> formula.add(LiberoTask.column(atom) + " = " + atom));
    formula.add("reward = 1 where all hold, else 0");
    return new TaskNotes(
        "a stored state (time, positions, velocities), then the pose of each fixture (position,"
            + " quaternion w, x, y, z)",
        "of each movable object: position, quaternion (x, y, z, w), and both in the frame of the"
            + " hand; of fixtures: poses, joints, and centres of the task's regions",
        "1 in steps in which every goal atom holds, else 0",
        formula,
        CHANGES);
  }
}
