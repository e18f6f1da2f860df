package org.workcell.sim.testing;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** The point mass with something that happens before a step is evaluated, such as a fault. */
public final class HookedTask implements TaskDefinition {

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

  private final TaskDefinition inner = new PointMassTask();
  private final Hook hook;

  /** A point mass with a hook. */
  public HookedTask(Hook hook) {
    this.hook = hook;
  }

  @Override
  public String id() {
    return inner.id();
  }

  @Override
  public List<TaskSetting> settings() {
    return inner.settings();
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return inner.spec(options);
  }

  @Override
  public SceneFiles scene() {
    return inner.scene();
  }

  @Override
  public EngineCalls engineCalls(TaskOptions options) {
    return inner.engineCalls(options);
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return inner.expert(options);
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    Task task = inner.newTask(physics, options);
    return new Task() {
      private int step;
      private double goalX;

      @Override
      public Controller controller() {
        return task.controller();
      }

      @Override
      public void start(EpisodeStart episode) {
        task.start(episode);
        step = 0;
        goalX = physics.sitePos().get(physics.scene().site("goal"), 0);
      }

      @Override
      public void observe(BatchRow row) {
        task.observe(row);
      }

      @Override
      public void evaluate(double[] action, BatchRow row) {
        hook.beforeEvaluation(++step, goalX, physics);
        task.evaluate(action, row);
      }

      @Override
      public void save(StateWriter writer) {
        task.save(writer);
      }

      @Override
      public void load(StateReader reader) {
        task.load(reader);
      }
    };
  }
}
