package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Put two cups, one after the other, into the cup of the named colour. */
public final class StackCups implements TabletopTask {

  private static final List<String> CUPS = List.of("cup1", "cup2", "cup3");
  private static final String BASE = "cup2";

  private static final Region REGION = new Region(0.05, 0.42, -0.3, 0.3);

  /** From the middle of a cup to its wall at the rim, metres. */
  private static final double WALL_METRES = 0.0427;

  @Override
  public String name() {
    return "stack_cups";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "stack the other two cups in the %s cup",
        "put both other cups into the %s cup",
        "make a stack of cups with the %s one at the bottom",
        "nest the cups on top of the %s cup");
  }

  @Override
  public List<Spot> spots() {
    return CUPS.stream().map(cup -> Spot.round(cup, 0.046).in(REGION).clear(0.05)).toList();
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice("first_color", 19), new Choice("second_color", 19));
  }

  @Override
  public List<String> graspable() {
    return CUPS;
  }

  @Override
  public List<String> frames() {
    return List.of("cup1_top", "cup3_top", "first_level", "second_level");
  }

  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    episode.paint(BASE, color);
    episode.paint("cup1", color.other(episode.choice("first_color")));
    episode.paint("cup3", color.other(episode.choice("second_color")));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(
        parts.detected("cup1", "inside"), parts.detected("cup3", "inside"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return stack(stack(Waypoints.begin(), "cup1_top", "first_level"), "cup3_top", "second_level");
  }

  /** Grips a cup by its wall, wherever that is beside the hand as it is turned. */
  private static Waypoints stack(Waypoints all, String cup, String level) {
    return all.reach(cup, 0, WALL_METRES, -0.1)
        .symmetric(Symmetry.ROUND)
        .release()
        .reach(cup, 0, WALL_METRES, 0)
        .symmetric(Symmetry.ROUND)
        .slowly()
        .grasp()
        .lift(0.2)
        .carry(cup, level, 0.08)
        .symmetric(Symmetry.ROUND)
        .place(cup, level)
        .symmetric(Symmetry.ROUND)
        .release()
        .lift(0.1);
  }

  @Override
  public String successRule() {
    return "both other cups reach into a box of 2 x 2 x 2.8 cm above the floor of the named cup,"
        + " and nothing is held";
  }

  @Override
  public int horizon() {
    return 600;
  }
}
