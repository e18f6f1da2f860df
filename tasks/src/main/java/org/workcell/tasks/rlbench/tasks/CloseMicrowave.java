package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.Optional;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Distance;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Push the open door of the microwave oven shut. */
public final class CloseMicrowave implements TabletopTask {

  private static final double OPEN_RADIANS = 0.8;
  private static final double MOVED_RADIANS = Math.toRadians(40);

  @Override
  public String name() {
    return "close_microwave";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "default",
            "close the microwave",
            "push the microwave door until it is shut",
            "shut the door of the microwave",
            "close the open microwave door"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("microwave", 0.15, 0.17)
            .in(Region.around(0.17, 0.21, 0.25, 0.24))
            .turned(Math.PI / 8));
  }

  @Override
  public List<String> joints() {
    return List.of("microwave_door_joint");
  }

  @Override
  public List<String> frames() {
    return List.of("door_push", "door_hinge");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.setJoint("microwave_door_joint", OPEN_RADIANS);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("microwave_door_joint", MOVED_RADIANS));
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  /** LAMP's: minus the distance to the door, minus how far it is open. */
  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    Distance distance = parts.betweenSites("door_push", "tip");
    int door = parts.positionAddress("microwave_door_joint");
    return Optional.of(() -> -distance.metres() - parts.physics().qpos().get(door));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .hover("door_push", 0.15)
        .symmetric(Symmetry.ROUND)
        .close()
        .reach("door_push")
        .symmetric(Symmetry.ROUND)
        .orbit("door_hinge", 0.84);
  }

  @Override
  public String successRule() {
    return "the door, 46 degrees open at the start, has been moved by more than 40 degrees";
  }
}
