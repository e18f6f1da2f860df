package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.Optional;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Distance;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.ShapedReward;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Push down the red cap of a button whose base has the named colour. */
public final class PushButton implements TabletopTask {

  private static final double PRESSED_METRES = 0.003;

  /** Of the way that the cap has still to go, in the dense reward. */
  private static final double PUSH_WEIGHT = 10;

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
  public boolean hasShapedReward() {
    return true;
  }

  /** LAMP's: nearer is better, and so is a cap that is pushed, up to its threshold. */
  @Override
  public Optional<ShapedReward> shapedReward(Parts parts, Draw draw) {
    Distance distance = parts.betweenSites("tip", "press");
    int cap = parts.positionAddress("button_cap");
    double start = parts.physics().qpos().get(cap);
    return Optional.of(
        () -> {
          double pushed = Math.abs(parts.physics().qpos().get(cap) - start);
          return -distance.metres() + PUSH_WEIGHT * Math.min(pushed - PRESSED_METRES, 0);
        });
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
