package org.workcell.evaluation;

import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.Environment;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.random.SeedStreams;

/** One environment of a task with its policy and its batch of one row. One thread at a time. */
final class Station implements AutoCloseable {

  private static final int ROW = 0;
  private static final int[] ENVIRONMENTS = {ROW};

  private final PlannedTask task;
  private final Environment environment;
  private final BatchStorage storage;
  private final Policy policy;
  private final Protocol protocol;

  private Station(
      PlannedTask task,
      Environment environment,
      BatchStorage storage,
      Policy policy,
      Protocol protocol) {
    this.task = task;
    this.environment = environment;
    this.storage = storage;
    this.policy = policy;
    this.protocol = protocol;
  }

  static Station open(EvaluationPlan plan, PlannedTask task) {
    Environment environment = plan.factory().newEnvironment(task.definition(), task.options());
    BatchStorage storage = BatchStorage.allocate(task.spec().task().layout(), 1);
    Policy policy = plan.evaluation().policy().newPolicy(task.definition(), task.spec());
    return new Station(task, environment, storage, policy, plan.evaluation().protocol());
  }

  PlannedTask task() {
    return task;
  }

  Environment environment() {
    return environment;
  }

  /** Starts an episode of the task. */
  void reset(int episode, long seed) {
    environment.reset(task.start(episode, seed), storage, ROW);
    policy.start(ROW, new SeedStreams(seed));
  }

  /** Whether the episode has ended. */
  boolean ended() {
    return environment.needsReset() || protocol.endsAtSuccess() && succeeded();
  }

  private boolean succeeded() {
    return storage.success().get(ROW, 0) == 1;
  }

  /** One action of the policy. */
  void step() {
    policy.act(storage, ENVIRONMENTS, storage.action());
    environment.step(storage, ROW);
  }

  /** Frees environment and policy. Idempotent. */
  @Override
  public void close() {
    policy.close();
    environment.close();
  }
}
