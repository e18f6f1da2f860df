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

/** Put the stack of bank notes on the named shelf of the safe. */
public final class PutMoneyInSafe implements TabletopTask {

  private static final List<String> SHELVES = List.of("bottom", "middle", "top");

  @Override
  public String name() {
    return "put_money_in_safe";
  }

  @Override
  public List<TaskVariation> variations() {
    return SHELVES.stream()
        .map(
            shelf ->
                TaskVariation.of(
                    shelf,
                    "put the money on the %s shelf of the safe".formatted(shelf),
                    "place the stack of bank notes on the %s shelf".formatted(shelf),
                    "leave the bank notes on the %s shelf of the safe".formatted(shelf),
                    "put the money away in the safe, on the %s shelf".formatted(shelf)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.round("safe", 0.13).in(Region.around(0.16, 0.27, 0.17, 0.17)).turned(Math.PI / 10),
        Spot.box("money", 0.045, 0.024)
            .in(Region.around(0.3, -0.19, 0.12, 0.13))
            .yaw(0, Math.PI / 2));
  }

  @Override
  public List<String> graspable() {
    return List.of("money");
  }

  @Override
  public List<String> frames() {
    return List.of("money_grip", "money_center", "shelf");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind("shelf", SHELVES.get(episode.variation()) + "_shelf");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        parts.detected("money", SHELVES.get(draw.variation()) + "_sensor"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("money_grip", 0.1)
        .lift(0.3)
        .carry("money_center", "shelf", 0.2)
        .symmetric(Symmetry.NONE)
        .place("money_center", "shelf")
        .symmetric(Symmetry.NONE)
        .release()
        .retreat(0.12);
  }

  @Override
  public String successRule() {
    return "the bank notes reach into the space of the named shelf, and nothing is held";
  }

  @Override
  public int horizon() {
    return 500;
  }
}
