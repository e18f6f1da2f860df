package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
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
 * Push the block onto the square of the named colour, one of four. The block's drawn yaw counts
 * from the direction in which that square lies.
 */
public final class SlideBlockToColorTarget implements TabletopTask {

  private static final String BLOCK = "block";
  private static final List<String> COLORS = List.of("green", "blue", "pink", "yellow");

  @Override
  public String name() {
    return "slide_block_to_color_target";
  }

  @Override
  public List<TaskVariation> variations() {
    return COLORS.stream()
        .map(
            color ->
                TaskVariation.of(
                    color,
                    "push the block onto the %s target".formatted(color),
                    "slide the block until it sits on the %s square".formatted(color),
                    "move the block to the %s plane by pushing it".formatted(color)))
        .toList();
  }

  private static String target(int variation) {
    return "target_" + COLORS.get(variation);
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    double half = Pushing.HALF_BLOCK;
    all.add(Spot.box(BLOCK, half, half).in(Pushing.REGION).turned(0.1));
    for (int i = 0; i < COLORS.size(); i++) {
      all.add(Spot.box(target(i), 0.05, 0.05).clear(0.01));
    }
    return List.copyOf(all);
  }

  @Override
  public List<String> frames() {
    return List.of(Pushing.BEGIN, Pushing.END);
  }

  @Override
  public void arrange(Arrangement episode) {
    Pushing.aim(episode, BLOCK, target(episode.variation()));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(BLOCK, "success_" + COLORS.get(draw.variation())));
  }

  @Override
  public Waypoints waypoints() {
    return Pushing.waypoints();
  }

  @Override
  public String successRule() {
    return "the block covers the middle of the named square: it reaches within 1.2 cm of its"
        + " centre";
  }
}
