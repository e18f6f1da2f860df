package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Open the lid of the box. */
public final class OpenBox implements TabletopTask {

  private static final double MOVED_RADIANS = Math.PI / 2;

  @Override
  public String name() {
    return "open_box";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "open the box",
            "open the lid of the box",
            "grasp the lid and lift it open",
            "swing the lid of the box up"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("box", 0.1, 0.13).in(new Region(0.08, 0.46, -0.14, 0.22)).turned(Math.PI / 8));
  }

  @Override
  public List<String> joints() {
    return List.of("box_joint");
  }

  @Override
  public List<String> frames() {
    return List.of("strap_closed", "box_hinge");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("box_joint", MOVED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("strap_closed", 0.12).orbit("box_hinge", 1.75);
  }

  @Override
  public String successRule() {
    return "the lid has been moved by more than 90 degrees";
  }
}
