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
  private static final String TARGET = "target";
  private static final int HEIGHTS = 8;
  private static final double HEIGHT_STEP_METRES = 0.025;

  /** The part of the workspace above which the arm reaches all heights of the ball. */
  private static final Spot.Region TARGET_REGION = new Spot.Region(0.1, 0.42, -0.3, 0.3);

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
    return List.of(
        block(BLOCK),
        block("distractor0"),
        block("distractor1"),
        Spot.round(TARGET, 0.04).in(TARGET_REGION).yaw(0, 0).clear(-1));
  }

  private static Spot block(String name) {
    return Spot.round(name, 0.031).clear(0.035);
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        new Choice("first_color", 19),
        new Choice("second_color", 18),
        new Choice("target_height", HEIGHTS));
  }

  @Override
  public List<String> graspable() {
    return List.of(BLOCK, "distractor0", "distractor1");
  }

  @Override
  public List<String> joints() {
    return List.of("target_height");
  }

  @Override
  public List<String> frames() {
    return List.of(CENTER, TARGET);
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
    episode.setJoint("target_height", HEIGHT_STEP_METRES * episode.choice("target_height"));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.grasped(BLOCK), parts.detected(BLOCK, "pick_and_lift_success"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach(CENTER, 0.1)
        .symmetric(Symmetry.QUARTER)
        .reach(CENTER)
        .symmetric(Symmetry.QUARTER)
        .grasp()
        .lift(0.1)
        .carry(CENTER, TARGET, 0)
        .symmetric(Symmetry.ROUND);
  }

  @Override
  public String successRule() {
    return "the block is held and reaches into the 3 cm cube in the middle of the ball";
  }
}
