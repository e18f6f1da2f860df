package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Push the seat of the toilet over and down. */
public final class ToiletSeatDown implements TabletopTask {

  private static final double UP_RADIANS = 1.78;
  private static final double MOVED_RADIANS = 1.7;

  @Override
  public String name() {
    return "toilet_seat_down";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "put the toilet seat down",
            "lower the toilet seat",
            "push the seat of the toilet over until it lies flat",
            "close the toilet seat"));
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
    return List.of("seat_push", "seat_hinge");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.setJoint("toilet_seat_joint", UP_RADIANS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("toilet_seat_joint", MOVED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .hover("seat_push", 0.1)
        .close()
        .reach("seat_push")
        .orbit("seat_hinge", -1.96)
        .slowly();
  }

  @Override
  public String successRule() {
    return "the seat, up by 1.78 rad at the start, has been moved by more than 1.7 rad";
  }
}
