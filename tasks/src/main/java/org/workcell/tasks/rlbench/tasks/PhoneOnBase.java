package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Put the handset of a telephone on its base. */
public final class PhoneOnBase implements TabletopTask {

  private static final String HANDSET = "handset";
  private static final String GRIP = "handset_grip";

  @Override
  public String name() {
    return "phone_on_base";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "phone",
            "put the phone on its base",
            "hang up the phone",
            "grip the handset and lay it on the cradle of the telephone"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.box("base", 0.062, 0.1), Spot.box(HANDSET, 0.1, 0.022));
  }

  @Override
  public List<String> graspable() {
    return List.of(HANDSET);
  }

  @Override
  public List<String> frames() {
    return List.of(GRIP, "cradle");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(HANDSET, "cradle_sensor"), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick(GRIP, 0.1)
        .lift(0.14)
        .hover("cradle", 0.07)
        .place(GRIP, "cradle")
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the handset reaches into a box of 2 x 6 x 1.2 cm between the prongs of the cradle, and"
        + " nothing is held";
  }
}
