package org.workcell.tasks.rlbench.tasks;

import org.workcell.tasks.rlbench.goal.GoalCondition;
import org.workcell.tasks.rlbench.task.Arrangement;
import org.workcell.tasks.rlbench.task.Choice;
import org.workcell.tasks.rlbench.task.Parts;
import org.workcell.tasks.rlbench.task.Spot;
import org.workcell.tasks.rlbench.task.Symmetry;
import org.workcell.tasks.rlbench.task.Waypoints;

/** The ball in the air to which tasks lift things; its scene is {@code objects/lift_target.xml}. */
final class LiftTarget {

  /** Where the ball's middle is. */
  static final String FRAME = "target";

  /** The slide that holds the ball at its height. */
  static final String JOINT = "target_height";

  /** How high the ball hangs. */
  static final Choice HEIGHT = new Choice(JOINT, 8);

  private static final double HEIGHT_STEP_METRES = 0.025;

  /** The ball above the part of the workspace where the arm reaches all its heights. */
  static final Spot SPOT =
      Spot.round("target", 0.04).in(new Spot.Region(0.1, 0.42, -0.3, 0.3)).yaw(0, 0).clear(-1);

  private LiftTarget() {}

  /** Raises the ball to its drawn height. */
  static void raise(Arrangement episode) {
    episode.setJoint(JOINT, HEIGHT_STEP_METRES * episode.choice(HEIGHT.name()));
  }

  /** The body is held and reaches into the middle of the ball. */
  static GoalCondition[] reachedBy(String body, Parts parts) {
    return new GoalCondition[] {parts.grasped(body), parts.detected(body, "pick_and_lift_success")};
  }

  /** Picks up the body with this frame and brings it to the ball. */
  static Waypoints waypoints(String frame, Symmetry symmetry) {
    return Waypoints.begin()
        .approach(frame, 0.1)
        .symmetric(symmetry)
        .reach(frame)
        .symmetric(symmetry)
        .grasp()
        .lift(0.1)
        .carry(frame, FRAME, 0)
        .symmetric(Symmetry.ROUND);
  }
}
