package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Open the named drawer, take the block out of it and put it on the mat. */
public final class TakeItemOutOfDrawer implements TabletopTask {

  @Override
  public String name() {
    return "take_item_out_of_drawer";
  }

  @Override
  public List<TaskVariation> variations() {
    return Drawers.variations(
        drawer ->
            new String[] {
              "take the block out of the %s drawer".formatted(drawer),
              "open the %s drawer and remove the cube".formatted(drawer),
              "pull the handle of the %s drawer and lift the item out".formatted(drawer),
              "empty the %s drawer and put the cube on the mat".formatted(drawer),
              "find the block in the %s drawer and place it on the mat".formatted(drawer)
            });
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Drawers.chest(), Spot.round("mat", 0.075).in(Region.around(0.23, -0.28, 0.13, 0.09)));
  }

  @Override
  public List<String> graspable() {
    return List.of("item");
  }

  @Override
  public List<String> joints() {
    return Drawers.joints();
  }

  @Override
  public List<String> frames() {
    return List.of("handle", "pulled", "drop", "grasp", "item_center", "mat_center");
  }

  @Override
  public void arrange(Arrangement episode) {
    Drawers.bind(episode, List.of("handle", "pulled", "drop", "grasp"));
    episode.putAt("item", Drawers.name(episode.variation()) + "_floor");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected("item", "success"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("handle", 0.1)
        .reach("pulled")
        .release()
        .hover("pulled", 0.12)
        .hover("drop", 0.2)
        .pick("grasp", 0.12)
        .lift(0.16)
        .retreat(0.12)
        .carry("item_center", "mat_center", 0.12)
        .symmetric(Symmetry.ROUND)
        .place("item_center", "mat_center")
        .symmetric(Symmetry.ROUND)
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the block reaches into the space up to 4 cm above the mat";
  }

  @Override
  public int horizon() {
    return 700;
  }
}
