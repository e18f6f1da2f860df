package org.workcell.tasks.rlbench.tasks;

import java.util.ArrayList;
import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Color;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Spot.Region;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.TaskVariation;
import org.workcell.tasks.rlbench.task.Waypoints;

/**
 * Pick up a stick with a hook, reach behind the cube with it, and drag the cube onto the square of
 * the named colour; three squares of other colours lie around. The cube's drawn yaw counts from the
 * direction of the drag.
 */
public final class ReachAndDrag implements TabletopTask {

  private static final String STICK = "stick";
  private static final String GRIP = "stick_grip";
  private static final String HOOK = "hook";
  private static final String CUBE = "cube";
  private static final String TARGET = "target";
  private static final String BEGIN = "drag_begin";
  private static final String END = "drag_end";
  private static final String GRIP_BEGIN = "grip_begin";
  private static final List<String> DISTRACTORS =
      List.of("distractor0", "distractor1", "distractor2");

  /** Colours of the distractors follow the target's at these distances, as in PerAct. */
  private static final int FIRST_OTHER = 4;

  private static final Region NEAR = new Region(0.13, 0.38, -0.33, 0.33);
  private static final Region FAR = new Region(0.41, 0.56, -0.22, 0.22);
  private static final Region STICK_REGION = new Region(0, 0.4, -0.4, 0.4);
  private static final double STICK_YAW = Math.toRadians(60);

  @Override
  public String name() {
    return "reach_and_drag";
  }

  @Override
  public List<TaskVariation> variations() {
    return Color.variations(
        "drag the cube to the %s target using the stick",
        "pick up the stick and pull the cube onto the %s square with it",
        "reach behind the cube with the stick and drag it to the %s square");
  }

  @Override
  public List<Spot> spots() {
    List<Spot> all = new ArrayList<>();
    all.add(Spot.box(STICK, 0.143, 0.093).in(STICK_REGION).turned(STICK_YAW).clear(-1));
    all.add(Spot.box(CUBE, 0.025, 0.025).in(FAR).turned(0.1));
    all.add(square(TARGET));
    DISTRACTORS.forEach(name -> all.add(square(name)));
    return List.copyOf(all);
  }

  private static Spot square(String name) {
    return Spot.box(name, 0.05, 0.05).in(NEAR).turned(Math.PI / 4).clear(0.005);
  }

  @Override
  public List<String> graspable() {
    return List.of(STICK);
  }

  @Override
  public List<String> frames() {
    return List.of(GRIP, HOOK, GRIP_BEGIN, BEGIN, END);
  }

  @Override
  public void arrange(Arrangement episode) {
    Color color = Color.all().get(episode.variation());
    episode.paint(TARGET, color);
    for (int i = 0; i < DISTRACTORS.size(); i++) {
      episode.paint(DISTRACTORS.get(i), color.other(FIRST_OTHER + i));
    }
    double[] cube = episode.placeOf(CUBE);
    double[] target = episode.placeOf(TARGET);
    double yaw = Math.atan2(cube[1] - target[1], cube[0] - target[0]);
    episode.place(CUBE, cube[0], cube[1], yaw + cube[2]);
    episode.place(BEGIN, cube[0], cube[1], yaw);
    episode.place(END, target[0], target[1], yaw);
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.detected(CUBE, "success0"));
  }

  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .pick(GRIP, 0.08)
        .lift(0.1)
        .hover(GRIP_BEGIN, 0.1)
        .carry(HOOK, BEGIN, 0.07)
        .symmetric(Symmetry.NONE)
        .place(HOOK, BEGIN)
        .symmetric(Symmetry.NONE)
        .place(HOOK, END)
        .symmetric(Symmetry.NONE);
  }

  @Override
  public String successRule() {
    return "the cube covers the middle of the named square: it reaches within 1.5 cm of its centre";
  }
}
