package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Push the lid of the laptop shut. */
public final class CloseLaptopLid implements TabletopTask {

  private static final double OPEN_RADIANS = 1.92;
  private static final double MOVED_RADIANS = 1.79;

  @Override
  public String name() {
    return "close_laptop_lid";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "close the laptop lid",
            "shut the laptop",
            "push the screen of the laptop down until it is closed",
            "close the laptop"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.box("laptop", 0.13, 0.12));
  }

  @Override
  public List<String> joints() {
    return List.of("laptop_joint");
  }

  @Override
  public List<String> frames() {
    return List.of("lid_push", "lid_hinge");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.setJoint("laptop_joint", OPEN_RADIANS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("laptop_joint", MOVED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .hover("lid_push", 0.1)
        .close()
        .reach("lid_push")
        .orbit("lid_hinge", -2.15);
  }

  @Override
  public String successRule() {
    return "the lid, open by 1.92 rad at the start, has been moved by more than 1.79 rad";
  }
}
