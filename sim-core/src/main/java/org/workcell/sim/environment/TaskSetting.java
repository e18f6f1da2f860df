package org.workcell.sim.environment;

import java.util.List;

/**
 * A choice that a task offers beyond profile and horizon, for example the reward version.
 *
 * @param name for example {@code reward}
 * @param values what may be chosen; the first is the default
 * @param meaning one line for help texts
 */
public record TaskSetting(String name, List<String> values, String meaning) {

  /** Takes a defensive copy. */
  public TaskSetting {
    values = List.copyOf(values);
  }

  /** The value that holds where none is chosen. */
  public String defaultValue() {
    return values.get(0);
  }
}
