package org.workcell.testing.contract;

import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.EnvironmentOptions;
import org.workcell.sim.task.TaskDefinition;

/** How an environment of a task is opened: in this process, or over a transport. */
public interface EnvironmentOpener extends AutoCloseable {

  /** Opens an environment, which is closed with this opener at the latest. */
  Environment open(TaskDefinition task, EnvironmentOptions options);

  /** Frees everything that was opened. */
  @Override
  void close();

  /** Environments in this process. */
  static EnvironmentOpener inProcess() {
    EnvironmentFactory factory = new EnvironmentFactory();
    return new EnvironmentOpener() {
      @Override
      public Environment open(TaskDefinition task, EnvironmentOptions options) {
        return factory.newEnvironment(task, options);
      }

      @Override
      public void close() {
        factory.close();
      }
    };
  }
}
