package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.stream.IntStream;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Slide a square ring onto the square peg of the named colour, one of three. */
public final class InsertOntoSquarePeg implements TabletopTask {

  private static final String RING = "ring";
  private static final String TARGET = "target_peg";
  private static final int PEGS = 3;
  private static final int SIDES = 4;

  @Override
  public String name() {
    return "insert_onto_square_peg";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "slide the square ring onto the %s peg",
        "put the ring over the %s spoke",
        "place the square ring on the %s pillar",
        "drop the ring onto the %s peg");
  }

  @Override
  public List<Spot> spots() {
    return List.of(
        Spot.box("pegs", 0.052, 0.166).in(new Region(0.08, 0.46, -0.32, 0.32)),
        Spot.round(RING, 0.06).turned(Math.PI / 4));
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        new Choice(TARGET, PEGS), new Choice("first_color", 19), new Choice("second_color", 19));
  }

  @Override
  public List<String> graspable() {
    return List.of(RING);
  }

  @Override
  public List<String> frames() {
    return List.of("ring_handle", "ring_center", "peg_foot");
  }

  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    int target = episode.choice(TARGET);
    episode.paintGeom(paint(target), color);
    episode.paintGeom(paint((target + 1) % PEGS), color.other(episode.choice("first_color")));
    episode.paintGeom(paint((target + 2) % PEGS), color.other(episode.choice("second_color")));
    episode.bind("peg_foot", "peg%d_foot".formatted(target));
  }

  private static String paint(int peg) {
    return "peg%d_paint0".formatted(peg);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    int target = draw.choice(TARGET);
    return Goal.all(
        IntStream.range(0, SIDES)
            .mapToObj(side -> parts.detected(RING, "peg%d_side%d".formatted(target, side)))
            .toArray(GoalCondition[]::new));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("ring_handle", 0.1)
        .lift(0.13)
        .carry("ring_center", "peg_foot", 0.1)
        .symmetric(Symmetry.QUARTER)
        .place("ring_center", "peg_foot")
        .symmetric(Symmetry.QUARTER)
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the ring reaches into all four boxes of 6 mm around the foot of the peg";
  }
}
