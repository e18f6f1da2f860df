package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Pull a closed umbrella up, out of its stand. */
public final class TakeUmbrellaOutOfUmbrellaStand implements TabletopTask {

  private static final String UMBRELLA = "umbrella";
  private static final String HANDLE = "umbrella_handle";

  @Override
  public String name() {
    return "take_umbrella_out_of_umbrella_stand";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            UMBRELLA,
            "take the umbrella out of the umbrella stand",
            "grip the umbrella by its handle and lift it out",
            "pull the umbrella up until it is out of its stand"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.round("stand", 0.045).in(new Region(0.05, 0.4, -0.3, 0.3)));
  }

  @Override
  public List<String> graspable() {
    return List.of(UMBRELLA);
  }

  @Override
  public List<String> frames() {
    return List.of(HANDLE);
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.putAt(UMBRELLA, "stand_floor");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(UMBRELLA, "stand_inside").negated());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick(HANDLE, 0.08).lift(0.15).slowly();
  }

  @Override
  public String successRule() {
    return "nothing of the umbrella reaches into a box of 4 x 4 x 11 cm inside the stand, which"
        + " ends 2 cm below its rim";
  }
}
