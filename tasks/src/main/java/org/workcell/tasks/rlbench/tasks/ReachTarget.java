package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.Optional;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Distance;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Touch the ball of the named colour, which hangs in the air beside two others. */
public final class ReachTarget implements TabletopTask {

  private static final int HEIGHTS = 8;
  private static final String TARGET = "target";
  private static final List<String> BALLS = List.of(TARGET, "distractor0", "distractor1");

  @Override
  public String name() {
    return "reach_target";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "touch the %s ball", "move the gripper to the %s sphere", "reach the %s target");
  }

  @Override
  public List<Spot> spots() {
    return BALLS.stream().map(ball -> Spot.round(ball, 0.03).yaw(0, 0).clear(0.1)).toList();
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        new Choice("first_color", 19),
        new Choice("second_color", 19),
        new Choice("target_height", HEIGHTS),
        new Choice("first_height", HEIGHTS),
        new Choice("second_height", HEIGHTS));
  }

  @Override
  public List<String> frames() {
    return List.of(TARGET);
  }

  @Override
  public void arrange(Arrangement episode) {
    Color target = Color.all().get(episode.variation());
    episode.paint(TARGET, target);
    episode.paint("distractor0", target.other(episode.choice("first_color")));
    episode.paint("distractor1", target.other(episode.choice("second_color")));
    raise(episode, TARGET, "target_height");
    raise(episode, "distractor0", "first_height");
    raise(episode, "distractor1", "second_height");
  }

  private static void raise(Arrangement episode, String ball, String choice) {
    episode.setJoint(ball + "_height", 0.04 * episode.choice(choice));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.siteInside("tip", "target_sensor"));
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  /** The distance between tip and target, negative. */
  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    Distance distance = parts.betweenSites("tip", TARGET);
    return Optional.of(() -> -distance.metres());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().reach(TARGET);
  }

  @Override
  public String successRule() {
    return "the tip is within 2 cm of the target ball's centre along each axis";
  }

  @Override
  public int horizon() {
    return 200;
  }
}
