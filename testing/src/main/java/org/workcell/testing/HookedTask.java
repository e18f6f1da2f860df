package org.workcell.testing;

import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskOptions;

/** The point mass with something that happens before a step is evaluated, such as a fault. */
public final class HookedTask extends ForwardingTask {

  /** What happens. */
  public interface Hook {
    /**
     * Called in each step.
     *
     * @param step 1-based step of the episode
     * @param goalX first element of the context, which tells environments apart
     */
    void beforeEvaluation(int step, double goalX, Physics physics);
  }

  private final Hook hook;

  /** A point mass with a hook. */
  public HookedTask(Hook hook) {
    super(new PointMassTask());
    this.hook = hook;
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return new Rules(super.newTask(physics, options)) {
      private int step;
      private double goalX;

      @Override
      public void start(EpisodeStart episode) {
        super.start(episode);
        step = 0;
        goalX = physics.sitePos().get(physics.scene().site("goal"), 0);
      }

      @Override
      public void evaluate(double[] action, BatchRow row) {
        hook.beforeEvaluation(++step, goalX, physics);
        super.evaluate(action, row);
      }
    };
  }
}
