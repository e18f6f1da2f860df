package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Put the lid onto the jar of the named colour and turn it; another jar stands beside it. The turn
 * is one under contact, without threads; as upstream, what counts is where the lid lies.
 */
public final class CloseJar implements TabletopTask {

  private static final String LID = "lid";
  private static final int JARS = 2;

  @Override
  public String name() {
    return "close_jar";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "screw the lid onto the %s jar",
        "close the %s jar with the lid",
        "put the lid on the %s jar and turn it tight",
        "seal the %s jar");
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Jars.spot(0).in(Jars.REGION),
        Jars.spot(1).in(Jars.REGION),
        Spot.round(LID, 0.035).clear(0.08));
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice(Jars.OTHER_COLOR, 19));
  }

  @Override
  public List<String> graspable() {
    return List.of(LID);
  }

  @Override
  public List<String> frames() {
    return List.of("lid_grip", "jar_mouth");
  }

  @Override
  public void arrange(Arrangement episode) {
    Jars.paint(episode);
    episode.bind("jar_mouth", target(episode.draw()) + "_mouth");
  }

  private static String target(Draw draw) {
    return Jars.jar(draw.variation() % JARS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.siteInside("lid_grip", target(draw) + "_closed"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach("lid_grip", 0.1)
        .symmetric(Symmetry.ROUND)
        .reach("lid_grip")
        .symmetric(Symmetry.ROUND)
        .grasp()
        .lift(0.2)
        .carry("lid_grip", "jar_mouth", 0.05)
        .symmetric(Symmetry.ROUND)
        .place("lid_grip", "jar_mouth")
        .symmetric(Symmetry.ROUND)
        .twist(Math.PI / 2)
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the middle of the lid is within 8 mm to each side and 6 mm in height of where it is"
        + " when the lid sits on the jar's neck, and nothing is held";
  }
}
