package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.goal.Goal;
import org.workcell.tasks.rlbench.task.Draw;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.TabletopTask;
import org.workcell.tasks.rlbench.task.Waypoints;

/** Press the button on the foot of a lamp. The lamp looks the same afterwards. */
abstract class ButtonLamp implements TabletopTask {

  private static final double PRESSED_METRES = 0.003;
  private static final String BUTTON = "lamp_button";

  @Override
  public List<Spot> spots() {
    return List.of(Spot.round("lamp", 0.09));
  }

  @Override
  public List<String> joints() {
    return List.of(BUTTON);
  }

  @Override
  public List<String> frames() {
    return List.of("press");
  }

  @Override
  public Goal goal(Parts parts, Draw draw) {
    return Goal.all(parts.moved(BUTTON, PRESSED_METRES).latched());
  }

  /** The hand is turned so that its narrow side is towards the post. */
  @Override
  public Waypoints waypoints() {
    return Waypoints.begin()
        .hover("press", 0.08)
        .close()
        .reach("press", 0, 0, 0.010)
        .slowly()
        .retreat(0.08);
  }

  @Override
  public String successRule() {
    return "the button has been pushed by more than 3 mm";
  }

  @Override
  public int horizon() {
    return 200;
  }
}
