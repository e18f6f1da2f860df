package org.workcell.tasks.libero.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.tasks.libero.problem.TaskConfig;

/**
 * Reaches the goal of one task by a plan of skills. Actions are displacements of the hand in the
 * world's axes (setting {@code controller=osc_pose}).
 */
public final class LiberoExpert implements Expert {

  /** Objects that fall at the start of an episode are given this many steps. */
  private static final int LONGEST_WAIT = 25;

  private static final double STILL_METRES = 0.002;

  private final SceneView view;
  private final HandTarget target = new HandTarget();
  private final EndEffectorServo servo = new EndEffectorServo();
  private final Plan plan;
  private int waited;

  /**
   * An expert for a task.
   *
   * @throws IllegalArgumentException if no skill serves one of its goal atoms
   */
  public LiberoExpert(TaskConfig config) {
    this.view = new SceneView(config);
    this.plan = Planner.plan(config);
  }

  @Override
  public void start(Episode episode) {
    waited = 0;
  }

  @Override
  public void act(Observation observation, double[] action) {
    view.look(observation);
    if (waited == 0) {
      plan.start();
      target.pose().set(view.hand());
      target.setFingers(HandTarget.Fingers.OPEN);
    }
    waited++;
    boolean still = waited > 2 && view.movedMetres() < STILL_METRES;
    if (still || waited > LONGEST_WAIT) {
      waited = LONGEST_WAIT;
      plan.step(view, target);
    }
    servo.act(view, target, action);
  }

  /** What is being worked on, in words, for those who improve it. */
  String trace() {
    return plan.current();
  }

  /** The same with where the hand is and is to be. */
  String state() {
    double[] hand = view.hand().position();
    double[] to = target.pose().position();
    return "%s hand %.3f %.3f %.3f opening %.3f, to %.3f %.3f %.3f %s"
        .formatted(
            plan.current(),
            hand[0],
            hand[1],
            hand[2],
            view.opening(),
            to[0],
            to[1],
            to[2],
            target.fingers());
  }
}
