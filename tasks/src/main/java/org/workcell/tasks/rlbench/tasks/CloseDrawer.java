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

/** Push in the drawer that stands open: the bottom, middle or top one. */
public final class CloseDrawer implements TabletopTask {

  private static final double OPEN_METRES = 0.1;
  private static final double PUSHED_METRES = 0.06;

  @Override
  public String name() {
    return "close_drawer";
  }

  @Override
  public List<TaskVariation> variations() {
    return Drawers.variations(
        drawer ->
            new String[] {
              "close the %s drawer".formatted(drawer),
              "push the %s drawer in until it is shut".formatted(drawer),
              "slide the open %s drawer shut".formatted(drawer)
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
    return List.of("front", "shut");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.setJoint(Drawers.joint(episode.variation()), OPEN_METRES);
    Drawers.bind(episode, frames());
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved(Drawers.joint(draw.variation()), PUSHED_METRES));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().hover("front", 0.08).close().reach("front").reach("shut");
  }

  @Override
  public String successRule() {
    return "the drawer, 10 cm open at the start, has been moved by more than 6 cm";
  }
}
