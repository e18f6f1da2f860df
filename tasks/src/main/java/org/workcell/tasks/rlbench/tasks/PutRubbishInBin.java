package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Drop a ball of paper into a bin and leave two tomatoes where they are. All three stand anywhere,
 * which takes in the exchange of places of RLBench.
 */
public final class PutRubbishInBin implements TabletopTask {

  private static final String RUBBISH = "rubbish";

  @Override
  public String name() {
    return "put_rubbish_in_bin";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "rubbish",
            "put the rubbish in the bin",
            "throw the crumpled paper away and leave the tomatoes",
            "drop the piece of trash into the bin, but nothing else"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.round("bin", 0.075).clear(0.045),
        Spot.round(RUBBISH, 0.022).clear(0.045),
        Spot.round("tomato1", 0.029).clear(0.045),
        Spot.round("tomato2", 0.029).clear(0.045));
  }

  @Override
  public List<String> graspable() {
    return List.of(RUBBISH, "tomato1", "tomato2");
  }

  @Override
  public List<String> frames() {
    return List.of("rubbish_center", "bin_mouth");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(RUBBISH, "bin_inside"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach("rubbish_center", 0.09)
        .symmetric(Symmetry.QUARTER)
        .reach("rubbish_center")
        .symmetric(Symmetry.QUARTER)
        .grasp()
        .lift(0.2)
        .carry("rubbish_center", "bin_mouth", 0)
        .symmetric(Symmetry.ROUND)
        .release()
        .retreat(0.08);
  }

  @Override
  public String successRule() {
    return "the paper reaches into a box of 7 x 7 x 6 cm inside the bin, below 7 cm of its 13 cm";
  }
}
