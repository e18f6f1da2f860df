package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Turn the leftmost knob of the cooker anticlockwise. */
public final class TurnOvenOn implements TabletopTask {

  private static final double TURNED_RADIANS = 1.5;

  @Override
  public String name() {
    return "turn_oven_on";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "turn on the oven",
            "turn the leftmost knob of the oven anticlockwise",
            "grip the left knob and rotate it to heat the oven",
            "switch the oven on"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("oven", 0.14, 0.185).in(new Region(-0.03, 0.46, -0.25, 0.37)).turned(Math.PI / 4));
  }

  @Override
  public List<String> joints() {
    return List.of("oven_knob_joint");
  }

  @Override
  public List<String> frames() {
    return List.of("knob");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("oven_knob_joint", TURNED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("knob", 0.1).twist(-0.85).twist(-0.85);
  }

  @Override
  public String successRule() {
    return "the leftmost knob has been turned by more than 1.5 rad";
  }
}
