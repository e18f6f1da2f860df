package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.workcell.tasks.rlbench.goal.Combination;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Stack two to four blocks of the named colour on the plate; four of another colour lie around. */
public final class StackBlocks implements TabletopTask {

  private static final int BLOCKS = 4;
  private static final int LEAST = 2;
  private static final int HEIGHTS = BLOCKS - LEAST + 1;
  private static final List<String> NUMBERS = List.of("two", "three", "four");

  @Override
  public String name() {
    return "stack_blocks";
  }

  /** Colour by colour, each with two, three and four blocks. */
  @Override
  public List<TaskVariation> variations() {
    List<TaskVariation> all = new ArrayList<>();
    for (Color color : Color.all()) {
      for (int i = 0; i < HEIGHTS; i++) {
        String number = NUMBERS.get(i);
        all.add(
            TaskVariation.of(
                "%s_%d".formatted(color.word(), LEAST + i),
                "stack %s %s blocks".formatted(number, color.word()),
                "build a tower of %s %s cubes on the plate".formatted(number, color.word()),
                "put %s of the %s blocks on top of each other".formatted(number, color.word())));
      }
    }
    return List.copyOf(all);
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    all.add(Spot.round("plate", 0.05).clear(0.05));
    IntStream.rangeClosed(1, BLOCKS).forEach(i -> all.add(block("block" + i)));
    IntStream.rangeClosed(1, BLOCKS).forEach(i -> all.add(block("distractor" + i)));
    return List.copyOf(all);
  }

  private static Spot block(String name) {
    return Spot.round(name, 0.028).clear(0.035);
  }

  @Override
  public List<Choice> choices() {
    return List.of(new Choice("distractor_color", 19));
  }

  @Override
  public List<String> graspable() {
    return IntStream.rangeClosed(1, 2 * BLOCKS)
        .mapToObj(i -> i <= BLOCKS ? "block" + i : "distractor" + (i - BLOCKS))
        .toList();
  }

  @Override
  public List<String> frames() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= BLOCKS; i++) {
      all.add("block%d_center".formatted(i));
      all.add("level" + i);
    }
    return List.copyOf(all);
  }

  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation() / HEIGHTS);
    Color other = color.other(episode.choice("distractor_color"));
    for (int i = 1; i <= BLOCKS; i++) {
      episode.paint("block" + i, color);
      episode.paint("distractor" + i, other);
      if (i > height(episode.draw())) {
        episode.unbind("block%d_center".formatted(i));
        episode.unbind("level" + i);
      }
    }
  }

  private static int height(Draw draw) {
    return LEAST + draw.variation() % HEIGHTS;
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    List<GoalCondition> stacked = new ArrayList<>();
    for (int i = 1; i <= BLOCKS; i++) {
      stacked.add(parts.detected("block" + i, "column"));
    }
    int height = height(draw);
    List<GoalCondition> top = new ArrayList<>();
    for (int i = 1; i <= BLOCKS; i++) {
      top.add(parts.bodyInside("block" + i, "top" + height));
    }
    return Goal.all(
        Combination.atLeast(height, stacked), Combination.atLeast(1, top), parts.nothingGrasped());
  }

  @Override
  public Waypoints waypoints() {
    Waypoints all = Waypoints.begin();
    return all.each(
        BLOCKS,
        i -> {
          String block = "block%d_center".formatted(i);
          String level = "level" + i;
          all.when(
              block,
              () ->
                  all.approach(block, 0.09)
                      .symmetric(Symmetry.QUARTER)
                      .reach(block)
                      .symmetric(Symmetry.QUARTER)
                      .grasp()
                      .lift(0.24)
                      .carry(block, level, 0.06)
                      .symmetric(Symmetry.QUARTER)
                      .place(block, level)
                      .symmetric(Symmetry.QUARTER)
                      .release()
                      .retreat(0.1));
        });
  }

  @Override
  public String successRule() {
    return "as many blocks of the colour as asked for reach into the column above the plate, one of"
        + " them at the height of the last, and nothing is held";
  }

  @Override
  public int horizon() {
    return 900;
  }
}
