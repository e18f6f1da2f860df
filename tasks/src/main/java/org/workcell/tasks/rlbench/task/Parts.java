package org.workcell.tasks.rlbench.task;

import org.workcell.sim.physics.Model;
import org.workcell.sim.physics.Physics;
import org.workcell.tasks.rlbench.goal.Detector;
import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.goal.Grasp;
import org.workcell.tasks.rlbench.goal.JointCondition;
import org.workcell.tasks.rlbench.goal.PlaceCondition;

/**
 * The things of a scene by name, to make conditions of. Belongs to one environment; conditions read
 * positions as they are.
 */
public final class Parts {

  private final Physics physics;
  private final Grasp grasp;

  /** The things of a scene and what the gripper holds. */
  public Parts(Physics physics, Grasp grasp) {
    this.physics = physics;
    this.grasp = grasp;
  }

  /** The scene's model, for names. */
  public Model model() {
    return physics.scene();
  }

  /** The simulation, to be read only. */
  public Physics physics() {
    return physics;
  }

  /** A solid of the body (or of one below it) reaches into the sensor, a box-shaped site. */
  public GoalCondition detected(String body, String sensor) {
    return new Detector(physics, body, sensor);
  }

  /** The origin of a body lies in the sensor, a box-shaped site. */
  public GoalCondition bodyInside(String body, String sensor) {
    return PlaceCondition.ofBody(physics, body, sensor);
  }

  /** A site lies in the sensor, a box-shaped site. */
  public GoalCondition siteInside(String site, String sensor) {
    return PlaceCondition.ofSite(physics, site, sensor);
  }

  /** A joint has moved by more than this from where it was at the start, either way. */
  public GoalCondition moved(String joint, double threshold) {
    return JointCondition.moved(physics, joint, threshold);
  }

  /** A joint is above a position. */
  public GoalCondition above(String joint, double position) {
    return JointCondition.above(physics, joint, position);
  }

  /** A joint is below a position. */
  public GoalCondition below(String joint, double position) {
    return JointCondition.below(physics, joint, position);
  }

  /** The gripper holds the body. */
  public GoalCondition grasped(String body) {
    return grasp.holding(body);
  }

  /** The gripper holds nothing that can be carried. */
  public GoalCondition nothingGrasped() {
    return grasp.holdingNothing();
  }
}
