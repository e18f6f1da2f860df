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

/** Open the named drawer and put the block into it. */
public final class PutItemInDrawer implements TabletopTask {

  @Override
  public String name() {
    return "put_item_in_drawer";
  }

  @Override
  public List<TaskVariation> variations() {
    return Drawers.variations(
        drawer ->
            new String[] {
              "put the block in the %s drawer".formatted(drawer),
              "open the %s drawer and place the block inside".formatted(drawer),
              "pull out the %s drawer and leave the item in it".formatted(drawer),
              "put the block away in the %s drawer".formatted(drawer)
            });
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Drawers.chest(), Spot.round("item", 0.03).in(Region.around(0.23, -0.28, 0.13, 0.09)));
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
    return List.of("handle", "pulled", "drop", "item_center");
  }

  @Override
  public void arrange(Arrangement episode) {
    Drawers.bind(episode, List.of("handle", "pulled", "drop"));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected("item", Drawers.name(draw.variation()) + "_inside"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("handle", 0.1)
        .reach("pulled")
        .release()
        .hover("pulled", 0.12)
        .approach("item_center", 0.2)
        .symmetric(Symmetry.QUARTER)
        .reach("item_center")
        .symmetric(Symmetry.QUARTER)
        .grasp()
        .lift(0.38)
        .hover("drop", 0.14)
        .reach("drop")
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the block reaches into the inside of the named drawer";
  }

  @Override
  public int horizon() {
    return 700;
  }
}
