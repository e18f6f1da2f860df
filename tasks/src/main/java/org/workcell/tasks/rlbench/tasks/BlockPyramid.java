package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.workcell.tasks.rlbench.goal.Combination;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Build a pyramid of the six cubes of the named colour on the base plate: three, two and one on top
 * of each other. Six cubes of another colour lie around.
 */
public final class BlockPyramid implements TabletopTask {

  private static final int CUBES = 6;
  private static final List<Integer> LAYERS = List.of(3, 2, 1);

  @Override
  public String name() {
    return "block_pyramid";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "build a pyramid from the %s blocks",
        "make a pyramid out of the %s cubes, three below, then two, then one",
        "stack the %s blocks in the shape of a pyramid");
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    all.add(Spot.box("base", 0.072, 0.03).turned(Math.PI / 8).clear(0.03));
    cubes().forEach(name -> all.add(Spot.round(name, 0.02).turned(Math.PI / 4).clear(0.034)));
    return List.copyOf(all);
  }

  private static Stream<String> cubes() {
    return Stream.concat(numbered("block"), numbered("distractor"));
  }

  private static Stream<String> numbered(String name) {
    return IntStream.rangeClosed(1, CUBES).mapToObj(i -> name + i);
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice("distractor_color", 19));
  }

  @Override
  public List<String> graspable() {
    return cubes().toList();
  }

  @Override
  public List<String> frames() {
    return Stream.concat(numbered("block").map(name -> name + "_center"), numbered("slot"))
        .toList();
  }

  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    Color other = color.other(episode.choice("distractor_color"));
    numbered("block").forEach(name -> episode.paint(name, color));
    numbered("distractor").forEach(name -> episode.paint(name, other));
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    List<GoalCondition> all = new ArrayList<>();
    for (int layer = 0; layer < LAYERS.size(); layer++) {
      String sensor = "layer" + layer;
      List<GoalCondition> inside =
          numbered("block").map(name -> parts.detected(name, sensor)).toList();
      all.add(Combination.atLeast(LAYERS.get(layer), inside));
    }
    all.add(parts.nothingGrasped());
    return Goal.all(all.toArray(GoalCondition[]::new));
  }

  @Override
  public Waypoints waypoints() {
    Waypoints all = Waypoints.begin();
    return all.each(
        CUBES,
        i -> {
          String cube = "block%d_center".formatted(i);
          String slot = "slot" + i;
          all.pick(cube, 0.09)
              .lift(0.2)
              .carry(cube, slot, 0.06)
              .place(cube, slot)
              .release()
              .retreat(0.1);
        });
  }

  @Override
  public String successRule() {
    return "three cubes of the colour are in the lowest layer above the plate, two in the middle"
        + " one and one in the highest, and nothing is held";
  }

  /** Some waypoints are asked for twice, as the arm ends a little short of them. */
  @Override
  public int macroHorizon() {
    return 44;
  }

  @Override
  public int horizon() {
    return 1500;
  }
}
