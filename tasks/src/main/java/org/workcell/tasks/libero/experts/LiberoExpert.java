package org.workcell.tasks.libero.experts;

import org.workcell.sim.batch.Observation;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Expert;
import org.workcell.tasks.libero.problem.TaskSheet;

/**
 * Reaches the goal of one task by a plan of skills. Actions are displacements of the hand in the
 * world's axes (setting {@code controller=osc_pose}).
 */
public final class LiberoExpert implements Expert {

  private final SceneView view;
  private final HandTarget target = new HandTarget();
  private final HandServo servo = new HandServo();
  private final Plan plan;
  private boolean started;

  /**
   * An expert for a task.
   *
   * @throws IllegalArgumentException if no skill serves one of its goal atoms
   */
  public LiberoExpert(TaskSheet sheet) {
    this.view = new SceneView(sheet);
    this.plan = Planner.plan(sheet);
  }

  @Override
  public void start(Episode episode) {
    started = false;
  }

  @Override
  public void act(Observation observation, double[] action) {
    view.look(observation);
    if (!started) {
      plan.start();
      target.pose().set(view.hand());
      target.setFingers(HandTarget.Fingers.OPEN);
      started = true;
    }
    plan.step(view, target);
    servo.act(view, target, action);
  }

  /** What is being worked on, in words. */
  String activity() {
    return plan.current();
  }
}
