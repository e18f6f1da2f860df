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

/** Put the named meat, which lies on the table beside another, on the grill. */
public final class MeatOnGrill implements TabletopTask {

  private static final List<String> MEATS = List.of("chicken", "steak");

  @Override
  public String name() {
    return "meat_on_grill";
  }

  @Override
  public List<TaskVariation> variations() {
    return MEATS.stream()
        .map(
            meat ->
                TaskVariation.of(
                    meat,
                    "put the %s on the grill".formatted(meat),
                    "pick up the %s and lay it on the grate".formatted(meat),
                    "move the %s from the table onto the barbecue".formatted(meat)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("grill", 0.105, 0.156).in(new Region(0.02, 0.52, -0.4, 0.4)).clear(0.02),
        Spot.box("chicken", 0.06, 0.03).clear(0.02),
        Spot.box("steak", 0.046, 0.03).clear(0.02));
  }

  @Override
  public List<String> graspable() {
    return MEATS;
  }

  @Override
  public List<String> frames() {
    return List.of("meat", "grate_center");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind("meat", MEATS.get(episode.variation()) + "_center");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        parts.detected(MEATS.get(draw.variation()), "grate_sensor"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("meat", 0.1)
        .lift(0.2)
        .hover("grate_center", 0.08)
        .place("meat", "grate_center")
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the chosen meat reaches into a box of 15 x 21 x 3 cm on the grate, and nothing is held";
  }
}
