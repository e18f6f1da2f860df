package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.Optional;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Pick up the cup of the named colour; another one stands beside it. */
public final class PickUpCup implements TabletopTask {

  private static final String CUP = "cup";
  private static final String OTHER = "other_cup";

  @Override
  public String name() {
    return "pick_up_cup";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "pick up the %s cup", "lift the %s cup off the table", "grasp the %s cup and raise it");
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.round(CUP, 0.042).clear(0.06), Spot.round(OTHER, 0.042).clear(0.06));
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice("other_color", 19));
  }

  @Override
  public List<String> graspable() {
    return List.of(CUP, OTHER);
  }

  @Override
  public List<String> frames() {
    return List.of("cup_rim");
  }

  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    episode.paint(CUP, color);
    episode.paint(OTHER, color.other(episode.choice("other_color")));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.grasped(CUP), parts.detected(CUP, "table_level").negated());
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  /**
   * LAMP's, toward a lifted height: {@code exp(-distance to the tip)} until the cup is held, then 1
   * more than {@code exp(-distance to the goal)}.
   */
  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    return Optional.of(
        ShapedReward.graspThenBring(
            parts.grasped(CUP),
            parts.betweenSites("cup_rim", "tip"),
            parts.bodyToSite(CUP, "lifted")));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("cup_rim", 0.1).lift(0.15);
  }

  @Override
  public String successRule() {
    return "the cup is held, and nothing of it is within 5 cm of the table";
  }
}
