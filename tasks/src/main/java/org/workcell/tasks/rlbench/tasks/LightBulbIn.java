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
 * Put the bulb that stands in the holder of the named colour into the lamp and turn it; a second
 * bulb stands in another holder. The turn is one under grasp, without threads; as upstream, what
 * counts is where the bulb is.
 */
public final class LightBulbIn implements TabletopTask {

  private static final List<String> BULBS = List.of("bulb0", "bulb1");

  @Override
  public String name() {
    return "light_bulb_in";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "screw the bulb from the %s holder into the lamp",
        "put the light bulb of the %s holder into the lamp",
        "take the bulb out of the %s holder and screw it in",
        "fit the lamp with the bulb that stands in the %s holder");
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
    return BULBS;
  }

  @Override
  public List<String> frames() {
    return List.of("bulb", "lamp_socket");
  }

  @Override
  public void arrange(Arrangement episode) {
    Bulbs.paint(episode);
    for (int i = 0; i < BULBS.size(); i++) {
      episode.putAt(BULBS.get(i), Bulbs.holder(i) + "_seat");
    }
    episode.bind("bulb", target(episode.draw()) + "_grip");
  }

  private static String target(Draw draw) {
    return BULBS.get(Bulbs.target(draw));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(target(draw), "in_socket"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    Waypoints all = Waypoints.begin();
    Bulbs.grip(all, "bulb").lift(0.17);
    return Bulbs.lower(all, "bulb", "lamp_socket").twist(Math.PI / 2).release().retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the bulb reaches into a box of 12 mm at the bottom of the socket, and nothing is held";
  }
}
