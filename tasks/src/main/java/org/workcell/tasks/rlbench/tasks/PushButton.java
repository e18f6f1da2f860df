package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Push down the red cap of a button whose base has the named colour. */
public final class PushButton implements TabletopTask {

  private static final double PRESSED_METRES = 0.003;

  private static final List<Color> COLORS =
      Color.all().stream().filter(color -> color != Color.RED && color != Color.LIME).toList();

  @Override
  public String name() {
    return "push_button";
  }

  @Override
  public List<TaskVariation> variations() {
    return COLORS.stream()
        .map(
            color ->
                TaskVariation.of(
                    color.word(),
                    "push down on the %s button".formatted(color.word()),
                    "press the button with the %s base".formatted(color.word()),
                    "push the %s button".formatted(color.word())))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    return List.of(Spot.box("button", 0.07, 0.07));
  }

  @Override
  public List<String> joints() {
    return List.of("button_cap");
  }

  @Override
  public List<String> frames() {
    return List.of("press");
  }

  @Override
  public void arrange(Arrangement episode) {
    episode.paint("button", COLORS.get(episode.variation()));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved("button_cap", PRESSED_METRES).latched());
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .hover("press", 0.08)
        .close()
        .reach("press", 0, 0, 0.012)
        .slowly()
        .retreat(0.08);
  }

  @Override
  public String successRule() {
    return "the cap has been pushed by more than 3 mm";
  }

  @Override
  public int horizon() {
    return 200;
  }
}
