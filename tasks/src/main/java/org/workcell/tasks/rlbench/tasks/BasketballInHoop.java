package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Drop a ball through a hoop. */
public final class BasketballInHoop implements TabletopTask {

  private static final String BALL = "ball";
  private static final String CENTER = "ball_center";

  @Override
  public String name() {
    return "basketball_in_hoop";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            BALL,
            "drop the basketball through the hoop",
            "put the ball in the basket",
            "pick up the basketball and let it fall into the net"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("hoop", 0.15, 0.09)
            .in(new Region(0.02, 0.54, -0.4, 0.4))
            .turned(Math.PI / 4)
            .clear(0.06),
        Spot.round(BALL, 0.03).clear(0.06));
  }

  @Override
  public List<String> graspable() {
    return List.of(BALL);
  }

  @Override
  public List<String> frames() {
    return List.of(CENTER, "hoop_center");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(BALL, "hoop_sensor"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach(CENTER, 0.09)
        .symmetric(Symmetry.ROUND)
        .reach(CENTER)
        .symmetric(Symmetry.ROUND)
        .grasp()
        .lift(0.36)
        .hover("hoop_center", 0.1)
        .reach("hoop_center")
        .release()
        .retreat(0.08);
  }

  @Override
  public String successRule() {
    return "the ball reaches into a box of 6 x 6 x 9 cm below the ring, whose top is 3 cm below it";
  }
}
