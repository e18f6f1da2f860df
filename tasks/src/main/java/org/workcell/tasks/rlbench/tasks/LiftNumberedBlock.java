package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Lift the block with the named number, one of three. */
public final class LiftNumberedBlock implements TabletopTask {

  private static final String GRIP = "grip";
  private static final List<String> BLOCKS = List.of("block1", "block2", "block3");

  @Override
  public String name() {
    return "lift_numbered_block";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of("1", "2", "3").stream()
        .map(
            number ->
                TaskVariation.of(
                    number,
                    "pick up the block with the number %s".formatted(number),
                    "lift the block that shows a %s".formatted(number),
                    "grasp block number %s and raise it".formatted(number)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return BLOCKS.stream().map(block -> Spot.box(block, 0.03, 0.03).clear(0.115)).toList();
  }

  @Override
  public List<String> graspable() {
    return BLOCKS;
  }

  @Override
  public List<String> frames() {
    return List.of(GRIP);
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind(GRIP, BLOCKS.get(episode.variation()) + "_grip");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    String block = BLOCKS.get(draw.variation());
    return Goal.all(parts.grasped(block), parts.detected(block, "success"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach(GRIP, 0.1)
        .symmetric(Symmetry.QUARTER)
        .reach(GRIP)
        .symmetric(Symmetry.QUARTER)
        .grasp()
        .lift(0.13);
  }

  @Override
  public String successRule() {
    return "the block is held and has been raised by 10 cm";
  }
}
