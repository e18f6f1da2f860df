package org.workcell.sim.control;

import java.util.List;

/**
 * What the numbers of a command vector mean.
 *
 * @param components in the order of the vector
 */
public record CommandSpec(List<Component> components) {

  /**
   * One number of a command.
   *
   * @param name for example {@code hand_target_x}
   * @param unit for example {@code m}, {@code rad}, {@code 1}
   */
  public record Component(String name, String unit) {}

  /** Takes a defensive copy. */
  public CommandSpec {
    components = List.copyOf(components);
  }

  /** Length of the vector. */
  public int size() {
    return components.size();
  }
}
