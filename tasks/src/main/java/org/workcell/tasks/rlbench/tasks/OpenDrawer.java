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

/** Grip the handle of the bottom, middle or top drawer and pull it open. */
public final class OpenDrawer implements TabletopTask {

  private static final double OPEN_METRES = 0.15;
  private static final List<String> DRAWERS = List.of("bottom", "middle", "top");

  @Override
  public String name() {
    return "open_drawer";
  }

  @Override
  public List<TaskVariation> variations() {
    return DRAWERS.stream()
        .map(
            drawer ->
                TaskVariation.of(
                    drawer,
                    "open the %s drawer".formatted(drawer),
                    "grip the handle of the %s drawer and pull it open".formatted(drawer),
                    "pull the %s drawer out".formatted(drawer)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("chest", 0.12, 0.15).in(new Region(0.2, 0.56, -0.3, 0.3)).turned(Math.PI / 8));
  }

  @Override
  public List<String> joints() {
    return DRAWERS.stream().map(OpenDrawer::joint).toList();
  }

  private static String joint(String drawer) {
    return drawer + "_slide";
  }

  @Override
  public List<String> frames() {
    return List.of("handle");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.bind("handle", DRAWERS.get(episode.variation()) + "_handle");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved(joint(DRAWERS.get(draw.variation())), OPEN_METRES));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin().pick("handle", 0.1).slide("handle", 0, 0, -0.17).slowly();
  }

  @Override
  public String successRule() {
    return "the drawer has been moved by more than 15 cm";
  }
}
