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
 * Raise the block of the named colour into the ball that hangs in the air; two others lie around.
 */
public final class PickAndLift implements TabletopTask {

  private static final String BLOCK = "block";
  private static final String CENTER = "block_center";

  @Override
  public String name() {
    return "pick_and_lift";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "raise the %s block to the target",
        "pick up the %s block and bring it into the ball in the air",
        "grasp the %s cube and lift it to the target");
  }

  @Override
  public List<Spot> spots() {
    return List.of(block(BLOCK), block("distractor0"), block("distractor1"), LiftTarget.SPOT);
  }

  private static Spot block(String name) {
    return Spot.round(name, 0.031).clear(0.035);
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        new Choice("first_color", 19), new Choice("second_color", 18), LiftTarget.HEIGHT);
  }

  @Override
  public List<String> graspable() {
    return List.of(BLOCK, "distractor0", "distractor1");
  }

  @Override
  public List<String> joints() {
    return List.of(LiftTarget.JOINT);
  }

  @Override
  public List<String> frames() {
    return List.of(CENTER, LiftTarget.FRAME);
  }

  /** The second distractor's colour is drawn among those that differ from the first one's. */
  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    int first = episode.choice("first_color");
    int second = (first + 1 + episode.choice("second_color")) % 19;
    episode.paint(BLOCK, color);
    episode.paint("distractor0", color.other(first));
    episode.paint("distractor1", color.other(second));
    LiftTarget.raise(episode);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(LiftTarget.reachedBy(BLOCK, parts));
  }

  @Override
  public Waypoints waypoints() {
    return LiftTarget.waypoints(CENTER, Symmetry.QUARTER);
  }

  @Override
  public String successRule() {
    return "the block is held and reaches into the 3 cm cube in the middle of the ball";
  }
}
