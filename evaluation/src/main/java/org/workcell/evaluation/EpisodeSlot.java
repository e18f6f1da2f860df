package org.workcell.evaluation;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;

/**
 * An episode that is being run in one row of a batch. The row may change between steps; the number
 * by which the policy knows the environment does not.
 */
final class EpisodeSlot {

  private final int number;
  private final Cell cell;
  private final OptionalInt stepsAfterSuccess;
  private final EpisodeClock clock = new EpisodeClock();
  private SimulatedEnvironment environment;
  private volatile int steps;
  private boolean started;
  private boolean succeeded;
  private int stepsSinceSuccess;
  private RuntimeException failure;

  /**
   * An episode before its reset.
   *
   * @param number by which the policy knows the environment
   * @param stepsAfterSuccess steps that it goes on after its first success; to its own end where
   *     absent
   */
  EpisodeSlot(int number, Cell cell, OptionalInt stepsAfterSuccess) {
    this.number = number;
    this.cell = cell;
    this.stepsAfterSuccess = stepsAfterSuccess;
  }

  int number() {
    return number;
  }

  Cell cell() {
    return cell;
  }

  /** The episode and the step that it is about to take, in words. */
  String describe() {
    String condition = cell.task().condition().name();
    return "episode %d of %s%s, step %d"
        .formatted(
            cell.episode(),
            cell.task().spec().id(),
            condition.equals(Condition.NONE) ? "" : " under " + condition,
            steps + 1);
  }

  /** The episode as a policy is told of it; each call gives streams of their own. */
  Episode episode(boolean withScene) {
    Episode episode =
        Episode.seed(cell.seed())
            .withTask(cell.task().spec().id())
            .withInstruction(environment.instruction())
            .withExpert(cell.task().expert());
    return withScene ? episode.withScene(environment.physics()) : episode;
  }

  /** Where it is run; empty where none could be made. */
  Optional<SimulatedEnvironment> environment() {
    return Optional.ofNullable(environment);
  }

  /** Resets an environment and tells the policy of the episode; a failure ends it. */
  void start(Supplier<SimulatedEnvironment> environments, GroupPolicy policy, int row) {
    try {
      environment = environments.get();
      environment.reset(cell.start(), policy.storage(), row);
      started = true;
      policy.start(this);
      noteSuccess(policy.storage(), row);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Carries out the action of a row; a failure ends the episode. */
  void step(BatchStorage storage, int row) {
    try {
      environment.step(storage, row);
      steps = steps + 1;
      noteSuccess(storage, row);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void noteSuccess(BatchStorage storage, int row) {
    if (succeeded) {
      stepsSinceSuccess++;
    } else {
      succeeded = storage.success().get(row, 0) == 1;
    }
  }

  /** The episode cannot go on. */
  void fail(RuntimeException cause) {
    failure = cause;
  }

  /** Why the episode cannot go on; empty where it can. */
  Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Whether the episode has ended or cannot go on. */
  boolean ended() {
    return failure != null || environment.needsReset() || endsAfterSuccess();
  }

  private boolean endsAfterSuccess() {
    return succeeded
        && stepsAfterSuccess.isPresent()
        && stepsSinceSuccess >= stepsAfterSuccess.getAsInt();
  }

  /** What is kept of the episode, which has ended. */
  EpisodeOutcome outcome() {
    return started
        ? Outcomes.of(cell, clock, environment.statistics(), environment.record(), failure())
        : Outcomes.ofUnstarted(cell, clock, failure);
  }
}
