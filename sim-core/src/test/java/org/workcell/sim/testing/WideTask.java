package org.workcell.sim.testing;

import java.util.List;
import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.physics.EngineCalls;
import org.workcell.sim.physics.Physics;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.scene.SceneFiles;
import org.workcell.sim.task.Task;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSetting;
import org.workcell.sim.task.TaskSpec;

/** The point mass with a third action, which does nothing. */
public final class WideTask implements TaskDefinition {

  private final PointMassTask inner = new PointMassTask();

  @Override
  public String id() {
    return "testing/wide-v1";
  }

  @Override
  public List<TaskSetting> settings() {
    return inner.settings();
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return inner.spec(options).toBuilder()
        .id(id())
        .action(BlockSpec.vector("action", DataType.FLOAT32, 3, -1, 1))
        .build();
  }

  @Override
  public SceneFiles scene() {
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
    return Optional.empty();
  }
}
