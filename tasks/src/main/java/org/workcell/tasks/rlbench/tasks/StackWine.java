package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Combination;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Lay a wine bottle, which stands on the table, into any place of a rack. */
public final class StackWine implements TabletopTask {

  @Override
  public String name() {
    return "stack_wine";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "rack",
            "put the wine bottle on the rack",
            "lay the bottle down in the wine rack",
            "store the wine in one of the places of the rack"));
  }

  @Override
  public List<Spot> spots() {
    return WineRack.spots();
  }

  @Override
  public List<String> graspable() {
    return List.of(WineRack.BOTTLE);
  }

  @Override
  public List<String> frames() {
    return WineRack.FRAMES;
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind(WineRack.PLACE, "middle_place");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        Combination.any(
            parts.detected(WineRack.BOTTLE, "left_sensor"),
            parts.detected(WineRack.BOTTLE, "middle_sensor"),
            parts.detected(WineRack.BOTTLE, "right_sensor")),
        parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return WineRack.layDown();
  }

  @Override
  public String successRule() {
    return "the bottle reaches into a box of 9 x 3 x 2.4 cm in one of the three cradles, where the"
        + " axis of a lying bottle is, and nothing is held";
  }
}
