package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import java.util.stream.Stream;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Drop the named piece through the hole of its shape; four other pieces lie around the box. */
public final class PlaceShapeInShapeSorter implements TabletopTask {

  private static final List<String> SHAPES =
      List.of("cube", "cylinder", "triangle", "star", "moon");
  private static final String SORTER = "sorter";
  private static final double LARGEST_YAW = Math.PI / 4;

  @Override
  public String name() {
    return "place_shape_in_shape_sorter";
  }

  @Override
  public List<TaskVariation> variations() {
    return SHAPES.stream()
        .map(
            shape ->
                TaskVariation.of(
                    shape,
                    "drop the %s through the matching hole of the sorter".formatted(shape),
                    "put the %s into the shape sorter".formatted(shape),
                    "pick up the %s and place it in its slot".formatted(shape),
                    "sort the %s into the box".formatted(shape)))
        .toList();
  }

  @Override
  public List<Spot> spots() {
    Spot box = Spot.box(SORTER, 0.072, 0.098).turned(LARGEST_YAW).clear(0.03);
    Stream<Spot> pieces =
        SHAPES.stream().map(shape -> Spot.round(shape, 0.027).turned(LARGEST_YAW).clear(0.03));
    return Stream.concat(Stream.of(box), pieces).toList();
  }

  @Override
  public List<String> graspable() {
    return SHAPES;
  }

  @Override
  public List<String> frames() {
    return List.of("knob", "slot");
  }

  @Override
  public void arrange(Arrangement episode) {
    String shape = shape(episode.draw());
    episode.bind("knob", shape + "_knob");
    episode.bind("slot", shape + "_slot");
  }

  private static String shape(Draw draw) {
    return SHAPES.get(draw.variation());
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(shape(draw), "inside"));
  }

  /** Pieces keep their orientation: a crescent fits in one way only. */
  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick("knob", 0.1)
        .lift(0.17)
        .carry("knob", "slot", 0.04)
        .symmetric(Symmetry.NONE)
        .place("knob", "slot")
        .symmetric(Symmetry.NONE)
        .release()
        .retreat(0.1);
  }

  @Override
  public String successRule() {
    return "the piece reaches into the lower 3.4 cm of the box, to which only the holes lead";
  }
}
