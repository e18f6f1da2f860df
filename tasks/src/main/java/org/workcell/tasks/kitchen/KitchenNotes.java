package org.workcell.tasks.kitchen;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.task.TaskNotes;

/** What the pages of the tasks say beyond their specs. */
final class KitchenNotes {

  private static final String OBJECTS =
      "0..8 positions of the robot's joints, 9..17 their velocities, 18..38 positions of the"
          + " elements (four knobs each with its burner, light switch, light, slide cabinet, left"
          + " and right hinge door, microwave, kettle with quatWxyz), 39..58 their velocities";
  private static final String FIXED_START = "There is one initial state; only noise differs";
  private static final String DISPLACED_START =
      "Displacement of the arm's seven joints from their usual places, radians; joints stop at the"
          + " ends of their ranges";
  private static final String FIRST_VERSION =
      "v1: the first version here; goals and rules are those of FrankaKitchen-v1.";
  private static final List<String> R3M =
      List.of(
          "v1: the first version here, in the manner of R3M's `kitchen_*-v3`: one joint, 15 percent"
              + " of its range as tolerance, a displaced arm. R3M's 50 steps are 280 here, because"
              + " the arm starts farther away; `--horizon 50` gives them.",
          "R3M's own scene is another, similar kitchen with other joint names; numbers published"
              + " for it do not compare directly. Its dense reward, its observation, its displaced"
              + " desk, and its demand that all other joints be at rest are not repeated.");

  private KitchenNotes() {}

  static TaskNotes of(KitchenSheet sheet) {
    return new TaskNotes(
        sheet.displaced() ? DISPLACED_START : FIXED_START,
        OBJECTS,
        "1 for each goal in the step in which it is reached first; with"
            + " `remove_task_when_completed=false`, in every step in which it is reached.",
        formula(sheet.goals()),
        sheet.displaced() ? R3M : List.of(FIRST_VERSION));
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
