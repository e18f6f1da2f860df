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

/** Swing the lid of the box over and shut. */
public final class CloseBox implements TabletopTask {

  private static final double OPEN_RADIANS = 2.7;
  private static final double MOVED_RADIANS = 2.6;

  @Override
  public String name() {
    return "close_box";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "close the box",
            "shut the lid of the box",
            "grasp the lid and swing it shut",
            "close the lid of the box"));
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
    return List.of("strap_open", "box_hinge");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.setJoint("box_joint", OPEN_RADIANS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("box_joint", MOVED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("strap_open", 0.12).orbit("box_hinge", -2.7);
  }

  @Override
  public String successRule() {
    return "the lid, open by 2.7 rad at the start, has been moved by more than 2.6 rad";
  }
}
