package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.Optional;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Lift the lid off a saucepan by the bar on it, and keep holding it. */
public final class TakeLidOffSaucepan implements TabletopTask {

  private static final String LID = "lid";

  @Override
  public String name() {
    return "take_lid_off_saucepan";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "saucepan",
            "lift the lid off the saucepan",
            "take the lid off the pan by its handle",
            "uncover the saucepan",
            "hold the lid of the saucepan up in the air"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.round("saucepan", 0.1));
  }

  @Override
  public List<String> graspable() {
    return List.of(LID);
  }

  @Override
  public List<String> frames() {
    return List.of("lid_handle");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.putAt(LID, "lid_seat");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.grasped(LID), parts.detected(LID, "above_pan"));
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  /** LAMP's: to the lid, then with the lid to the place above the pan. */
  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    return Optional.of(
        ShapedReward.graspThenBring(
            parts.grasped(LID),
            parts.betweenSites("lid_handle", "tip"),
            parts.bodyToSite(LID, "above_pan")));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("lid_handle", 0.1).lift(0.15);
  }

  @Override
  public String successRule() {
    return "the lid is held and reaches into a box of 8 x 8 x 6 cm that begins 13 cm above the rim";
  }

  @Override
  public int horizon() {
    return 200;
  }
}
