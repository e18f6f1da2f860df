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

/** Take the named meat off the grill and lay it on the board. */
public final class MeatOffGrill implements TabletopTask {

  private static final List<String> MEATS = List.of("chicken", "steak");

  @Override
  public String name() {
    return "meat_off_grill";
  }

  @Override
  public List<TaskVariation> variations() {
    return MEATS.stream()
        .map(
            meat ->
                TaskVariation.of(
                    meat,
                    "take the %s off the grill".formatted(meat),
                    "lay the %s from the grill on the board beside it".formatted(meat),
                    "remove the %s from the fire and set it down on the board".formatted(meat)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("grill", 0.105, 0.156).in(new Region(0.02, 0.52, -0.4, 0.4)).clear(0),
        Spot.box("board", 0.082, 0.06).clear(0));
  }

  @Override
  public List<String> graspable() {
    return MEATS;
  }

  @Override
  public List<String> frames() {
    return List.of("meat", "board_center");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.putAt("chicken", "chicken_seat");
    episode.putAt("steak", "steak_seat");
    episode.bind("meat", MEATS.get(episode.variation()) + "_center");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        parts.detected(MEATS.get(draw.variation()), "board_sensor"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("meat", 0.1)
        .lift(0.1)
        .hover("board_center", 0.1)
        .place("meat", "board_center")
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the chosen meat reaches into a box of 11 x 8 x 3 cm on the board, and nothing is held";
  }
}
