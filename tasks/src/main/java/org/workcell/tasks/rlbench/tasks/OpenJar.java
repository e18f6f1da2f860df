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
 * Turn the lid of the jar of the named colour, take it off and lay it on the table; the other jar
 * has a lid, too. The turn is one under grasp, without threads.
 */
public final class OpenJar implements TabletopTask {

  private static final int JARS = 2;

  @Override
  public String name() {
    return "open_jar";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "unscrew the lid of the %s jar and put it on the table",
        "open the %s jar and leave its lid on the table",
        "take the lid off the %s jar and set it down",
        "twist the %s jar open and put the lid aside");
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Jars.spot(0).in(Jars.REGION),
        Jars.spot(1).in(Jars.REGION),
        Spot.round("lid_place", 0.045).clear(0.08));
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice(Jars.OTHER_COLOR, 19));
  }

  @Override
  public List<String> graspable() {
    return List.of("lid0", "lid1");
  }

  @Override
  public List<String> frames() {
    return List.of("lid_grip", "lid_rest");
  }

  @Override
  public void arrange(Arrangement episode) {
    Jars.paint(episode);
    for (int i = 0; i < JARS; i++) {
      episode.putAt(lid(i), Jars.jar(i) + "_lid_seat");
    }
    episode.bind("lid_grip", target(episode.draw()) + "_grip");
  }

  private static String lid(int index) {
    return "lid" + index;
  }

  private static String target(Draw draw) {
    return lid(draw.variation() % JARS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.bodyInside(target(draw), "on_table"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach("lid_grip", 0.1)
        .symmetric(Symmetry.ROUND)
        .reach("lid_grip")
        .symmetric(Symmetry.ROUND)
        .grasp()
        .twist(-Math.PI / 2)
        .lift(0.12)
        .carry("lid_grip", "lid_rest", 0.1)
        .symmetric(Symmetry.ROUND)
        .place("lid_grip", "lid_rest")
        .symmetric(Symmetry.ROUND)
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the lower edge of the lid's middle is less than 2.8 cm above the table, and nothing is"
        + " held";
  }
}
