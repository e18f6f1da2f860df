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

/**
 * Push the block onto the green square. The block's drawn yaw counts from the direction in which
 * the square lies.
 */
public final class SlideBlockToTarget implements TabletopTask {

  private static final String BLOCK = "block";
  private static final String TARGET = "target";

  @Override
  public String name() {
    return "slide_block_to_target";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "green",
            "push the block onto the green target",
            "slide the block until it sits on the green square",
            "move the block to the green target by pushing it"));
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box(TARGET, 0.06, 0.06).in(Pushing.REGION),
        Spot.box(BLOCK, Pushing.HALF_BLOCK, Pushing.HALF_BLOCK)
            .in(Pushing.REGION)
            .turned(0.1)
            .clear(0.04));
  }

  @Override
  public List<String> frames() {
    return List.of(Pushing.BEGIN, Pushing.END);
  }

  @Override
  public void arrange(Arrangement episode) {
    Pushing.aim(episode, BLOCK, TARGET);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(BLOCK, "success"));
  }

  @Override
  public Waypoints waypoints() {
    return Pushing.waypoints();
  }

  @Override
  public String successRule() {
    return "the block covers the middle of the square: it reaches within 1.2 cm of its centre";
  }
}
