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

/** Pull the door of the microwave oven open by its handle. */
public final class OpenMicrowave implements TabletopTask {

  private static final double MOVED_RADIANS = Math.toRadians(80);

  @Override
  public String name() {
    return "open_microwave";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "open the microwave",
            "pull on the microwave door to open it",
            "grasp the handle of the microwave and swing its door open"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("microwave", 0.15, 0.17)
            .in(Region.around(0.17, 0.21, 0.25, 0.24))
            .turned(Math.PI / 8));
  }

  @Override
  public List<String> joints() {
    return List.of("microwave_door_joint");
  }

  @Override
  public List<String> frames() {
    return List.of("door_handle", "door_hinge");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("microwave_door_joint", MOVED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("door_handle", 0.15).orbit("door_hinge", -1.6);
  }

  @Override
  public String successRule() {
    return "the door has been moved by more than 80 degrees";
  }
}
