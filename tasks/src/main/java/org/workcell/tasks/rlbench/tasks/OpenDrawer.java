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

/** Grip the handle of the bottom, middle or top drawer and pull it open. */
public final class OpenDrawer implements TabletopTask {

  private static final double OPEN_METRES = 0.15;

  @Override
  public String name() {
    return "open_drawer";
  }

  @Override
  public List<TaskVariation> variations() {
    return Drawers.variations(
        drawer ->
            new String[] {
              "open the %s drawer".formatted(drawer),
              "grip the handle of the %s drawer and pull it open".formatted(drawer),
              "pull the %s drawer out".formatted(drawer)
            });
  }

  @Override
  public List<Spot> spots() {
    return List.of(Drawers.chest());
  }

  @Override
  public List<String> joints() {
    return Drawers.joints();
  }

  @Override
  public List<String> frames() {
    return List.of("handle", "pulled");
  }

  @Override
  public void arrange(Arrangement episode) {
    Drawers.bind(episode, frames());
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved(Drawers.joint(draw.variation()), OPEN_METRES));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("handle", 0.1).reach("pulled");
  }

  @Override
  public String successRule() {
    return "the drawer has been moved by more than 15 cm";
  }
}
