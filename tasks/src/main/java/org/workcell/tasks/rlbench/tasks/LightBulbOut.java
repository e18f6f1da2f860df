package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Take the bulb out of the lamp with a turn and put it into the holder of the named colour; another
 * holder stands beside it. The turn is one under grasp, without threads.
 */
public final class LightBulbOut implements TabletopTask {

  private static final String BULB = "bulb0";

  @Override
  public String name() {
    return "light_bulb_out";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "unscrew the bulb from the lamp and put it in the %s holder",
        "take the light bulb out and leave it in the %s holder",
        "remove the bulb of the lamp and stand it in the %s holder",
        "move the bulb from the lamp to the %s holder");
  }

  @Override
  public List<Spot> spots() {
    return Bulbs.spots();
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice(Bulbs.OTHER_COLOR, 19));
  }

  @Override
  public List<String> graspable() {
    return List.of(BULB);
  }

  @Override
  public List<String> frames() {
    return List.of("bulb0_grip", "holder");
  }

  @Override
  public void arrange(Arrangement episode) {
    Bulbs.paint(episode);
    episode.putAt(BULB, "lamp_bulb_seat");
    episode.bind("holder", target(episode.draw()) + "_bulb");
  }

  private static String target(Draw draw) {
    return Bulbs.holder(Bulbs.target(draw));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(BULB, "in_" + target(draw)), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    Waypoints all = Waypoints.begin();
    Bulbs.grip(all, "bulb0_grip").twist(-Math.PI / 2).lift(0.1);
    return Bulbs.lower(all, "bulb0_grip", "holder").release().retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the bulb reaches into a box of 12 mm at the bottom of the holder, and nothing is held";
  }
}
