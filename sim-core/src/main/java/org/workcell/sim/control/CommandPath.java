package org.workcell.sim.control;

import java.util.ArrayList;
import java.util.List;

/**
 * The identities of everything that callers put between actions and physics. Environments that
 * differ in it are different environments.
 *
 * @param actionAdapter identity of the action adapter; {@link #NONE} where there is none
 * @param filters identities of the command filters, in the order of application
 * @param stages identities of the actuator stages, in the order of application
 */
public record CommandPath(String actionAdapter, List<String> filters, List<String> stages) {

  /** In place of an action adapter's identity. */
  public static final String NONE = "none";

  /** Takes defensive copies. */
  public CommandPath {
    filters = List.copyOf(filters);
    stages = List.copyOf(stages);
  }

  /** Actions and commands reach the physics as the task's controller makes them. */
  public static CommandPath direct() {
    return new CommandPath(NONE, List.of(), List.of());
  }

  /** Whether nothing stands in between. */
  public boolean hasNothing() {
    return equals(direct());
  }

  /** All identities in one line, for messages and reports. */
  public String label() {
    if (hasNothing()) {
      return "direct";
    }
    List<String> parts = new ArrayList<>();
    if (!actionAdapter.equals(NONE)) {
      parts.add("action " + actionAdapter);
    }
    filters.forEach(filter -> parts.add("filter " + filter));
    stages.forEach(stage -> parts.add("stage " + stage));
    return String.join(", ", parts);
  }
}
