package org.workcell.evaluation;

import org.workcell.sim.batch.BatchLayout;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;
import org.workcell.sim.rendering.ImageBlock;
import org.workcell.sim.rendering.OpenGlContext;
import org.workcell.sim.vector.EnvironmentRenderer;

/** One environment of a task with its policy and its batch of one row. One thread at a time. */
final class Station implements AutoCloseable {

  private static final int ROW = 0;
  private static final int[] ENVIRONMENTS = {ROW};

  private final PlannedTask task;
  private final SimulatedEnvironment environment;
  private final BatchStorage storage;
  private final Policy policy;
  private final Protocol protocol;
  private final EnvironmentRenderer eye;
  private final ImageBlock images;

  /**
   * Makes environment and policy.
   *
   * @param context of this thread; null where the policy sees no pictures
   */
  Station(EvaluationPlan plan, PlannedTask task, OpenGlContext context) {
    Evaluation evaluation = plan.evaluation();
    BatchLayout layout = evaluation.layout(task.spec());
    this.task = task;
    this.protocol = evaluation.protocol();
    this.storage = BatchStorage.allocate(layout, 1);
    this.policy = evaluation.policy().newPolicy(task.definition(), task.spec(), layout);
    this.environment = plan.factory().newEnvironment(task.definition(), task.options());
    this.images = evaluation.images().map(options -> options.over(storage)).orElse(null);
    this.eye =
        evaluation
            .images()
            .map(options -> new EnvironmentRenderer(context, environment, options))
            .orElse(null);
  }

  PlannedTask task() {
    return task;
  }

  SimulatedEnvironment environment() {
    return environment;
  }

  /** Starts an episode of the task. */
  void reset(int episode, long seed) {
    environment.reset(task.start(episode, seed), storage, ROW);
    Episode started = Episode.seed(seed).withInstruction(environment.instruction());
    policy.start(ROW, policy.readsScene() ? started.withScene(environment.physics()) : started);
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
    if (eye != null && policy.readsObservation(ROW)) {
      eye.render(environment, images, ROW);
    }
    policy.act(storage, ENVIRONMENTS, storage.action());
    environment.step(storage, ROW);
  }

  /** Frees environment and policy. Idempotent. */
  @Override
  public void close() {
    if (eye != null) {
      eye.close();
    }
    policy.close();
    environment.close();
  }
}
