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

/** Lift the seat of the toilet up by the bar at its side. */
public final class ToiletSeatUp implements TabletopTask {

  private static final double MOVED_RADIANS = 1.4;

  @Override
  public String name() {
    return "toilet_seat_up";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "put the toilet seat up",
            "lift the toilet seat",
            "grip the bar of the toilet seat and swing the seat up",
            "raise the seat of the toilet"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("toilet", 0.17, 0.1).in(new Region(0.06, 0.52, -0.28, 0.28)).turned(Math.PI / 4));
  }

  @Override
  public List<String> joints() {
    return List.of("toilet_seat_joint");
  }

  @Override
  public List<String> frames() {
    return List.of("seat_lift", "lift_hinge");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("toilet_seat_joint", MOVED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("seat_lift", 0.12).orbit("lift_hinge", 1.6);
  }

  @Override
  public String successRule() {
    return "the seat has been moved by more than 1.4 rad";
  }
}
