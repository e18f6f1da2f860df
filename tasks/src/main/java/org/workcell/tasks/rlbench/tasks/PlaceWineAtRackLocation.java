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

/** Lay a wine bottle, which stands on the table, into the named place of a rack. */
public final class PlaceWineAtRackLocation implements TabletopTask {

  private static final List<String> PLACES = List.of("middle", "left", "right");

  @Override
  public String name() {
    return "place_wine_at_rack_location";
  }

  /** Left and right as the robot sees them. */
  @Override
  public List<TaskVariation> variations() {
    return PLACES.stream()
        .map(
            place ->
                TaskVariation.of(
                    place,
                    "lay the wine bottle in the %s of the rack".formatted(place),
                    "put the bottle into the %s place of the wine rack".formatted(place),
                    "take the wine and store it in the %s section of the rack".formatted(place)))
        .toList();
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
    episode.bind(WineRack.PLACE, PLACES.get(episode.variation()) + "_place");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        parts.detected(WineRack.BOTTLE, PLACES.get(draw.variation()) + "_sensor"),
        parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return WineRack.layDown();
  }

  @Override
  public String successRule() {
    return "the bottle reaches into a box of 9 x 3 x 2.4 cm in the named cradle, where the axis of"
        + " a lying bottle is, and nothing is held";
  }
}
