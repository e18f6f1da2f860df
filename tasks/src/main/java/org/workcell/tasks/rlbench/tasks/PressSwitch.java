package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Flick the lever of a switch to its other side. */
public final class PressSwitch implements TabletopTask {

  private static final double FLICKED_RADIANS = 1;
  private static final double RANGE_RADIANS = 0.6;
  private static final String HINGE = "lever_hinge";

  @Override
  public String name() {
    return "press_switch";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "switch",
            "flick the switch",
            "push the lever of the switch to the other side",
            "turn the switch over"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.box("switch", 0.06, 0.045));
  }

  @Override
  public List<String> joints() {
    return List.of(HINGE);
  }

  @Override
  public List<String> frames() {
    return List.of("lever_side");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.setJoint(HINGE, -RANGE_RADIANS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved(HINGE, FLICKED_RADIANS));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .hover("lever_side", 0.08)
        .close()
        .reach("lever_side")
        .slide("lever_side", 0.095, 0, 0)
        .slowly()
        .retreat(0.08);
  }

  @Override
  public String successRule() {
    return "the lever has been turned by more than 1 rad of the 1.2 that it can";
  }

  @Override
  public int horizon() {
    return 200;
  }
}
