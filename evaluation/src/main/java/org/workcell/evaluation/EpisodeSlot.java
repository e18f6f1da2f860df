package org.workcell.evaluation;

import java.util.Optional;
import java.util.function.Supplier;
import org.workcell.sim.batch.BatchStorage;
import org.workcell.sim.environment.SimulatedEnvironment;
import org.workcell.sim.policy.Episode;
import org.workcell.sim.policy.Policy;

/**
 * An episode that is being run in one row of a batch. The row may change between steps; the number
 * by which the policy knows the environment does not.
 */
final class EpisodeSlot {

  private final int number;
  private final Cell cell;
  private final Protocol protocol;
  private final EpisodeClock clock = new EpisodeClock();
  private SimulatedEnvironment environment;
  private boolean started;
  private boolean succeeded;
  private RuntimeException failure;

  /**
   * An episode before its reset.
   *
   * @param number by which the policy knows the environment
   */
  EpisodeSlot(int number, Cell cell, Protocol protocol) {
    this.number = number;
    this.cell = cell;
    this.protocol = protocol;
  }

  int number() {
    return number;
  }

  Cell cell() {
    return cell;
  }

  /** Where it is run; empty where none could be made. */
  Optional<SimulatedEnvironment> environment() {
    return Optional.ofNullable(environment);
  }

  /** Resets an environment and tells the policy of the episode; a failure ends it. */
  void start(
      Supplier<SimulatedEnvironment> environments, BatchStorage storage, int row, Policy policy) {
    try {
      environment = environments.get();
      environment.reset(cell.start(), storage, row);
      started = true;
      Episode episode = Episode.seed(cell.seed()).withInstruction(environment.instruction());
      policy.start(
          number, policy.readsScene() ? episode.withScene(environment.physics()) : episode);
      noteSuccess(storage, row);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Carries out the action of a row; a failure ends the episode. */
  void step(BatchStorage storage, int row) {
    try {
      environment.step(storage, row);
      noteSuccess(storage, row);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void noteSuccess(BatchStorage storage, int row) {
    succeeded = storage.success().get(row, 0) == 1;
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
    return failure != null || environment.needsReset() || protocol.endsAtSuccess() && succeeded;
  }

  /** What is kept of the episode, which has ended. */
  EpisodeOutcome outcome() {
    return started
        ? Outcomes.of(cell, clock, environment.statistics(), environment.record(), failure())
        : Outcomes.ofUnstarted(cell, clock, failure);
  }
}
