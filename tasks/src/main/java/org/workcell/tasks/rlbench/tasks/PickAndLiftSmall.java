package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Raise the named one of five small blue shapes into the ball that hangs in the air. */
public final class PickAndLiftSmall implements TabletopTask {

  private static final String GRIP = "grip";
  private static final List<String> SHAPES = List.of("cube", "cylinder", "prism", "star", "moon");
  private static final List<String> WORDS =
      List.of("cube", "cylinder", "triangular prism", "star", "moon");

  @Override
  public String name() {
    return "pick_and_lift_small";
  }

  @Override
  public List<TaskVariation> variations() {
    List<TaskVariation> all = new ArrayList<>();
    for (int i = 0; i < SHAPES.size(); i++) {
      String word = WORDS.get(i);
      all.add(
          TaskVariation.of(
              SHAPES.get(i),
              "lift the %s up to the target".formatted(word),
              "pick up the blue %s and bring it into the ball in the air".formatted(word),
              "grasp the %s and raise it to the target".formatted(word)));
    }
    return List.copyOf(all);
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    SHAPES.forEach(shape -> all.add(Spot.round(shape, 0.036).clear(0.03)));
    all.add(LiftTarget.SPOT);
    return List.copyOf(all);
  }

  @Override
  public List<Choice> choices() {
    return List.of(LiftTarget.HEIGHT);
  }

  @Override
  public List<String> graspable() {
    return SHAPES;
  }

  @Override
  public List<String> joints() {
    return List.of(LiftTarget.JOINT);
  }

  @Override
  public List<String> frames() {
    return List.of(GRIP, LiftTarget.FRAME);
  }

  @Override
  public void arrange(Arrangement episode) {
    LiftTarget.raise(episode);
    episode.bind(GRIP, SHAPES.get(episode.variation()) + "_grip");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(LiftTarget.reachedBy(SHAPES.get(draw.variation()), parts));
  }

  @Override
  public Waypoints waypoints() {
    return LiftTarget.waypoints(GRIP, Symmetry.HALF);
  }

  @Override
  public String successRule() {
    return "the named shape is held and reaches into the 3 cm cube in the middle of the ball";
  }
}
