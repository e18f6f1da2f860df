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

/** Grasp the left or the right tap and turn it on, anticlockwise. */
public final class TurnTap implements TabletopTask {

  private static final double TURNED_RADIANS = Math.PI / 2;
  private static final List<String> SIDES = List.of("left", "right");

  @Override
  public String name() {
    return "turn_tap";
  }

  @Override
  public List<TaskVariation> variations() {
    return SIDES.stream()
        .map(
            side ->
                TaskVariation.of(
                    side,
                    "turn the %s tap".formatted(side),
                    "grasp the %s tap and turn it".formatted(side),
                    "rotate the handle of the %s tap".formatted(side),
                    "turn the %s tap on".formatted(side)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.box("tap", 0.06, 0.18).in(new Region(0.02, 0.52, -0.36, 0.36)));
  }

  @Override
  public List<String> joints() {
    return List.of(joint(0), joint(1));
  }

  @Override
  public List<String> frames() {
    return List.of("handle");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind("handle", SIDES.get(episode.variation()) + "_tap_center");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved(joint(draw.variation()), TURNED_RADIANS));
  }

  @Override
  public boolean hasShapedReward() {
    return true;
  }

  /** LAMP's: minus the distance to the handle, plus how far it is turned. */
  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    Distance distance = parts.betweenSites(SIDES.get(draw.variation()) + "_tap_center", "tip");
    int valve = parts.positionAddress(joint(draw.variation()));
    double start = parts.physics().qpos().get(valve);
    return Optional.of(
        () -> -distance.metres() + Math.abs(parts.physics().qpos().get(valve) - start));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .approach("handle", 0.1)
        .symmetric(Symmetry.QUARTER)
        .reach("handle")
        .symmetric(Symmetry.QUARTER)
        .grasp()
        .twist(-0.9)
        .twist(-0.9);
  }

  private static String joint(int variation) {
    return SIDES.get(variation) + "_tap_joint";
  }

  @Override
  public String successRule() {
    return "the handle of the named tap has been turned by more than 90 degrees";
  }
}
