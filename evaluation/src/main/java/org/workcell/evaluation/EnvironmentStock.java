package org.workcell.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.workcell.sim.environment.EnvironmentFactory;
import org.workcell.sim.environment.SimulatedEnvironment;

/**
 * The environments of one thread: those that are used, and those that wait for another episode of
 * their task. Together they are never more than a number, because memory must not grow with the
 * number of tasks. One thread at a time.
 */
final class EnvironmentStock implements AutoCloseable {

  /** One that waits. */
  private record Idle(PlannedTask task, SimulatedEnvironment environment) {}

  private final EnvironmentFactory factory;
  private final int most;
  private final List<Idle> idle = new ArrayList<>();
  private int used;

  EnvironmentStock(EnvironmentFactory factory, int most) {
    this.factory = factory;
    this.most = most;
  }

  /** An environment of a task: one that waits, or a new one. */
  SimulatedEnvironment take(PlannedTask task) {
    SimulatedEnvironment environment = waiting(task);
    if (environment == null) {
      if (used + idle.size() >= most && !idle.isEmpty()) {
        idle.remove(0).environment().close();
      }
      environment = factory.newEnvironment(task.definition(), task.options());
    }
    used++;
    return environment;
  }

  private SimulatedEnvironment waiting(PlannedTask task) {
    for (int i = 0; i < idle.size(); i++) {
      if (idle.get(i).task() == task) {
        return idle.remove(i).environment();
      }
    }
    return null;
  }

  /** An environment waits for another episode. */
  void giveBack(PlannedTask task, SimulatedEnvironment environment) {
    used--;
    idle.add(new Idle(task, environment));
  }

  /** An environment is not used again. */
  void discard(SimulatedEnvironment environment) {
    used--;
    environment.close();
  }

  /** Closes those that wait. Idempotent. */
  @Override
  public void close() {
    idle.forEach(each -> each.environment().close());
    idle.clear();
  }
}
