package org.workcell.sim.task;

import java.util.List;

/**
 * Which bodies of a task's scene play which part, for measures that any task can have.
 *
 * @param robot root body of the robot, gripper included
 * @param endEffector the body whose path is measured
 * @param touchable regular expressions over whole names of bodies that the robot may touch, with
 *     everything that hangs on them; all other contacts of the robot are collisions
 */
public record SceneRoles(String robot, String endEffector, List<String> touchable) {

  /** Takes a defensive copy. */
  public SceneRoles {
    touchable = List.copyOf(touchable);
  }
}
