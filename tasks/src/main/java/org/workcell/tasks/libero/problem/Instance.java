package org.workcell.tasks.libero.problem;

/**
 * One fixture or movable object of a task.
 *
 * @param name name of the instance; its root body is {@code <name>_main}, its sites and joints are
 *     {@code <name>_<local>}
 * @param category its object category, see {@link Category}
 * @param isFixture whether it is fixed in the world; movable objects have a free joint
 */
public record Instance(String name, String category, boolean isFixture) {

  /** Name of its root body. */
  public String rootBody() {
    return name + "_main";
  }
}
