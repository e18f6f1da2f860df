package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
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

/**
 * Put the named one of nine groceries into a cupboard without a door. It is gripped at its top and
 * goes in lying, as the hand does not fit in upright.
 */
public final class PutGroceriesInCupboard implements TabletopTask {

  private static final List<String> ITEMS =
      List.of(
          "crackers",
          "chocolate_jello",
          "strawberry_jello",
          "soup",
          "tuna",
          "spam",
          "coffee",
          "mustard",
          "sugar");

  /** Half the extents of each item's footprint, metres. */
  private static final double[][] SIZES = {
    {0.033, 0.022},
    {0.036, 0.018},
    {0.036, 0.018},
    {0.024, 0.024},
    {0.027, 0.027},
    {0.036, 0.023},
    {0.027, 0.027},
    {0.026, 0.021},
    {0.030, 0.021}
  };

  private static final Region TABLE = new Region(0.03, 0.44, -0.4, 0.1);

  @Override
  public String name() {
    return "put_groceries_in_cupboard";
  }

  @Override
  public List<TaskVariation> variations() {
    return ITEMS.stream().map(PutGroceriesInCupboard::variation).toList();
  }

  private static TaskVariation variation(String item) {
    String words = item.replace('_', ' ');
    return TaskVariation.of(
        item,
        "put the %s in the cupboard".formatted(words),
        "pick up the %s and store it in the cupboard".formatted(words),
        "move the %s onto the shelf of the cupboard".formatted(words));
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    all.add(
        Spot.box("cupboard", 0.01, 0.01)
            .in(Region.around(0.37, 0.27, 0.04, 0.05))
            .yaw(0.4, 0.8)
            .clear(-1));
    for (int i = 0; i < ITEMS.size(); i++) {
      all.add(Spot.box(ITEMS.get(i), SIZES[i][0], SIZES[i][1]).in(TABLE).clear(0.024));
    }
    return List.copyOf(all);
  }

  @Override
  public List<String> graspable() {
    return ITEMS;
  }

  @Override
  public List<String> frames() {
    return List.of("item", "shelf");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind("item", ITEMS.get(episode.variation()) + "_top");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        parts.detected(ITEMS.get(draw.variation()), "shelf_sensor"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("item", 0.1)
        .lift(0.28)
        .hover("shelf", 0.19)
        .atSpeed(0.6)
        .reach("shelf")
        .release()
        .retreat(0.16);
  }

  @Override
  public String successRule() {
    return "the chosen item reaches into a box of 10 x 24 x 6 cm above the cupboard's shelf, and"
        + " nothing is held";
  }
}
