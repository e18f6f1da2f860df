package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.TaskVariation;

/** Turn off a lamp that is on by the button on its foot. */
public final class LampOff extends ButtonLamp {

  @Override
  public String name() {
    return "lamp_off";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "lamp",
            "press the button to turn the lamp off",
            "turn off the lamp",
            "push the lamp's button to switch the light off",
            "switch the lamp off"));
  }
}
