package org.workcell.testing;

import java.util.Optional;
import org.workcell.sim.batch.BlockSpec;
import org.workcell.sim.batch.DataType;
import org.workcell.sim.policy.ExpertDefinition;
import org.workcell.sim.task.TaskOptions;
import org.workcell.sim.task.TaskSpec;

/** The point mass with a third action, which does nothing. */
public final class WideTask extends ForwardingTask {

  /** The task. */
  public WideTask() {
    super(new PointMassTask());
  }

  @Override
  public String id() {
    return "testing/wide-v1";
  }

  @Override
  public TaskSpec spec(TaskOptions options) {
    return super.spec(options).toBuilder()
        .id(id())
        .action(BlockSpec.vector("action", DataType.FLOAT32, 3, -1, 1))
        .build();
  }

  @Override
  public Optional<ExpertDefinition> expert(TaskOptions options) {
    return Optional.empty();
  }
}
