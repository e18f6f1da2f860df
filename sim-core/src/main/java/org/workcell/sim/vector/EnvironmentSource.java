package org.workcell.sim.vector;

import org.workcell.sim.environment.Environment;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.task.ResetOptions;
import org.workcell.sim.task.TaskSpec;

/**
 * Makes the environments of one task for a vector: simulated here ({@link VectorMember}), recorded,
 * remote, wrapped, or of another engine. Called on worker threads, by several at the same time.
 */
public interface EnvironmentSource {

  /**
   * What the environments look like from outside; always the same, and known without opening one.
   */
  TaskSpec taskSpec();

  /**
   * Makes an environment, which the vector uses on one thread at a time and closes.
   *
   * @param factory of the vector's workers; shares scenes among the environments it makes
   */
  Environment open(EnvironmentFactory factory);

  /**
   * How an episode starts of which something is left open; the task draws the rest. A pure function
   * of its argument.
   */
  default ResetOptions complete(ResetOptions start) {
    return start;
  }
}
