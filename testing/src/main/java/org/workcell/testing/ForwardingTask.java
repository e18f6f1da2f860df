package org.workcell.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.workcell.sim.batch.BatchRow;
import org.workcell.sim.control.Controller;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.ModelEdits;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneSource;
import org.workcell.sim.state.StateReader;
import org.workcell.sim.state.StateWriter;
import org.workcell.sim.task.EpisodeStart;
import org.workcell.sim.task.SceneRoles;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskNotes;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** Another task; subclasses override what they change. */
public class ForwardingTask implements TaskDefinition {

  private final TaskDefinition inner;

  /** A task that is {@code inner} in everything. */
  public ForwardingTask(TaskDefinition inner) {
    this.inner = inner;
  }

  /** A task whose spec differs. */
  public static TaskDefinition withSpec(
      TaskDefinition inner, String id, UnaryOperator<TaskSpec.Builder> change) {
    return new ForwardingTask(inner) {
      @Override
      public String id() {
        return id;
      }

      @Override
      public TaskSpec spec(TaskOptions options) {
        return change.apply(super.spec(options).toBuilder().id(id)).build();
      }
    };
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
  public Map<String, String> withoutAliases(Map<String, String> chosen) {
    return inner.withoutAliases(chosen);
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return inner.spec(options);
  }

  @Override
  public SceneSource scene() {
    return inner.scene();
  }

  @Override
  public Task newTask(Physics physics, TaskOptions options) {
    return inner.newTask(physics, options);
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
  public SceneRoles roles() {
    return inner.roles();
  }

  @Override
  public Optional<TaskNotes> notes() {
    return inner.notes();
  }

  /** The rules of another task; subclasses override what they change. */
  public static class Rules implements Task {

    private final Task inner;

    /** Rules that are {@code inner} in everything. */
    public Rules(Task inner) {
      this.inner = inner;
    }

    @Override
    public Controller controller() {
      return inner.controller();
    }

    @Override
    public void start(EpisodeStart episode) {
      inner.start(episode);
    }

    @Override
    public void restart() {
      inner.restart();
    }

    @Override
    public void settle() {
      inner.settle();
    }

    @Override
    public void observe(BatchRow row) {
      inner.observe(row);
    }

    @Override
    public void evaluate(double[] action, BatchRow row) {
      inner.evaluate(action, row);
    }

    @Override
    public int looks() {
      return inner.looks();
    }

    @Override
    public void writeLooks(ModelEdits shown) {
      inner.writeLooks(shown);
    }

    @Override
    public boolean stillSucceeds(boolean success) {
      return inner.stillSucceeds(success);
    }

    @Override
    public Optional<Boolean> premise() {
      return inner.premise();
    }

    @Override
    public void readStages(double[] fractions) {
      inner.readStages(fractions);
    }

    @Override
    public void save(StateWriter writer) {
      inner.save(writer);
    }

    @Override
    public void load(StateReader reader) {
      inner.load(reader);
    }
  }
}
