package org.workcell.sim.vector;

import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;
import org.workcell.sim.task.TaskSpec;

/**
 * Environments of a task, simulated in this process.
 *
 * @param task which task
 * @param options profile, assets, horizon, settings, filters
 */
public record VectorMember(TaskDefinition task, EnvironmentOptions options)
    implements EnvironmentSource {

  @Override
  public TaskSpec taskSpec() {
    return EnvironmentFactory.taskSpec(task, options);
  }

  @Override
  public Environment open(EnvironmentFactory factory) {
    return factory.newEnvironment(task, options);
  }
}
