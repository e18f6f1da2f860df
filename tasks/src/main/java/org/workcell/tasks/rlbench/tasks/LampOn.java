package org.workcell.tasks.rlbench.tasks;

import java.util.List;
import org.workcell.tasks.rlbench.task.TaskVariation;

/** Turn on a lamp that is off by the button on its foot. */
public final class LampOn extends ButtonLamp {

  @Override
  public String name() {
    return "lamp_on";
  }

  @Override
  public List<TaskVariation> variations() {
    return List.of(
        TaskVariation.of(
            "lamp",
            "press the button to turn the lamp on",
            "turn on the lamp",
            "push the lamp's button to switch the light on",
            "switch the lamp on"));
  }
}
